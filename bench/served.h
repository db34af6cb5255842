/* SPDX-License-Identifier: MIT */
/* Optical drives behind iSCSI, each served by a process of its own: ours, and tgtd's own MMC unit. */
#ifndef BENCH_SERVED_H
#define BENCH_SERVED_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "bench/program.h"

enum served_disc {
	SERVED_BLANK, /* a blank DVD+R, to be written from block 0 on */
	SERVED_FULL,  /* a DVD-ROM with `blocks` blocks */
};

struct served {
	char directory[64]; /* in memory, with the disc */
	char url[PROGRAM_LINE_MAX];
	pid_t server;
};

/* 0 or negative errno: -ENOENT where a program is not installed. served_close() follows in either case. "unserved" only
 * makes the disc, and in `url` the URI of an emulated drive with it. */
int served_open_unserved(struct served *served);
int served_open_ours(struct served *served, enum served_disc disc, uint32_t blocks);
int served_open_tgt(struct served *served, enum served_disc disc, uint32_t blocks);

void served_close(struct served *served);

#endif
