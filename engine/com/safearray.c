/* SPDX-License-Identifier: MIT */
/* One-dimensional arrays. An element owns what a VARIANT of its type would: copying and freeing go through one. */
#include "engine/com/variant.h"

#include <stdlib.h>
#include <string.h>

/* clang-format off */
static const struct {
	VARTYPE vt;
	uint8_t bytes;
} element_types[] = {
	{VT_I2,      2}, {VT_I4,       4}, {VT_UI1,     1}, {VT_UI2,      2}, {VT_UI4, 4}, {VT_BOOL, 2},
	{VT_BSTR,    sizeof(BSTR)}, {VT_DISPATCH, sizeof(IDispatch *)}, {VT_UNKNOWN, sizeof(IUnknown *)},
	{VT_VARIANT, sizeof(VARIANT)},
};
/* clang-format on */

static uint8_t element_bytes(VARTYPE vt)
{
	for (size_t i = 0; i < sizeof(element_types) / sizeof(*element_types); i++)
		if (element_types[i].vt == vt)
			return element_types[i].bytes;
	return 0;
}

static uint8_t *element_at(const SAFEARRAY *psa, ULONG index)
{
	return (uint8_t *)psa->pvData + (size_t)index * psa->cbElements;
}

/* Copies the element at `from` to `to`, a place that owns nothing yet. */
static HRESULT copy_element(const SAFEARRAY *psa, const uint8_t *from, uint8_t *to)
{
	VARIANT source = {.vt = psa->vt}, copy = {.vt = VT_EMPTY};
	bool is_variant = psa->vt == VT_VARIANT;
	HRESULT hr;

	memcpy(is_variant ? (void *)&source : (void *)&source.llVal, from, psa->cbElements);
	hr = VariantCopy(&copy, &source);
	if (SUCCEEDED(hr))
		memcpy(to, is_variant ? (void *)&copy : (void *)&copy.llVal, psa->cbElements);
	return hr;
}

static void clear_element(const SAFEARRAY *psa, uint8_t *at)
{
	VARIANT element = {.vt = psa->vt};

	memcpy(psa->vt == VT_VARIANT ? (void *)&element : (void *)&element.llVal, at, psa->cbElements);
	VariantClear(&element);
}

SAFEARRAY *SafeArrayCreate(VARTYPE vt, UINT cDims, SAFEARRAYBOUND *rgsabound)
{
	uint8_t bytes = element_bytes(vt);
	SAFEARRAY *psa;

	if (!bytes || cDims != 1 || !rgsabound)
		return NULL;
	if ((LONGLONG)rgsabound->lLbound + rgsabound->cElements - 1 > INT32_MAX)
		return NULL;
	psa = calloc(1, sizeof(*psa));
	if (!psa)
		return NULL;
	psa->cDims = 1;
	psa->vt = vt;
	psa->cbElements = bytes;
	psa->rgsabound[0] = *rgsabound;
	psa->pvData = calloc(rgsabound->cElements ? rgsabound->cElements : 1, bytes);
	if (!psa->pvData) {
		free(psa);
		return NULL;
	}
	return psa;
}

SAFEARRAY *SafeArrayCreateVector(VARTYPE vt, LONG lLbound, ULONG cElements)
{
	SAFEARRAYBOUND bound = {cElements, lLbound};

	return SafeArrayCreate(vt, 1, &bound);
}

HRESULT SafeArrayDestroy(SAFEARRAY *psa)
{
	if (!psa)
		return S_OK;
	if (psa->cLocks)
		return DISP_E_ARRAYISLOCKED;
	for (ULONG i = 0; i < psa->rgsabound[0].cElements; i++)
		clear_element(psa, element_at(psa, i));
	free(psa->pvData);
	free(psa);
	return S_OK;
}

HRESULT SafeArrayAccessData(SAFEARRAY *psa, void **ppvData)
{
	if (!psa || !ppvData)
		return E_INVALIDARG;
	psa->cLocks++;
	*ppvData = psa->pvData;
	return S_OK;
}

HRESULT SafeArrayUnaccessData(SAFEARRAY *psa)
{
	if (!psa)
		return E_INVALIDARG;
	if (!psa->cLocks)
		return E_UNEXPECTED;
	psa->cLocks--;
	return S_OK;
}

HRESULT SafeArrayGetLBound(SAFEARRAY *psa, UINT nDim, LONG *plLbound)
{
	if (!psa || !plLbound)
		return E_INVALIDARG;
	if (nDim != 1)
		return DISP_E_BADINDEX;
	*plLbound = psa->rgsabound[0].lLbound;
	return S_OK;
}

HRESULT SafeArrayGetUBound(SAFEARRAY *psa, UINT nDim, LONG *plUbound)
{
	if (!psa || !plUbound)
		return E_INVALIDARG;
	if (nDim != 1)
		return DISP_E_BADINDEX;
	*plUbound = (LONG)((LONGLONG)psa->rgsabound[0].lLbound + psa->rgsabound[0].cElements - 1);
	return S_OK;
}

UINT SafeArrayGetDim(SAFEARRAY *psa)
{
	return psa ? psa->cDims : 0;
}

HRESULT SafeArrayGetVartype(SAFEARRAY *psa, VARTYPE *pvt)
{
	if (!psa || !pvt)
		return E_INVALIDARG;
	*pvt = psa->vt;
	return S_OK;
}

HRESULT SafeArrayGetElement(SAFEARRAY *psa, LONG *rgIndices, void *pv)
{
	LONGLONG index;

	if (!psa || !rgIndices || !pv)
		return E_INVALIDARG;
	index = (LONGLONG)rgIndices[0] - psa->rgsabound[0].lLbound;
	if (index < 0 || index >= psa->rgsabound[0].cElements)
		return DISP_E_BADINDEX;
	return copy_element(psa, element_at(psa, (ULONG)index), pv);
}

HRESULT SafeArrayCopy(SAFEARRAY *psa, SAFEARRAY **ppsaOut)
{
	SAFEARRAY *copy;
	HRESULT hr = S_OK;

	if (!psa || !ppsaOut)
		return E_INVALIDARG;
	copy = SafeArrayCreate(psa->vt, 1, psa->rgsabound);
	*ppsaOut = NULL;
	if (!copy)
		return E_OUTOFMEMORY;
	for (ULONG i = 0; i < psa->rgsabound[0].cElements && SUCCEEDED(hr); i++)
		hr = copy_element(psa, element_at(psa, i), element_at(copy, i));
	if (FAILED(hr)) {
		SafeArrayDestroy(copy);
		return hr;
	}
	*ppsaOut = copy;
	return S_OK;
}
