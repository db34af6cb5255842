/* SPDX-License-Identifier: MIT */
/*
 * A rig: one drive with a disc, one recorder and one write engine on it, a platform to run them on, and an eye on every
 * command that the engine sends. rig.c is the only place of the suite that knows how an emulated drive is composed.
 */
#ifndef CONFORMANCE_RIG_RIG_H
#define CONFORMANCE_RIG_RIG_H

#include <stddef.h>

#include "conformance/case.h"
#include "engine/imapi2/imapi2.h"
#include "engine/transport/transport.h"
#include "platform/platform.h"

enum { RIG_REASON_MAX = 512 };

/*
 * What a case may use up; who goes beyond finds the drive unplugged, and the case fails. So an engine that would try
 * for ever ends.
 */
enum { RIG_COMMANDS_MAX = 65536 };
#define RIG_TIME_MAX_NS (4 * 3600 * NS_PER_S)

struct chooser;
struct way;

/* Where rigs come from: what `conform --drive` chooses. */
struct rig_source {
	/* A drive URI's transport, made anew for each case; NULL: a fresh in-memory drive on a simulated platform for
	 * each case. */
	int (*open)(void *context, struct platform *platform, struct transport **ret_transport);
	void *context;
	struct platform *platform; /* for open: the platform that it runs on */
	const char *name;          /* for reports: "emulated, in memory" or the URI */
	const char *medium;        /* for open: type of the disc that is in the drive, "" for none */
	/* For open: the unique id of the drive for an engine that finds it by itself, as that of an operating system
	 * does; open leads to the same drive. NULL: the engine gets its way from the rig. */
	const OLECHAR *recorder_id;
	const char
		*control; /* for open: the drive's control socket, NULL without: with it each case has a fresh disc */
	const struct way *way;   /* for open: by which the drive is reached; NULL: by one that loses nothing */
	struct chooser *chooser; /* for simulated platforms: NULL for first_choice */
};

/* One command that went by, in order. */
struct rig_command {
	uint64_t began_ns, ended_ns;     /* platform time */
	const struct command *under_way; /* the command itself, in before_command and after_command; else NULL */
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
	IDiscRecorder2 *recorder; /* initialised, medium ready, unit attentions fetched; NULL with NEEDS_DRIVE_ONLY, as
	                             are the next two */
	IDiscRecorder2Ex *recorder_ex;
	IDiscRecorder2Ex
		*engine_recorder; /* for put_Recorder: recorder_ex, or one before it by which an engine is watched */
	IWriteEngine2 *engine;    /* fresh: no property set. A case may release it and set it to NULL */
	const char *medium;       /* "dvd+r", "bd-re", or "" for an empty drive */
	uint32_t capacity_blocks;
	uint32_t seed; /* for the cases: of the next pattern, so that no two sections on a disc are alike */

	/* The engine's commands since rig_forget_log(). Other tasks may look at it only from the two functions below.
	 */
	struct rig_command *log;
	unsigned log_count;

	/*
	 * Called by the task that executes a command of the engine's, before it goes to the drive and after it came
	 * back, without locks; NULL: not. For placing a cancel exactly. `command` is valid during the call.
	 */
	void (*before_command)(struct rig *rig, const struct rig_command *command, void *context);
	void (*after_command)(struct rig *rig, const struct rig_command *command, void *context);
	void *command_context;
};

/* Whether nothing but what happens takes time; else it is the host's, which others use as well. */
bool rig_time_is_virtual(const struct rig *rig);

/* How long to wait for what takes at most so long where nothing else takes time: in the host's time others may be
 * served first. */
uint64_t rig_patience_ns(const struct rig *rig, uint64_t virtual_ns);

/* How a rig's life went. */
struct rig_report {
	char reason[RIG_REASON_MAX]; /* why it failed */
	uint64_t duration_ns;        /* of the platform: from before it was made until the body was done */
	uint64_t trace_hash;         /* of commands, times, answers and what rig_trace() added: equal for equal runs */
};

/*
 * Runs the body on a fresh rig with this medium. The body runs as the platform's main task; what it kept with
 * rig_keep() is finished, and rules that never acted are noted as failed expectations, before the rig is taken apart.
 * 0, or negative errno with a reason: the rig could not be made, or -EDEADLK with who waits for what (what the tasks
 * owned leaks). -ENOSPC is the one that is nobody's fault: NEEDS_ROOM, and the disc has none.
 */
int rig_run(const struct rig_source *source, const char *medium, unsigned needs, void (*body)(struct rig *rig),
            struct rig_report *ret_report);

/* What this source cannot give, as far as can be told without a rig: SKIP_NONE if it gives all. */
enum skip_reason rig_lacks(const struct rig_source *source, const char *medium, unsigned needs);

/* The medium for cases that take any. The source may be NULL: the emulated drive. */
const char *rig_any_medium(const struct rig_source *source);

/* `bytes` zeroed bytes that live as long as the rig. `finish` (may be NULL) is called when the rig's engine was
 * released and before anything else is, the latest kept first. NULL when memory is short, which also fails the case. */
void *rig_keep(struct rig *rig, size_t bytes, void (*finish)(void *object));

/* One more engine, as fresh as the first: NULL when there is none, which also fails the case. */
IWriteEngine2 *rig_new_engine(struct rig *rig);

/* Adds to the hash of what happened. */
void rig_trace(struct rig *rig, const void *data, size_t bytes);

/* ---- the engine's commands (log.c) ---- */

void rig_forget_log(struct rig *rig);

/* WRITE(10)s and WRITE(12)s in the log: handed to the drive, and answered in some way. From any task. */
unsigned rig_writes_begun(struct rig *rig);
unsigned rig_writes_ended(struct rig *rig);

/* A WRITE's first block and number of blocks; false for any other command. */
bool rig_command_is_write(const struct rig_command *command, uint32_t *ret_lba, uint32_t *ret_blocks);

/* ---- what the way to the drive loses (way.c) ---- */

/* Requires that commands with this operation code reach the drive. False: they do not, such a command must not be sent,
 * and the case is judged no further: expect_no_more(). */
bool rig_require_code(struct rig *rig, uint8_t operation_code);

/* Requires that the drive is told in which direction its client expects data to go. False: it is not, and the case is
 * judged no further. */
bool rig_require_direction(struct rig *rig);

/* Expects that a command moved so many bytes of those that there was room for. Where the way tells that it were all of
 * them instead, this is left out: expect_leave_out(). */
bool rig_expect_transferred(struct rig *rig, enum data_direction direction, size_t transferred, size_t room,
                            size_t expected, const char *text, const char *file, int line);

/* ---- trouble (trouble.c) ---- */

/* Disturbance rules in force from now on (see rule(5)): expects them to be accepted, and to have acted when the case
 * ends. Only with NEEDS_FAULTS. */
void rig_arm(struct rig *rig, const char *rules);

/* Takes a rule out of force: it must have acted by then. */
void rig_disarm(struct rig *rig, const char *id);
int64_t rig_rule_hits(struct rig *rig, const char *id);

/* The engine's way to the drive says from now on that the device is gone. From any task. */
void rig_unplug(struct rig *rig);

/* From now on the engine's commands with this operation code, and no others any more, do not reach the drive: they are
 * GOOD, with as many of these bytes as they have room for. The data stay the case's. Only with NEEDS_FAULTS. */
void rig_forge(struct rig *rig, uint8_t opcode, const void *data, size_t bytes);
void rig_forge_no_more(struct rig *rig);

/* From now on, or no more: the engine's way to the drive says that a file system on it is mounted, at "/media/forged
 * disc". Only with NEEDS_FAULTS. */
void rig_mount(struct rig *rig, bool mounted);

/* From now on, or no more: no task can be started, for lack of memory. */
void rig_starve(struct rig *rig, bool starved);

/* ---- hands (hands.c): what a person would do to the drive; only with NEEDS_HANDS ---- */

/*
 * Takes the disc out of the tray, puts a new one of this type in ("" for none), and closes the tray: 0; or -EBUSY, when
 * the drive does not open for it because it is locked or at work. Nothing waits until the disc is ready.
 */
int rig_insert(struct rig *rig, const char *medium);

void rig_push_button(struct rig *rig);

/* A reset of the logical unit; power off and on. Commands under way end. */
void rig_reset(struct rig *rig);
void rig_power_cycle(struct rig *rig);

/* ---- the judge (judge.c) ---- */

/* READ(10) on the judge's own transport. 0 or negative errno (EIO for a CHECK CONDITION). */
int rig_read_blocks(struct rig *rig, uint32_t lba, uint32_t blocks, uint8_t *ret_data);

/* Where the next section can go, without overwriting what an earlier one wrote: the next writable address of the last
 * track, or the first block not yet taken of an overwritable medium. 0 or negative errno. */
int rig_next_writable(struct rig *rig, uint32_t *ret_lba);

/* SYNCHRONIZE CACHE on the judge's transport, so that what was accepted is recorded. 0 or negative errno. */
int rig_synchronize(struct rig *rig);

#endif
