/* SPDX-License-Identifier: MIT */
/*
 * One section: a run of blocks that goes from a source to a device by WRITE commands, with progress, and a cancel that
 * can fall anywhere.
 *
 * Three tasks: the caller of section_run() delivers updates and waits; a reader fills a ring of buffers from the
 * source; a writer takes them out, one WRITE in flight. One mutex, `state`, protects the phase, the cancel request, the
 * ring's positions and the outcome; it is never held across update(), source read(), device write() or a wait.
 *
 *     phase               begins                                              cancel
 *     SECTION_IDLE (A)    before section_run(), and after it returned          refused
 *     SECTION_FILLING (B) section_run() entered                               refused, the section goes on
 *     SECTION_WRITING (C) the writer claims the first WRITE                    accepted
 *     SECTION_DECIDED (D) the outcome is decided                              refused, the outcome stays
 *
 * A claim is the decision, under the mutex, to hand one WRITE to the device: each WRITE and each retry is one, and
 * looks at the cancel again. So after an accepted cancel only the WRITE already claimed can still reach the device. An
 * accepted cancel promises that the outcome is not SECTION_DONE; it yields only to fatal sense or a failure of the
 * claimed WRITE, which the caller must not lose.
 */
#ifndef ENGINE_BURN_SECTION_H
#define ENGINE_BURN_SECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/platform.h"
#include "t10/sense.h"

#define SECTION_UPDATE_INTERVAL_NS (500 * NS_PER_MS) /* [IMAPI2 DWriteEngine2Events::Update] */
#define SECTION_BUSY_LIMIT_NS (60 * NS_PER_S)        /* how long 2/04/08 is waited out [ours] */
#define SECTION_COMMAND_TIMEOUT_S 60                 /* for each WRITE [ours] */

enum section_phase { SECTION_IDLE, SECTION_FILLING, SECTION_WRITING, SECTION_DECIDED };

/* Where the bytes come from. */
struct section_source {
	/*
	 * Reads up to `bytes`; *ret_bytes of them arrived, 0 at the end. 0, or a code of the source's own that the
	 * outcome carries unchanged. May block. Called by the reader task alone.
	 */
	int32_t (*read)(void *context, void *buffer, size_t bytes, size_t *ret_bytes);
	void *context;
};

/* How one WRITE ended. */
struct write_answer {
	enum { WRITE_ANSWERED, WRITE_TIMED_OUT, WRITE_FAILED } kind;
	struct sense sense; /* WRITE_ANSWERED: GOOD or not */
	int32_t code;       /* WRITE_FAILED, WRITE_TIMED_OUT: the device's own code, carried unchanged */
};

/* Where the bytes go. */
struct section_device {
	/* One WRITE of `blocks` at `lba`, `data` aligned as the request says. May block up to
	 * SECTION_COMMAND_TIMEOUT_S. Called by the writer task alone. */
	void (*write)(void *context, int32_t lba, uint32_t blocks, const uint8_t *data, size_t bytes,
	              struct write_answer *ret_answer);
	void *context;
};

struct section_progress {
	int32_t start_lba, last_read_lba,
		last_written_lba; /* the last two are start_lba while nothing was read or written */
	uint32_t block_count;
	size_t buffer_bytes, buffer_used_bytes; /* the ring: total, and holding data */
};

/* Who is told: before the section, every SECTION_UPDATE_INTERVAL_NS while it is in phase B or C, and after it. Called
 * by the task in section_run(). */
struct section_listener {
	void (*update)(void *context, const struct section_progress *progress);
	void *context;
};

struct section_request {
	int32_t start_lba;
	uint32_t block_count;        /* 1.. */
	uint32_t block_bytes;        /* 1..max_transfer_bytes */
	uint32_t max_transfer_bytes; /* of one WRITE, buffers being page-aligned */
	uint32_t alignment_mask;     /* buffers: address & mask is 0 */
	int32_t start_blocks_per_second,
		end_blocks_per_second; /* expected speed, -1 unknown: only sets how long 2/04/08 is slept on */
	struct section_source source;
	struct section_device device;
	struct section_listener listener;
};

enum section_result {
	SECTION_DONE,
	SECTION_CANCELLED,
	SECTION_SENSE,         /* fatal sense, in .sense */
	SECTION_BUSY,          /* 2/04/08 outlasted SECTION_BUSY_LIMIT_NS; .sense */
	SECTION_DEVICE_FAILED, /* no answer from the device: .code */
	SECTION_SOURCE_FAILED, /* .code is the source's */
	SECTION_SOURCE_ENDED,  /* the source ended early; whole blocks before that were written */
};

struct section_outcome {
	enum section_result result;
	struct sense sense;
	int32_t code;
	uint32_t blocks_written; /* acknowledged by the device */
};

struct section;

/* An idle section. NULL when memory is short. */
struct section *section_create(struct platform *platform);

/*
 * Writes the section and blocks until it is written, failed or cancelled, all its tasks have ended, and the last update
 * was delivered.
 *
 * 0: *ret_outcome says how it went. -EBUSY: another section_run() is under way, undisturbed. -ENOMEM: nothing happened,
 * no update either.
 */
int section_run(struct section *section, const struct section_request *request, struct section_outcome *ret_outcome);

/* Asks for a cancel. True: accepted (phase C). False: refused, without effect. Any task, also from inside update(),
 * read() and write(). Never blocks for long. */
bool section_cancel(struct section *section);

/* The phase at this moment. */
enum section_phase section_phase(struct section *section);

/* Frees. No section_run() may be under way. Accepts NULL. */
void section_destroy(struct section *section);

#endif
