/* SPDX-License-Identifier: MIT */
/* What the rig's files share. For this folder alone. */
#ifndef CONFORMANCE_RIG_PARTS_H
#define CONFORMANCE_RIG_PARTS_H

#include "conformance/rig/rig.h"
#include "engine/imapi2/host.h"
#include "engine/transport/trace.h"

/* A fresh disc: enough for some sections and quick to make. BD-RE comes unformatted: its capacity is what the judge
 * formats. */
enum { RIG_DISC_BLOCKS = 8192, RIG_RULES_MAX = 32, RIG_RULE_ID_MAX = 32 };

struct problem;

struct kept {
	struct kept *earlier;
	void (*finish)(void *object);
	_Alignas(16) uint8_t bytes[];
};

struct whole_rig {
	struct rig rig;
	const struct rig_source *source;
	unsigned needs;
	void (*body)(struct rig *rig);
	struct rig_report *report;
	int result;
	uint64_t began_ns; /* platform time */

	struct pump *pump; /* of the emulated drive; NULL for any other, as is loopback */
	struct loopback *loopback;
	/* Both belong to the rig's recorder; NULL before it is opened. */
	struct transport *engine_plug, *engine_forgery;
	struct imapi2_host host;
	struct platform_ops starved_ops;
	const struct platform_ops *fed_ops; /* while starved; else NULL */
	struct kept *kept;                  /* the latest first */
	char rules[RIG_RULES_MAX][RIG_RULE_ID_MAX];
	unsigned rule_count;
	uint32_t next_fresh; /* overwritable media: the first block that no section took */
	uint64_t trace_hash;

	struct mutex *log_mutex; /* protects the log and the hash */
	unsigned log_room;
	bool log_closed; /* commands are not of interest */
};

static inline struct whole_rig *whole(struct rig *rig)
{
	return (struct whole_rig *)rig;
}

/* Says why the rig cannot be made, unless that was said already, and returns `error`. */
int rig_fail(struct whole_rig *rig, int error, const char *format, ...) __attribute__((format(printf, 3, 4)));
int rig_out_of_memory(struct whole_rig *rig);

/* One more way to the drive. 0 or negative errno, said. */
int rig_open_way(struct whole_rig *rig, struct transport **ret_transport);

/* ---- objects.c ---- */

/* Makes recorder and engine. 0 or negative errno, said; what was made is to be released in both cases. */
int rig_make_objects(struct whole_rig *rig);

/* What a case may use up begins to count. */
void rig_give_budget(struct whole_rig *rig);

/* Before what was kept is finished, which includes recorders, streams and sinks that the engine has references to. */
void rig_release_engine(struct whole_rig *rig);
void rig_release_objects(struct whole_rig *rig);

/* No more objects can be made. */
void rig_withdraw_host(struct whole_rig *rig);

/* ---- log.c ---- */

int rig_log_init(struct whole_rig *rig);
struct trace_observer rig_log_observer(struct whole_rig *rig);
void rig_log_finish(struct whole_rig *rig);

/* ---- hands.c ---- */

/* Tells the drive something that no command can, in dryburn-ctl(1)'s words: in this process or at its control socket. 0
 * or negative errno. */
int rig_tell(struct whole_rig *rig, char *ret_text, size_t size, struct problem *ret_problem, const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/* At a control socket: ends earlier trouble and puts a fresh disc of the rig's type in the drive. 0 or negative errno,
 * said. */
int rig_insert_fresh_disc(struct whole_rig *rig);

/* ---- trouble.c ---- */

/* Notes a failure for each rule in force that never acted. */
void rig_check_rules(struct whole_rig *rig);

/* ---- judge.c ---- */

/* Waits until the medium can be used, or is found missing, and fetches unit attentions. 0 or negative errno. */
int rig_make_ready(struct whole_rig *rig, struct transport *transport);

/* Prepares the medium as a burning program would before its first section, and asks for its capacity. 0 or negative
 * errno. */
int rig_prepare_medium(struct whole_rig *rig);

#endif
