/* SPDX-License-Identifier: MIT */
/* BSTR, VARIANT and SAFEARRAY: the values that IDispatch carries. */
#ifndef ENGINE_COM_VARIANT_H
#define ENGINE_COM_VARIANT_H

#include "engine/com/unknown.h"

typedef struct IDispatch IDispatch, *LPDISPATCH;
typedef struct VARIANT VARIANT, VARIANTARG, *LPVARIANT, *LPVARIANTARG;

typedef struct SAFEARRAYBOUND {
	ULONG cElements;
	LONG lLbound;
} SAFEARRAYBOUND;

/* Only its functions touch the members. One dimension; elements of the types that SafeArrayCreate() names. */
typedef struct SAFEARRAY {
	USHORT cDims;
	USHORT fFeatures;
	ULONG cbElements;
	ULONG cLocks;
	VARTYPE vt;
	void *pvData;
	SAFEARRAYBOUND rgsabound[1];
} SAFEARRAY;

enum VARENUM {
	VT_EMPTY = 0,
	VT_NULL = 1,
	VT_I2 = 2,
	VT_I4 = 3,
	VT_R4 = 4,
	VT_R8 = 5,
	VT_CY = 6,
	VT_DATE = 7,
	VT_BSTR = 8,
	VT_DISPATCH = 9,
	VT_ERROR = 10,
	VT_BOOL = 11,
	VT_VARIANT = 12,
	VT_UNKNOWN = 13,
	VT_I1 = 16,
	VT_UI1 = 17,
	VT_UI2 = 18,
	VT_UI4 = 19,
	VT_I8 = 20,
	VT_UI8 = 21,
	VT_INT = 22,
	VT_UINT = 23,
	VT_ARRAY = 0x2000,
	VT_BYREF = 0x4000,
	VT_TYPEMASK = 0x0FFF,
};

struct VARIANT {
	VARTYPE vt;
	WORD wReserved1;
	WORD wReserved2;
	WORD wReserved3;
	union {
		LONGLONG llVal;
		ULONGLONG ullVal;
		LONG lVal;
		ULONG ulVal;
		INT intVal;
		UINT uintVal;
		SHORT iVal;
		USHORT uiVal;
		CHAR cVal;
		BYTE bVal;
		FLOAT fltVal;
		DOUBLE dblVal;
		VARIANT_BOOL boolVal;
		SCODE scode;
		CY cyVal;
		DATE date;
		BSTR bstrVal;
		IUnknown *punkVal;
		IDispatch *pdispVal;
		SAFEARRAY *parray;
		LONGLONG *pllVal;
		ULONGLONG *pullVal;
		LONG *plVal;
		ULONG *pulVal;
		INT *pintVal;
		UINT *puintVal;
		SHORT *piVal;
		USHORT *puiVal;
		CHAR *pcVal;
		BYTE *pbVal;
		VARIANT_BOOL *pboolVal;
		SCODE *pscode;
		BSTR *pbstrVal;
		IUnknown **ppunkVal;
		IDispatch **ppdispVal;
		SAFEARRAY **pparray;
		VARIANT *pvarVal;
		PVOID byref;
		struct {
			PVOID pvRecord;
			PVOID pRecInfo;
		};
	};
};

#define V_VT(variant) ((variant)->vt)
#define V_ISBYREF(variant) (V_VT(variant) & VT_BYREF)
#define V_ISARRAY(variant) (V_VT(variant) & VT_ARRAY)
#define V_I2(variant) ((variant)->iVal)
#define V_I4(variant) ((variant)->lVal)
#define V_UI4(variant) ((variant)->ulVal)
#define V_BOOL(variant) ((variant)->boolVal)
#define V_BSTR(variant) ((variant)->bstrVal)
#define V_ERROR(variant) ((variant)->scode)
#define V_UNKNOWN(variant) ((variant)->punkVal)
#define V_DISPATCH(variant) ((variant)->pdispVal)
#define V_ARRAY(variant) ((variant)->parray)
#define V_VARIANTREF(variant) ((variant)->pvarVal)

/*
 * A BSTR has its length before it and a NUL behind it. NULL stands for the empty string and may be given wherever a
 * BSTR is. Alloc: NULL for a NULL string (SysAllocStringLen: `len` NULs then) or when memory is short.
 */
STDAPI_(BSTR) SysAllocString(const OLECHAR *psz);
STDAPI_(BSTR) SysAllocStringLen(const OLECHAR *strIn, UINT ui);
STDAPI_(UINT) SysStringLen(BSTR pbstr); /* in OLECHARs, NUL not counted */
STDAPI_(UINT) SysStringByteLen(BSTR bstr);
STDAPI_(void) SysFreeString(BSTR bstrString);

STDAPI_(void) VariantInit(VARIANTARG *pvarg);
/* Frees or releases what the variant holds (nothing for VT_BYREF) and makes it VT_EMPTY. DISP_E_BADVARTYPE for a type
 * that is not in VARENUM, DISP_E_ARRAYISLOCKED; the variant is unchanged then. */
STDAPI VariantClear(VARIANTARG *pvarg);
/* Clears the destination and makes it a copy: strings and arrays are duplicated, objects AddRef-ed. */
STDAPI VariantCopy(VARIANTARG *pvargDest, const VARIANTARG *pvargSrc);

/* Elements zeroed. NULL when memory is short, cDims is not 1, or vt is not a type an element can have: VT_I2, VT_I4,
 * VT_UI1, VT_UI2, VT_UI4, VT_BOOL, VT_BSTR, VT_DISPATCH, VT_UNKNOWN, VT_VARIANT. */
STDAPI_(SAFEARRAY *) SafeArrayCreate(VARTYPE vt, UINT cDims, SAFEARRAYBOUND *rgsabound);
STDAPI_(SAFEARRAY *) SafeArrayCreateVector(VARTYPE vt, LONG lLbound, ULONG cElements);
/* Frees elements and array. DISP_E_ARRAYISLOCKED between AccessData and UnaccessData. Accepts NULL. */
STDAPI SafeArrayDestroy(SAFEARRAY *psa);
STDAPI SafeArrayAccessData(SAFEARRAY *psa, void **ppvData);
STDAPI SafeArrayUnaccessData(SAFEARRAY *psa);
/* nDim counts from 1. DISP_E_BADINDEX for a dimension that is not there. */
STDAPI SafeArrayGetLBound(SAFEARRAY *psa, UINT nDim, LONG *plLbound);
STDAPI SafeArrayGetUBound(SAFEARRAY *psa, UINT nDim, LONG *plUbound);
STDAPI_(UINT) SafeArrayGetDim(SAFEARRAY *psa);
STDAPI SafeArrayGetVartype(SAFEARRAY *psa, VARTYPE *pvt);
/* A copy of one element, the caller's to free. */
STDAPI SafeArrayGetElement(SAFEARRAY *psa, LONG *rgIndices, void *pv);
/* A copy of everything. */
STDAPI SafeArrayCopy(SAFEARRAY *psa, SAFEARRAY **ppsaOut);

#endif
