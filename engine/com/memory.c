/* SPDX-License-Identifier: MIT */
#include "engine/com/unknown.h"

#include <stdlib.h>

static LONG initialized; /* CoInitialize(Ex) calls without their CoUninitialize, of the whole process */

void *CoTaskMemAlloc(size_t cb)
{
	return malloc(cb ? cb : 1);
}

void CoTaskMemFree(void *pv)
{
	free(pv);
}

HRESULT CoInitialize(void *pvReserved)
{
	return CoInitializeEx(pvReserved, COINIT_APARTMENTTHREADED);
}

HRESULT CoInitializeEx(void *pvReserved, DWORD dwCoInit)
{
	(void)dwCoInit;
	if (pvReserved)
		return E_INVALIDARG;
	return InterlockedIncrement(&initialized) == 1 ? S_OK : S_FALSE;
}

void CoUninitialize(void)
{
	InterlockedDecrement(&initialized);
}
