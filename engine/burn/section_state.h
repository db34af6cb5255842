/* SPDX-License-Identifier: MIT */
/* What the three tasks of a section share. For engine/burn alone. */
#ifndef ENGINE_BURN_SECTION_STATE_H
#define ENGINE_BURN_SECTION_STATE_H

#include "engine/burn/ring.h"
#include "engine/burn/section.h"

enum source_state { SOURCE_READING, SOURCE_ENDED, SOURCE_FAILED };

struct section {
	struct platform *platform;
	struct mutex *state;       /* protects everything below it */
	struct condition *filled;  /* for the writer: the ring has more, the source is at its end, a cancel came, or the
	                              section began */
	struct condition *emptied; /* for the reader: the ring has room, the outcome is decided, or the section began */
	struct condition *decided; /* for the caller */

	enum section_phase phase;
	bool cancelled; /* a cancel was accepted */
	bool begun;     /* the "before" update was delivered: reader and writer may go */
	bool abandoned; /* they may not, and end */

	const struct section_request *request; /* constant while a section runs */
	uint32_t blocks_per_write;
	struct ring ring; /* its counters */
	enum source_state source;
	int32_t source_code; /* SOURCE_FAILED */
	uint32_t blocks_read;
	struct section_outcome outcome;
};

/* The tasks' bodies; `argument` is the section. */
void section_reader(void *argument);
void section_writer(void *argument);

/* Waits for the section to begin: false if it was abandoned. With the mutex held. */
bool section_await_begin(struct section *section, struct condition *condition);

#endif
