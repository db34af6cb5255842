/* SPDX-License-Identifier: MIT */
/* Names of HRESULTs. */
#ifndef CONFORMANCE_HRESULT_H
#define CONFORMANCE_HRESULT_H

#include <stdbool.h>
#include <stdint.h>

/* "E_IMAPI_REQUEST_CANCELLED" and the like; "HRESULT" for a value that has no name here. */
const char *hresult_name(int32_t hresult);

/* Row `index` of the table of IMAPI2's own codes: false when there is none. */
bool hresult_of_imapi(unsigned index, const char **ret_name, int32_t *ret_hresult);

#endif
