/* SPDX-License-Identifier: MIT */
/*
 * A rig: one drive with a disc, one recorder and one write engine on it, a platform to run them on, and an eye on every
 * command that the engine sends. rig.c is the only place of the suite that knows how an emulated drive is composed.
 */
#ifndef CONFORMANCE_RIG_H
#define CONFORMANCE_RIG_H

#include "conformance/case.h"
#include "engine/imapi2/imapi2.h"
#include "engine/transport/transport.h"
#include "platform/platform.h"

enum { RIG_LOG_MAX = 65536 };

/* Where rigs come from: what `conform --drive` chooses. */
struct rig_source {
	/* A drive URI's transport, made anew for each case; NULL: a fresh in-memory drive on a simulated platform for
	 * each case. */
	int (*open)(void *context, struct platform *platform, struct transport **ret_transport);
	void *context;
	struct platform *platform; /* for open: the platform that it runs on */
	const char *name;          /* for reports: "emulated, in memory" or the URI */
	const char *medium;        /* for open: type of the disc that is in the drive */
};

/* One command that went by, in order. */
struct rig_command {
	uint64_t began_ns, ended_ns; /* platform time */
	uint8_t cdb[16];
	uint8_t cdb_length;
	uint32_t data_length;
	int result; /* of execute() */
	bool ended; /* false while it is under way */
	uint8_t status;
	uint8_t key, asc, ascq;
};

struct rig {
	struct platform *platform;
	struct transport *transport; /* the judge's own way to the drive: not seen in the log */
	IDiscRecorder2 *recorder;    /* initialised, medium ready, unit attentions fetched */
	IDiscRecorder2Ex *recorder_ex;
	IWriteEngine2 *engine; /* fresh: no property set */
	const char *medium;    /* "dvd+r", "bd-re", or "" for an empty drive */
	uint32_t capacity_blocks;

	struct rig_command *log; /* the engine's commands since rig_forget_log() */
	unsigned log_count;

	/*
	 * Called by the task that executes a command of the engine's, before it goes to the drive and after it came
	 * back, without locks; NULL: not. For placing a cancel exactly.
	 */
	void (*before_command)(struct rig *rig, const struct rig_command *command, void *context);
	void (*after_command)(struct rig *rig, const struct rig_command *command, void *context);
	void *command_context;
};

/*
 * Runs the body on a fresh rig with this medium and says how the making went: 0; negative errno with a reason when the
 * rig could not be made (ERROR). The body runs as the platform's main task; a deadlock is -EDEADLK with who waits for
 * what.
 */
int rig_run(const struct rig_source *source, const char *medium, unsigned needs, void (*body)(struct rig *rig),
            struct rig **ret_rig, char *ret_reason, unsigned reason_size);

/* What this source cannot give of `needs`: SKIP_NONE if all. */
enum skip_reason rig_lacks(const struct rig_source *source, const char *medium, unsigned needs);

/* A hash of everything that happened (commands, times, answers, updates): equal for equal runs. */
uint64_t rig_trace_hash(const struct rig *rig);

void rig_forget_log(struct rig *rig);

/* Disturbance rules in force from now on (see rule(5)), and how often one has acted. Only with NEEDS_FAULTS. */
int rig_arm(struct rig *rig, const char *rules);
int64_t rig_rule_hits(struct rig *rig, const char *id);

/* The judge's own reading: READ(10)s on its own transport. 0 or negative errno (EIO for a CHECK CONDITION). */
int rig_read_blocks(struct rig *rig, uint32_t lba, uint32_t blocks, uint8_t *ret_data);

/* The judge's own question for the next writable address (READ TRACK INFORMATION of the last track). 0 or negative
 * errno. */
int rig_next_writable(struct rig *rig, uint32_t *ret_lba);

/* SYNCHRONIZE CACHE on the judge's transport, so that what was accepted is recorded. 0 or negative errno. */
int rig_synchronize(struct rig *rig);

#endif
