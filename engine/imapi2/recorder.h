/* SPDX-License-Identifier: MIT */
/*
 * MsftDiscRecorder2: IDiscRecorder2 and IDiscRecorder2Ex on a transport. What it does where IMAPI2's documents are
 * silent [ours]:
 *
 * - InitializeDiscRecorder opens the host's transport and asks INQUIRY. A device of a peripheral type other than 5 is
 *   refused with E_FAIL and the object stays as it was; so every other method of it fails, with E_FAIL. A device that
 *   another client has locked is accepted, and asked before its first command instead. An initialised object cannot be
 *   initialised again: E_FAIL.
 * - Commands that change a medium are refused with E_IMAPI_RECORDER_LOCKED, unsent, while a file system on the device
 * is mounted and the client has not taken the device by AcquireExclusiveAccess.
 * - A time-out of 0 is IMAPI2_DEFAULT_COMMAND_TIMEOUT. CDB sizes, lengths beyond the transfer limits and unaligned
 *   buffers are E_INVALIDARG. SenseBuffer is zeros without sense, and in fixed format whatever the device used.
 * - DisableMcn and EnableMcn only count: nothing here announces media.
 * - VolumeName is the id; LegacyDeviceNumber is E_NOTIMPL: nobody here numbers drives.
 * - Lists and blocks of data are asked of the drive each time. What its answer must be like is in recorder_helpers.h
 * and recorder_data.h.
 * - Methods may be called by any task at any time.
 */
#ifndef ENGINE_IMAPI2_RECORDER_H
#define ENGINE_IMAPI2_RECORDER_H

#include "engine/imapi2/imapi2.h"

/* A class_create; `host` is a const struct imapi2_host *. */
HRESULT recorder_create(const void *host, IUnknown **ret_object);

#endif
