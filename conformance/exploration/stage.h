/* SPDX-License-Identifier: MIT */
/*
 * The stage: one schedule from beginning to end. A fresh emulated drive with a fresh DVD+R in memory, a fresh recorder
 * and engine, a stream, a sink and a task that cancels; one section with everything that the choices bring, then one
 * without, then everything back. What could be seen is in `seen`; what it means is the properties' business.
 *
 *     stage.c         a schedule's life
 *     stage_drive.c   the drive, the engine's way to it, where WRITEs are disturbed, and the judge's own commands
 *     stage_stops.c   where tasks are made to stop, and the task that cancels
 *     stage_stream.c  where Reads are disturbed
 *     stage_sink.c    Updates
 */
#ifndef CONFORMANCE_EXPLORATION_STAGE_H
#define CONFORMANCE_EXPLORATION_STAGE_H

#include "conformance/exploration/choices.h"
#include "conformance/exploration/observation.h"
#include "engine/imapi2/host.h"
#include "engine/imapi2/imapi2.h"
#include "platform/simulated.h"

enum { SCENARIO_WRITES_MAX = 64, SCENARIO_BLOCKS_MAX = 32, SCENARIO_TEXT_MAX = 16 };

/* The section: 1..SCENARIO_WRITES_MAX WRITEs of 1..SCENARIO_BLOCKS_MAX blocks. */
struct scenario {
	unsigned writes, blocks;
};

/* "w8b16", and back: false if it is not one. */
void scenario_name(const struct scenario *scenario, char ret_name[SCENARIO_TEXT_MAX]);
bool scenario_of(const char *name, struct scenario *ret_scenario);

struct stage_stream {
	IStream IStream_iface;
	LONG references; /* the stage's one included */
	const uint8_t *data;
	uint64_t bytes, position;
};

struct stage_sink {
	IDispatch IDispatch_iface;
	LONG references; /* the stage's one included */
};

/* The last region of a task; locks, and the one task that takes each. Both by name, which is the same pointer as long
 * as the task or the lock exists. */
enum { STAGE_TASKS_MAX = 8, STAGE_LOCKS_MAX = 16 };

struct stage {
	struct scenario scenario;
	struct choices *choices; /* of the schedule under way */
	uint8_t *pattern;        /* what is written: the section's blocks, then the next one's */
	uint8_t *read_back;      /* room for one READ */
	struct observation *seen;

	/* stage.c */
	struct platform *platform;
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *recorder_ex;
	IWriteEngine2 *engine;
	unsigned objects_before; /* of the platform, before the recorder and the engine were made */
	int error;               /* negative errno: the schedule could not be run */

	/* stage_drive.c */
	struct pump *pump;
	struct loopback *loopback;
	struct transport *judge;
	struct imapi2_host host;

	/* stage_stops.c */
	struct chooser chooser;
	struct watcher watcher;
	bool exploring; /* the disturbed section is under way */
	struct task *canceller;
	char preempted[SEEN_NAME_MAX]; /* by the canceller: goes on when that is done. "" for none */
	const char *section_lock, *canceller_name,
		*place_of; /* place_of: who could have cancelled since the last region */
	uint64_t place_ns;
	uint64_t region;
	unsigned task_count, lock_count;
	struct {
		const char *task;
		uint64_t region; /* its last */
		unsigned regions;
	} tasks[STAGE_TASKS_MAX];
	struct {
		const char *lock, *task;
	} locks[STAGE_LOCKS_MAX];
	const char *writer; /* the task that hands WRITEs to the drive */
	uint64_t active_ns; /* when a Read, a WRITE or a cancel last began or ended */
	bool quiet;         /* an Update came since then: places are not offered again */

	struct stage_stream stream;
	struct stage_sink sink;
};

/* 0 or -ENOMEM. */
int stage_init(struct stage *stage, const struct scenario *scenario);
void stage_finish(struct stage *stage);

/* Runs a schedule, asking `choices`. 0, or negative errno when it could not be run, which says nothing about the
 * engine. A deadlock is an observation; what its tasks owned leaks. */
int stage_run(struct stage *stage, struct choices *choices);

/* ---- for the stage's files ---- */

/* Notes what happens in the trace for people, if there is one. */
void stage_tell(const struct stage *stage, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* stage_drive.c. 0 or negative errno; taking down accepts what was set up half-way. */
int stage_set_up_drive(struct stage *stage);
void stage_take_down_drive(struct stage *stage);

/* Looks at what `section` left on the disc. */
void stage_judge(struct stage *stage, struct seen_section *section, const uint8_t *data);

/* stage_stops.c */
void stage_prepare_stops(struct stage *stage);
int stage_start_canceller(struct stage *stage);
void stage_stop_canceller(struct stage *stage);

/* Before and after the disturbed section. */
void stage_open_section(struct stage *stage);
void stage_close_section(struct stage *stage);

/* Something began or ended. */
void stage_note_activity(struct stage *stage);

/* An Update was delivered. */
void stage_note_update(struct stage *stage);

/* The last region of the task that runs; how many it was in (NULL: never mind). */
uint64_t stage_own_region(const struct stage *stage, unsigned *ret_regions);

/* A choice with 0 for "as usual", while places are offered. */
unsigned stage_choose(struct stage *stage, enum disturbance kind, unsigned options, const char *place);

/* A place where a cancel can fall, by the task that is there. */
void stage_cancel_here(struct stage *stage, const char *place);

/* stage_stream.c, stage_sink.c */
void stage_stream_open(struct stage_stream *stream, const uint8_t *data, uint64_t bytes);
void stage_sink_open(struct stage_sink *sink);

static inline struct stage *stage_of_stream(struct stage_stream *stream)
{
	return (struct stage *)((char *)stream - offsetof(struct stage, stream));
}

static inline struct stage *stage_of_sink(struct stage_sink *sink)
{
	return (struct stage *)((char *)sink - offsetof(struct stage, sink));
}

#endif
