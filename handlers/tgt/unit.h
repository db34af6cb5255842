/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A logical unit of a tgtd: an emulated drive that is told commands and tells their ends. It speaks neither of tgt's
 * types nor of t10/'s, which share names.
 */
#ifndef HANDLERS_TGT_UNIT_H
#define HANDLERS_TGT_UNIT_H

#include <stddef.h>
#include <stdint.h>

enum { UNIT_SENSE_MAX = 252, UNIT_PATH_MAX = 4096, UNIT_PROBLEM_MAX = 512 };

/* Makes a drive's URI of a path in which tgtadm lets no comma pass: %2C is a comma, %25 a percent sign. 0 or -EINVAL.
 */
int unit_path_decode(const char *path, char ret_uri[UNIT_PATH_MAX]);

/* What an initiator wants. The carrier's memory; the buffers must stay until the end is told. */
struct unit_request {
	const uint8_t *cdb;
	size_t cdb_length;
	uint8_t *out, *in; /* at most one of them is not NULL */
	uint32_t out_bytes, in_bytes;
	uint64_t nexus;
	void *carrier; /* whose request it is */
};

/* How it ended. Valid while unit_done is called. */
struct unit_answer {
	uint8_t status;
	uint32_t transferred; /* bytes of `out` or `in` */
	uint32_t overflow;    /* bytes for which there was no room in them */
	const uint8_t *sense;
	uint8_t sense_length; /* at most UNIT_SENSE_MAX */
};

struct unit;

/* Told once for each request, from any thread, possibly before unit_submit() returns. It must not wait. */
typedef void unit_done(void *context, void *carrier, const struct unit_answer *answer);

/* Switches a drive on, in the host's time. 0 or negative errno with a reason. */
int unit_open(const char *path, unit_done *done, void *context, struct unit **ret_unit,
              char ret_problem[UNIT_PROBLEM_MAX]);

/* 0, or -ENOMEM and nothing will be told. Never blocks for long. */
int unit_submit(struct unit *unit, const struct unit_request *request);

/* Switches it off. All requests were told their end before it returns. Accepts NULL. */
void unit_close(struct unit *unit);

#endif
