/* SPDX-License-Identifier: MIT */
/* A transport over IDiscRecorder2Ex::SendCommand*: the judge's way to a drive that only IMAPI2 reaches. */
#ifndef CONFORMANCE_RECORDER_TRANSPORT_H
#define CONFORMANCE_RECORDER_TRANSPORT_H

#include "engine/imapi2/imapi2.h"
#include "engine/transport/transport.h"

/*
 * Keeps a reference to the recorder, which must be initialised. execute() gives the errno that says the same as the
 * recorder's HRESULT (see recorder_result()); a status other than GOOD and CHECK CONDITION is not to be seen by this
 * way. claim(), release() and owner() are for AcquireExclusiveAccess' own interface and -ENOTSUP. NULL when memory is
 * short.
 */
struct transport *recorder_transport_create(IDiscRecorder2Ex *recorder);

/*
 * The result of execute() for a failure of SendCommand*, and back. A failure without an errno of its own is its own
 * number, which is far below any.
 */
int recorder_result(HRESULT failure);
HRESULT recorder_failure(int result);

#endif
