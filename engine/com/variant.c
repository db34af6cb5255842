/* SPDX-License-Identifier: MIT */
/* VARIANTs by value: only strings, arrays and objects own anything. */
#include "engine/com/variant.h"

#include <string.h>

static bool is_known(VARTYPE vt)
{
	VARTYPE base = vt & VT_TYPEMASK;

	if (vt & ~(VT_TYPEMASK | VT_ARRAY | VT_BYREF))
		return false;
	if (base == VT_EMPTY || base == VT_NULL)
		return vt == base;
	if (base == VT_VARIANT)
		return vt != base;
	return base <= VT_UINT && base != 14 && base != 15;
}

void VariantInit(VARIANTARG *pvarg)
{
	memset(pvarg, 0, sizeof(*pvarg));
}

HRESULT VariantClear(VARIANTARG *pvarg)
{
	if (!pvarg)
		return E_INVALIDARG;
	if (!is_known(pvarg->vt))
		return DISP_E_BADVARTYPE;
	if (pvarg->vt & VT_BYREF) {
		VariantInit(pvarg);
		return S_OK;
	}
	if (pvarg->vt & VT_ARRAY) {
		HRESULT hr = SafeArrayDestroy(pvarg->parray);

		if (FAILED(hr))
			return hr;
	} else if (pvarg->vt == VT_BSTR) {
		SysFreeString(pvarg->bstrVal);
	} else if (pvarg->vt == VT_UNKNOWN || pvarg->vt == VT_DISPATCH) {
		if (pvarg->punkVal)
			IUnknown_Release(pvarg->punkVal);
	}
	VariantInit(pvarg);
	return S_OK;
}

/* Gives the copy, so far the same bits, what it must own itself. */
static HRESULT own(VARIANT *copy)
{
	if (copy->vt & VT_BYREF)
		return S_OK;
	if (copy->vt & VT_ARRAY)
		return copy->parray ? SafeArrayCopy(copy->parray, &copy->parray) : S_OK;
	if (copy->vt == VT_BSTR && copy->bstrVal) {
		copy->bstrVal = SysAllocStringLen(copy->bstrVal, SysStringLen(copy->bstrVal));
		return copy->bstrVal ? S_OK : E_OUTOFMEMORY;
	}
	if ((copy->vt == VT_UNKNOWN || copy->vt == VT_DISPATCH) && copy->punkVal)
		IUnknown_AddRef(copy->punkVal);
	return S_OK;
}

HRESULT VariantCopy(VARIANTARG *pvargDest, const VARIANTARG *pvargSrc)
{
	VARIANT copy;
	HRESULT hr;

	if (!pvargDest || !pvargSrc)
		return E_INVALIDARG;
	if (!is_known(pvargSrc->vt))
		return DISP_E_BADVARTYPE;
	if (pvargDest == pvargSrc)
		return S_OK;
	copy = *pvargSrc;
	hr = own(&copy);
	if (FAILED(hr))
		return hr;
	hr = VariantClear(pvargDest);
	if (FAILED(hr)) {
		VariantClear(&copy);
		return hr;
	}
	*pvargDest = copy;
	return S_OK;
}
