/* SPDX-License-Identifier: MIT */
/*
 * The contract of a section between its three tasks and any number of cancels, for every interleaving of real threads.
 * A model of engine/burn and not of its text: a process a task, named as there, its steps as fine as other threads can
 * see them. The simulated platform lets one task run at a time; what that cannot show is shown here.
 *
 * In this file: what is broken on purpose, the state, mutex and conditions, the contract as assertions, the cancel, then
 * the tasks: writer, reader, caller, another thread. The sentences of docs/architecture.md, "The contract of
 * CancelWrite", stand beside the assertions that keep them.
 *
 * Run by tests/model/check. BREAK=N in the environment of the compiled model breaks one thing, N of the list below.
 */

#define SECTIONS 2 /* one after another, so that what leaks from the first into the second is seen */
#define WRITES 2 /* of a section */
#define CANCELS 2
#define SLOTS 1 /* of the ring: it is full and empty as often as can be */
#define UPDATES 1 /* between the first and the last */
#define TRIES 2 /* WRITEs that the drive may be too busy for, in a row, before the writer gives up */

mtype:phase = { IDLE, FILLING, WRITING, DECIDED };
mtype:source = { READING, ENDED, FAILED };
mtype:answer = { GOOD, BUSY, ATTENTION, FATAL, NO_ANSWER };
mtype:result = { NONE, DONE, CANCELLED, SENSE, DRIVE_BUSY, DEVICE_FAILED, SOURCE_FAILED, SOURCE_ENDED };

/* What can be broken, one thing at a time. */
#define ACCEPTED_IN_B            1 /* a cancel is accepted in phase B */
#define REFUSED_IN_C             2 /* a cancel is refused in phase C */
#define ACCEPTED_IN_D            3 /* a cancel is accepted in phase D */
#define ACCEPTED_IN_A            4 /* a cancel is accepted when no section runs */
#define CANCEL_FORGOTTEN         5 /* an accepted cancel is not noted */
#define CANCEL_DECIDES           6 /* a cancel decides the outcome itself, with a WRITE in flight */
#define CANCEL_WAKES_NOBODY      7 /* a cancel does not wake the writer */
#define DECISION_LEAVES_READER   8 /* a decision does not wake the reader */
#define CLAIM_WITHOUT_LOOK       9 /* a claim does not look at the cancel */
#define RETRY_WITHOUT_LOOK      10 /* a retry does not look at the cancel */
#define SOURCE_BEFORE_CANCEL    11 /* a failed source goes before an accepted cancel */
#define LOOK_THEN_CLAIM         12 /* the mutex is let go between the look and the claim */
#define LATE_C                  13 /* phase C begins when the WRITE is with the drive */
#define LOCKED_WRITE            14 /* the mutex is held across the WRITE */
#define LAST_WRITE_WINS         15 /* the last WRITE makes a cancelled section done */
#define ROOM_NOT_TOLD           16 /* the reader is not told of room */
#define ATTENTION_WINS          17 /* a unit attention goes before an accepted cancel */
#define SENSE_LOST              18 /* an accepted cancel goes before fatal sense */
#define COUNTED_EARLY           19 /* blocks count as written when they are claimed */
#define RING_OVERFLOWS          20 /* the reader does not wait for room */
#define LOCKED_READ             21 /* the mutex is held across a Read */
#define DATA_NOT_TOLD           22 /* the writer is not told of data */
#define LOCKED_UPDATE           23 /* the mutex is held across an Update */
#define CANCEL_KEPT             24 /* a cancel of the section before is still noted */
#define RING_KEPT               25 /* data of the section before is still in the ring */
#define LATE_BEFORE             26 /* reader and writer go before the first Update */
#define READER_NOT_LET_GO       27 /* the reader is not woken at the beginning */
#define CALLER_NOT_TOLD         28 /* a decision does not wake the caller */
#define EARLY_A                 29 /* phase A begins before the last Update */
#define NOT_JOINED              30 /* the last Update comes while tasks still run */
#define SECOND_DISTURBS         31 /* a second WriteSection disturbs the first */

c_decl {
\#include <stdlib.h>
};

byte broken; /* 0: nothing is */
#define BROKEN(row) (broken == row)

/* ---- the state that the mutex protects (section_state.h) ---- */

mtype:phase phase = IDLE;
bool cancelled, begun;
mtype:source source = READING;
byte ring, blocks_read, written;
mtype:result result = NONE;
byte tries;

/* ---- what an observer knows, never read by the tasks ---- */

bool claimed, settled;      /* phase C began, phase D began */
bool accepted;              /* a cancel was accepted in this section */
bool in_flight;             /* a WRITE is with the drive */
byte on_medium;             /* WRITEs that the drive carried out */
byte cancels, before, between, after, deciding;
mtype:answer last = GOOD;   /* of the last WRITE */
mtype:result first_result = NONE; /* as it was decided */
bool reader_ended, writer_ended;

/* ---- the mutex and the conditions: each has one kind of waiter ---- */

byte held; /* who holds the mutex: _pid + 1 */
bool filled_awaited, emptied_awaited, decided_awaited;

#define I_HOLD_IT (held == _pid + 1)

inline lock() { atomic { held == 0 -> held = _pid + 1 } }
inline unlock() { assert(I_HOLD_IT); held = 0 }
inline await(awaited) {
	atomic { assert(I_HOLD_IT); awaited = true; held = 0 };
	atomic { !awaited && held == 0 -> held = _pid + 1 }
}
/* Woken or late: both can be. */
inline await_or_time(awaited) {
	atomic { assert(I_HOLD_IT); awaited = true; held = 0 };
	atomic { held == 0 -> held = _pid + 1; awaited = false }
}
inline broadcast(awaited) { awaited = false }

/* ---- the cancel (section_cancel), from any task, also from inside Update, Read and WRITE ---- */

#define PHASE_ACCEPTS \
	((phase == WRITING && !BROKEN(REFUSED_IN_C)) || (phase == IDLE && BROKEN(ACCEPTED_IN_A)) || (phase == FILLING && BROKEN(ACCEPTED_IN_B)) || \
	 (phase == DECIDED && BROKEN(ACCEPTED_IN_D)))

inline cancel() {
	if
	:: atomic { cancels < CANCELS -> cancels++ };
		lock();
		atomic {
			/* "S_OK exactly in C"; a second cancel in C is S_OK, too. */
			assert(PHASE_ACCEPTS == (claimed && !settled));
			if
			:: phase == WRITING && !BROKEN(REFUSED_IN_C) ->
				accepted = true;
				if :: BROKEN(CANCEL_FORGOTTEN) :: else -> cancelled = true fi;
				if :: BROKEN(CANCEL_DECIDES) -> decide(CANCELLED) :: else fi;
				if :: BROKEN(CANCEL_WAKES_NOBODY) :: else -> broadcast(filled_awaited) fi;
				broadcast(emptied_awaited)
			:: else
			fi
		};
		unlock()
	:: cancels >= CANCELS
	:: true
	fi
}

/* get_WriteInProgress: "VARIANT_TRUE exactly in C" holds since phase is what it asks; asked by another thread below. */

/* ---- the outcome ---- */

inline decide(how) {
	atomic {
		deciding++;
		assert(deciding == 1); /* decided once */
		result = how;
		first_result = how;
		phase = DECIDED;
		settled = true;
		if :: BROKEN(DECISION_LEAVES_READER) :: else -> broadcast(emptied_awaited) fi;
		if :: BROKEN(CALLER_NOT_TOLD) :: else -> broadcast(decided_awaited) fi
	}
}

/* ---- writer.c ---- */

/* Note what an observer sees of a claim. */
inline seen_claim() {
	/* "each retry is a claim that looks at the cancel again"; none after an accepted cancel, none before "before" */
	assert(!accepted);
	assert(before == 1 && after == 0);
	claimed = true
}

inline claim() {
	do
	:: !cancelled && source == READING && ring == 0 -> await(filled_awaited)
	:: else -> break
	od;
	if
	:: cancelled && !BROKEN(CLAIM_WITHOUT_LOOK) && !(BROKEN(RETRY_WITHOUT_LOOK) && tries > 0) && !(BROKEN(SOURCE_BEFORE_CANCEL) && source == FAILED) -> decide(CANCELLED)
	:: else ->
		if
		:: source == FAILED -> decide(SOURCE_FAILED)
		:: source != FAILED && ring == 0 -> decide(SOURCE_ENDED)
		:: else ->
			if :: BROKEN(LOOK_THEN_CLAIM) -> unlock(); lock() :: else fi;
			atomic {
				seen_claim();
				if :: BROKEN(LATE_C) :: else -> phase = WRITING fi
			}
		fi
	fi
}

/* The drive: carries the WRITE out or not, and answers anything that fits. */
inline hand_to_device() {
	assert(!I_HOLD_IT || BROKEN(LOCKED_WRITE));
	atomic { assert(!in_flight); in_flight = true };
	if :: BROKEN(LATE_C) -> lock(); phase = WRITING; unlock() :: else fi;
	cancel();
	atomic {
		if
		:: last = GOOD; on_medium++
		:: tries < TRIES -> last = BUSY
		:: last = ATTENTION
		:: last = FATAL
		:: last = NO_ANSWER
		:: last = NO_ANSWER; on_medium++
		fi;
		in_flight = false
	}
}

inline weigh() {
	if
	:: last == NO_ANSWER -> decide(DEVICE_FAILED)
	:: last == GOOD ->
		written++;
		assert(written <= blocks_read);
		ring--;
		tries = 0;
		if
		:: cancelled && !BROKEN(LAST_WRITE_WINS) -> decide(CANCELLED)
		:: else ->
			if
			:: written == WRITES -> decide(DONE)
			:: else -> if :: BROKEN(ROOM_NOT_TOLD) :: else -> broadcast(emptied_awaited) fi
			fi
		fi
	:: last == ATTENTION && cancelled && !BROKEN(ATTENTION_WINS) -> decide(CANCELLED)
	:: last == BUSY && cancelled -> decide(CANCELLED)
	:: last == FATAL && cancelled && BROKEN(SENSE_LOST) -> decide(CANCELLED)
	:: last == BUSY && !cancelled ->
		if
		:: tries + 1 == TRIES -> decide(DRIVE_BUSY)
		:: else ->
			tries++;
			if :: !cancelled -> await_or_time(filled_awaited) :: else fi
		fi
	:: (last == FATAL && !(cancelled && BROKEN(SENSE_LOST))) || (last == ATTENTION && (!cancelled || BROKEN(ATTENTION_WINS))) ->
		decide(SENSE)
	fi
}

proctype writer() {
	lock();
	do :: !begun -> await(filled_awaited) :: else -> break od;
	do
	:: phase != DECIDED ->
		claim();
		if
		:: phase == DECIDED -> break
		:: else ->
			if :: BROKEN(COUNTED_EARLY) -> written++ :: else fi;
			if :: BROKEN(LOCKED_WRITE) :: else -> unlock() fi;
			hand_to_device();
			if :: BROKEN(LOCKED_WRITE) :: else -> lock() fi;
			if :: BROKEN(COUNTED_EARLY) -> written-- :: else fi;
			weigh()
		fi
	:: else -> break
	od;
	atomic { unlock(); writer_ended = true }
}

/* ---- reader.c ---- */

proctype reader() {
	mtype:source now_at = READING;

	lock();
	do :: !begun -> await(emptied_awaited) :: else -> break od;
	do
	:: now_at == READING && blocks_read < WRITES ->
		do
		:: ring == SLOTS && phase != DECIDED && !cancelled && !BROKEN(RING_OVERFLOWS) -> await(emptied_awaited)
		:: else -> break
		od;
		if :: phase == DECIDED || cancelled -> break :: else fi;
		if :: BROKEN(LOCKED_READ) :: else -> unlock() fi;
		assert(!I_HOLD_IT || BROKEN(LOCKED_READ));
		cancel();
		if
		:: true
		:: now_at = ENDED
		:: now_at = FAILED
		:: timeout -> assert(!accepted || settled) /* so long that nothing else can happen before it returns */
		fi;
		if :: BROKEN(LOCKED_READ) :: else -> lock() fi;
		if
		:: now_at == READING -> assert(ring < SLOTS); ring++; blocks_read++
		:: else
		fi;
		source = now_at;
		if :: BROKEN(DATA_NOT_TOLD) :: else -> broadcast(filled_awaited) fi
	:: else -> break
	od;
	atomic { unlock(); reader_ended = true }
}

/* ---- section.c: the caller ---- */

/* One Update, without the mutex. It never says that less was written than before. */
inline update(count) {
	lock();
	assert(written >= told);
	told = written;
	if :: BROKEN(LOCKED_UPDATE) :: else -> unlock() fi;
	count++;
	cancel();
	if :: BROKEN(LOCKED_UPDATE) -> unlock() :: else fi
}

inline enter() {
	lock();
	assert(phase == IDLE);
	phase = FILLING;
	if :: BROKEN(CANCEL_KEPT) :: else -> cancelled = false fi;
	begun = false;
	source = READING;
	if :: BROKEN(RING_KEPT) :: else -> ring = 0 fi;
	blocks_read = 0;
	written = 0;
	tries = 0;
	result = NONE;
	atomic {
		claimed = false; settled = false; accepted = false;
		before = 0; between = 0; after = 0; deciding = 0; on_medium = 0; told = 0;
		reader_ended = false; writer_ended = false;
		last = GOOD
	};
	unlock();
}

/* What section_run() returns with, held against the whole story. */
inline judge_outcome() {
	assert(result == first_result);
	/* "S_OK promises: this WriteSection will not return S_OK" */
	assert(!(accepted && result == DONE));
	/* nobody asked: nobody was cancelled */
	assert(accepted || result != CANCELLED);
	/* "if the claimed WRITE then ends with fatal sense or a time-out, that is what WriteSection returns; a stream
	   error, a retry or a unit attention after the cancel does not override" */
	assert(!accepted || last != FATAL || result == SENSE);
	assert(!accepted || last != NO_ANSWER || result == DEVICE_FAILED);
	assert(!accepted || last == FATAL || last == NO_ANSWER || result == CANCELLED);
	/* what is on the medium: what was acknowledged, plus at most the WRITE that had no answer */
	assert(on_medium == written || (on_medium == written + 1 && last == NO_ANSWER));
	assert(result != DONE || written == WRITES);
	assert(before == 1 && after == 1);
	assert(!in_flight && reader_ended && writer_ended)
}

active proctype caller() {
	byte sections = 0, told = 0, periodic;

	c_code { now.broken = getenv("BREAK") ? atoi(getenv("BREAK")) : 0; };
	do
	:: sections < SECTIONS ->
		enter();
		periodic = 0;
		run reader();
		run writer();
		if :: BROKEN(LATE_BEFORE) :: else -> update(before) fi;
		lock();
		begun = true;
		broadcast(filled_awaited);
		if :: BROKEN(READER_NOT_LET_GO) :: else -> broadcast(emptied_awaited) fi;
		unlock();
		if :: BROKEN(LATE_BEFORE) -> update(before) :: else fi;
		lock();
		do /* until the next Update is due, of which there are UPDATES at the most */
		:: phase != DECIDED ->
			if
			:: periodic < UPDATES ->
				periodic++;
				await_or_time(decided_awaited);
				if
				:: phase != DECIDED -> unlock(); update(between); lock()
				:: else
				fi
			:: else -> await(decided_awaited)
			fi
		:: else -> break
		od;
		if :: BROKEN(EARLY_A) -> phase = IDLE :: else fi;
		unlock();
		if :: BROKEN(NOT_JOINED) :: else -> writer_ended && reader_ended fi;
		assert(settled && !in_flight); /* the "after" Update comes after all */
		update(after);
		lock();
		judge_outcome();
		assert(phase == DECIDED); /* "D includes the after Update" */
		atomic { phase = IDLE; claimed = false; settled = false; accepted = false };
		unlock();
		sections++
	:: else -> break
	od
}

/* ---- another thread: cancels, asks, and tries to write a second section ---- */

active proctype another() {
	cancel();
	if
	:: true
	:: lock();
		/* "A second WriteSection while one runs: E_FAIL, the first is undisturbed" */
		if
		:: phase != IDLE && BROKEN(SECOND_DISTURBS) -> cancelled = false
		:: else
		fi;
		unlock()
	fi;
	cancel()
}
