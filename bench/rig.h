/* SPDX-License-Identifier: MIT */
/* A drive with a disc, and IWriteEngine2 on it. */
#ifndef BENCH_RIG_H
#define BENCH_RIG_H

#include "emulator/emulator.h"
#include "engine/imapi2/host.h"
#include "engine/imapi2/imapi2.h"
#include "handlers/loopback/loopback.h"
#include "platform/platform.h"

struct bench_rig {
	struct platform *platform;
	struct pump *pump;
	struct loopback *loopback;
	struct transport *transport; /* for commands beside the engine's */
	struct imapi2_host host;
	IDiscRecorder2Ex *recorder;
	IWriteEngine2 *engine;
};

/*
 * Puts the medium (owned, on failure too) in a drive on this platform (not owned) and waits until it is ready. Called
 * from a task of the platform. 0 or negative errno.
 */
int bench_rig_open(struct bench_rig *rig, struct platform *platform, struct medium *medium, bool instant);

/* Writes `blocks` blocks of the stream from block 0 on through IWriteEngine2. The HRESULT of WriteSection. */
HRESULT bench_rig_write(struct bench_rig *rig, IStream *stream, uint32_t blocks);

void bench_rig_close(struct bench_rig *rig);

#endif
