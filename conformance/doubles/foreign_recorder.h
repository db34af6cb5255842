/* SPDX-License-Identifier: MIT */
/*
 * An IDiscRecorder2Ex that the engine's authors did not write: it claims limits of its own, looks at the buffers it is
 * given, and keeps WRITEs from the drive or fails them. Everything else it hands to the rig's recorder.
 */
#ifndef CONFORMANCE_DOUBLES_FOREIGN_RECORDER_H
#define CONFORMANCE_DOUBLES_FOREIGN_RECORDER_H

#include "conformance/doubles/forwarding_recorder.h"
#include "conformance/rig/rig.h"

struct foreign_recorder {
	union {
		struct forwarding_recorder forwarding;
		struct {
			IDiscRecorder2Ex IDiscRecorder2Ex_iface;
			LONG references; /* the case's one included */
		};
	};

	/* What it says and does. */
	ULONG max_transfer_bytes, alignment;
	HRESULT limits_answer; /* of the methods that tell limits */
	HRESULT write_answer;  /* of a WRITE: a failure, or S_OK */
	unsigned answers_from; /* 1-based WRITE from which write_answer holds; before that they succeed */
	uint32_t seed;         /* the pattern that the data of the WRITEs, one after another, must show */

	/* What it saw. */
	unsigned writes;
	uint8_t first_cdb[16];
	ULONG first_cdb_bytes, largest_bytes, timeout_s;
	uint64_t bytes;      /* of all WRITEs that succeeded */
	uintptr_t addresses; /* of all buffers, or-ed: its low bits show the worst alignment */
	bool wrong_data;     /* a WRITE did not continue the pattern */
};

/* It claims 64 KiB and no alignment, and all WRITEs succeed without reaching the drive; the rig's. NULL when memory is
 * short. */
struct foreign_recorder *foreign_recorder_create(struct rig *rig);

#endif
