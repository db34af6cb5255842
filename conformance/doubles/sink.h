/* SPDX-License-Identifier: MIT */
/* A sink of DWriteEngine2Events that implements IDispatch alone, as scripts and Microsoft's samples do, and records
 * each Update. */
#ifndef CONFORMANCE_DOUBLES_SINK_H
#define CONFORMANCE_DOUBLES_SINK_H

#include "conformance/rig/rig.h"

enum { SINK_UPDATES_MAX = 128 };

/* One Update as it arrived. */
struct update {
	uint64_t at_ns;
	DISPID member;
	WORD flags;
	UINT arguments, named_arguments;
	bool both_are_dispatch; /* VT_DISPATCH, not NULL */
	bool object_is_engine;  /* same IUnknown as the engine that the sink was connected to */
	bool progress_is_event_args;
	HRESULT read; /* of the getters below: S_OK, or the last that was not */
	LONG start_lba, sector_count, last_read_lba, last_written_lba;
	LONG total_buffer, used_buffer, free_buffer;
	VARIANT_BOOL write_in_progress;
	unsigned writes_begun, writes_ended; /* of the rig, at that moment */
};

struct sink {
	IDispatch IDispatch_iface;
	LONG references; /* the case's one included */
	struct rig *rig;
	IWriteEngine2 *engine; /* connected to; not AddRef-ed */
	DWORD cookie;          /* 0: not connected */

	HRESULT answer; /* of Invoke */
	/* Called at the end of each Update; 1-based; NULL: not. */
	void (*on_update)(struct sink *sink, unsigned number, void *context);
	void *context;
	bool keeps_progress; /* keeps a reference to the EventArgs of the latest Update */

	unsigned count; /* Updates that came: of the first SINK_UPDATES_MAX there is a record */
	struct update updates[SINK_UPDATES_MAX];
	IWriteEngine2EventArgs *kept;    /* with keeps_progress */
	IWriteEngine2EventArgs *current; /* during on_update */
};

/* A sink that is the rig's. NULL when memory is short. */
struct sink *sink_create(struct rig *rig);

/* Advise and Unadvise on the engine's connection point for DWriteEngine2Events. No reference to the engine is kept. */
HRESULT sink_connect(struct sink *sink, IWriteEngine2 *engine);
HRESULT sink_disconnect(struct sink *sink);

/* For when the engine is no more. */
void sink_forget_engine(struct sink *sink);

/* The last Update that was recorded. If none came that fails the case, and an Update of zeros is returned. */
const struct update *sink_last(const struct sink *sink);

#endif
