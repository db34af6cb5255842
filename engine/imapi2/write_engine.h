/* SPDX-License-Identifier: MIT */
/*
 * MsftWriteEngine2, and what it does where IMAPI2's documents are silent [ours]:
 *
 * - Any IDiscRecorder2Ex will do. The engine sends WRITE(10) by SendCommandSendDataToDevice and nothing else.
 *   put_Recorder asks the recorder for its largest transfer, and refuses one that cannot say (so a recorder that is not
 *   initialised or no optical drive) with that failure. GetByteAlignmentMask may give an alignment or a mask.
 * - Arguments are checked before state: bad ones get their code during a write, too. Good ones set during a write get
 *   E_FAIL, as does a second WriteSection. A write lasts from WriteSection's checks to its return.
 * - BytesPerSector above the recorder's largest transfer, and a section that ends beyond block 7FFFFFFFh, are
 *   E_INVALIDARG. So is a stream whose Stat tells a size below what the section needs; the position does not count.
 * - CancelWrite never fails. A section shorter than half a second has two Updates, before and after, and cannot be
 *   cancelled from either. A loop that calls CancelWrite until it is S_OK never ends if nothing is being written.
 * - An Update for which memory is short is left out.
 * - Methods may be called by any task at any time.
 */
#ifndef ENGINE_IMAPI2_WRITE_ENGINE_H
#define ENGINE_IMAPI2_WRITE_ENGINE_H

#include "engine/imapi2/imapi2.h"

/* A class_create; `host` is a const struct imapi2_host *. */
HRESULT write_engine_create(const void *host, IUnknown **ret_object);

#endif
