/* SPDX-License-Identifier: MIT */
/* The inside of MsftWriteEngine2, shared by its files: write_engine.c (properties), write_section.c (the write),
 * write_engine_events.c (Update), write_engine_dispatch.c (names and numbers). */
#ifndef ENGINE_IMAPI2_WRITE_ENGINE_OBJECT_H
#define ENGINE_IMAPI2_WRITE_ENGINE_OBJECT_H

#include "engine/burn/section.h"
#include "engine/com/connection_point.h"
#include "engine/com/dispatch_table.h"
#include "engine/imapi2/imapi2.h"

struct write_engine {
	IWriteEngine2 IWriteEngine2_iface;
	struct connection_container events;
	LONG references;
	struct platform *platform;
	struct section *section;
	struct mutex *settings; /* protects the rest; never held while foreign code but AddRef runs */
	bool writing;           /* a WriteSection is under way, and what follows does not change */
	IDiscRecorder2Ex *recorder;
	LONG starting_sectors_per_second, ending_sectors_per_second;
	LONG bytes_per_sector; /* -1 until put */
};

extern const struct dispatch_table write_engine_dispatch;

static inline struct write_engine *impl_from_IWriteEngine2(IWriteEngine2 *iface)
{
	return (struct write_engine *)((char *)iface - offsetof(struct write_engine, IWriteEngine2_iface));
}

HRESULT STDMETHODCALLTYPE write_engine_WriteSection(IWriteEngine2 *iface, IStream *data, LONG startingBlockAddress,
                                                    LONG numberOfBlocks);

/* Delivers one Update to every sink; what they return does not matter. */
void write_engine_fire_update(struct write_engine *engine, const struct section_progress *progress);

#endif
