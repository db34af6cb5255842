/* SPDX-License-Identifier: MIT */
/*
 * One WriteSection under observation: what is written, what happens to it at which place, and what must be true
 * afterwards. A case prepares a burn, places actions in it, runs it, and says what it expects:
 *
 *	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);
 *
 *	burn_before_write(burn, 3, burn_cancel);
 *	burn_run(burn);
 *	expect_cancelled(burn);
 */
#ifndef CONFORMANCE_IMAPI2_BURN_H
#define CONFORMANCE_IMAPI2_BURN_H

#include "conformance/doubles/scripted_stream.h"
#include "conformance/doubles/sink.h"

enum {
	BLOCK_BYTES = 2048,
	SECTION_BLOCKS = 320, /* ten WRITEs of 64 KiB: more for an engine that sends less at a time */
	SHORT_BLOCKS = 64,
	TRANSFER_BLOCKS = 32, /* the most that one WRITE can carry */
	PLACES_MAX = 4,
	CANCELS_MAX = 16,
};

/* Instead of a number of a WRITE: the one that ends the section. Instead of any number: each. */
enum { THE_LAST = 0xFFFFFFFF, EVERY = 0 };

struct burn;
typedef void burn_action(struct burn *burn);

/* A call of CancelWrite. */
struct cancel {
	HRESULT result;
	uint64_t at_ns;                      /* when it returned */
	unsigned writes_begun, writes_ended; /* when it returned */
};

enum place_kind { AT_UPDATE, AT_LAST_UPDATE, AT_READ, AT_TIME, BEFORE_WRITE, AFTER_WRITE };

struct place {
	struct burn *burn;
	enum place_kind kind;
	unsigned number;
	uint64_t after_ns; /* AT_TIME: since the call of WriteSection */
	burn_action *action;
	struct errand *errand;
};

struct burn {
	struct rig *rig;
	IWriteEngine2 *engine;      /* the rig's. NULL once a case has released it */
	IDiscRecorder2Ex *recorder; /* the rig's, for engines */
	struct scripted_stream *stream;
	struct sink *sink; /* connected while it runs; NULL for none */
	LONG start, blocks;
	LONG block_bytes;
	unsigned place_count;
	struct place places[PLACES_MAX];
	struct errand *second_task; /* of burn_cancel_from_another_task() */
	unsigned updates_idle;      /* Updates but the first that found WriteInProgress false */
	unsigned writes_seen;       /* WRITEs handed to the drive, as counted by the hooks */
	void *context;              /* of the case's own actions */

	/* What happened. */
	HRESULT result;
	uint64_t began_ns, ended_ns;
	_Atomic unsigned cancel_count; /* several tasks may cancel */
	struct cancel cancels[CANCELS_MAX];
};

/* A section on fresh blocks, from a stream with more than enough bytes. Never NULL but after a noted failure. */
struct burn *burn_prepare(struct rig *rig, LONG blocks);

/* On a drive on which each WRITE takes 110 ms, so that there are periodic Updates and always a WRITE in flight. Needs
 * NEEDS_FAULTS. */
struct burn *burn_prepare_slow(struct rig *rig);

/* Sets recorder and block size, connects the sink, calls WriteSection, disconnects the sink. Returns burn->result. */
HRESULT burn_run(struct burn *burn);

/* Where actions happen: in the 1-based Update (by the case's task), in the 1-based Read before it returns, at a time
 * after WriteSection was called (by a task of its own), right before a WRITE goes to the drive or when its answer has
 * come back and the engine has not seen it yet (by the engine's task). */
void burn_at_update(struct burn *burn, unsigned number, burn_action *action);
/* In the first Update, but for the very first, that finds WriteInProgress false: the one after the section, however
 * many came in between. (One that came before the first WRITE would answer a cancel alike.) */
void burn_at_last_update(struct burn *burn, burn_action *action);
void burn_at_read(struct burn *burn, unsigned number, burn_action *action);
void burn_at_time(struct burn *burn, uint64_t after_ns, burn_action *action);
void burn_before_write(struct burn *burn, unsigned number, burn_action *action);
void burn_after_write(struct burn *burn, unsigned number, burn_action *action);

/* ---- actions ---- */

/* CancelWrite, in the task that the action happens in. */
burn_action burn_cancel;

/* CancelWrite in a task of its own, awaited. At most once in a burn. */
burn_action burn_cancel_from_another_task;

burn_action burn_cancel_twice;

/* Blocks for five seconds, like a sink that does too much. */
burn_action burn_dawdle;
burn_action burn_dawdle_then_cancel;

burn_action burn_unplug;

#endif
