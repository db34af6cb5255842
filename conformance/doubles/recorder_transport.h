/* SPDX-License-Identifier: MIT */
/* A transport over a recorder's SendCommand*: the judge's way to a drive that only IMAPI2 reaches. */
#ifndef CONFORMANCE_DOUBLES_RECORDER_TRANSPORT_H
#define CONFORMANCE_DOUBLES_RECORDER_TRANSPORT_H

#include "engine/imapi2/imapi2.h"
#include "engine/transport/transport.h"

/*
 * Keeps a reference to the recorder, which must be initialised and an IDiscRecorder2Ex, too. execute() gives the errno
 * that says the same as the recorder's HRESULT (see recorder_result()); a status other than GOOD and CHECK CONDITION is
 * not to be seen by this way. Names of clients are ASCII. is_mounted() is -ENOTSUP. NULL when memory is short, or there
 * is no such interface.
 */
struct transport *recorder_transport_create(IDiscRecorder2 *recorder);

/* The same over a new recorder for the drive of this unique id, which COM makes. 0; -EIO when there is none, -ENOMEM.
 */
int recorder_transport_open(const OLECHAR *id, struct transport **ret_transport);

/*
 * The result of execute() for a failure of SendCommand*, and back. A failure without an errno of its own is its own
 * number, which is far below any.
 */
int recorder_result(HRESULT failure);
HRESULT recorder_failure(int result);

#endif
