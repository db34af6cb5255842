/* SPDX-License-Identifier: MIT */
/* From T10's words and the host's errors to IMAPI2's: the engine's one translation table. */
#ifndef ENGINE_IMAPI2_HRESULT_H
#define ENGINE_IMAPI2_HRESULT_H

#include "engine/imapi2/imapi2error.h"
#include "t10/sense.h"

/* What sense data mean for a command with this operation code, which may be S_OK. False, and E_FAIL, for sense that the
 * table does not know. */
bool hresult_of_sense(const struct sense *sense, uint8_t opcode, HRESULT *ret_result);

/* A SAM status other than GOOD and CHECK CONDITION: always a failure. */
HRESULT hresult_of_status(uint8_t status);

/* A negative errno from a transport or a host: always a failure. */
HRESULT hresult_of_errno(int error);

/* What WriteSection() says of fatal sense to a WRITE: the table's word, or E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE.
 * Always a failure. */
HRESULT hresult_of_write_sense(const struct sense *sense);

#endif
