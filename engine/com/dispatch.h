/* SPDX-License-Identifier: MIT */
/* IDispatch: calls by number and by name, which is how scripts call and how events arrive. */
#ifndef ENGINE_COM_DISPATCH_H
#define ENGINE_COM_DISPATCH_H

#include "engine/com/variant.h"

#define DISPATCH_METHOD 0x1
#define DISPATCH_PROPERTYGET 0x2
#define DISPATCH_PROPERTYPUT 0x4
#define DISPATCH_PROPERTYPUTREF 0x8

#define DISPID_VALUE 0
#define DISPID_UNKNOWN (-1)
#define DISPID_PROPERTYPUT (-3)
#define DISPID_NEWENUM (-4)

#define LOCALE_USER_DEFAULT 0x0400
#define LOCALE_SYSTEM_DEFAULT 0x0800

typedef struct ITypeInfo ITypeInfo; /* never instantiated here */

typedef struct DISPPARAMS {
	VARIANTARG *rgvarg; /* the last argument comes first */
	DISPID *rgdispidNamedArgs;
	UINT cArgs;
	UINT cNamedArgs;
} DISPPARAMS;

typedef struct EXCEPINFO {
	WORD wCode;
	WORD wReserved;
	BSTR bstrSource;
	BSTR bstrDescription;
	BSTR bstrHelpFile;
	DWORD dwHelpContext;
	PVOID pvReserved;
	HRESULT(STDMETHODCALLTYPE *pfnDeferredFillIn)(struct EXCEPINFO *);
	SCODE scode;
} EXCEPINFO;

typedef struct IDispatchVtbl {
	COM_SLOTS_OF_IDISPATCH(IDispatch);
} IDispatchVtbl;

struct IDispatch {
	CONST_VTBL IDispatchVtbl *lpVtbl;
};

DEFINE_OLEGUID(IID_IDispatch, 0x00020400, 0x0000, 0x0000);

#ifdef COBJMACROS
#define IDispatch_QueryInterface(This, riid, ppvObject) (This)->lpVtbl->QueryInterface(This, riid, ppvObject)
#define IDispatch_AddRef(This) (This)->lpVtbl->AddRef(This)
#define IDispatch_Release(This) (This)->lpVtbl->Release(This)
#define IDispatch_GetTypeInfoCount(This, pctinfo) (This)->lpVtbl->GetTypeInfoCount(This, pctinfo)
#define IDispatch_GetTypeInfo(This, iTInfo, lcid, ppTInfo) (This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo)
#define IDispatch_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	(This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId)
#define IDispatch_Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr) \
	(This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)
#endif

#endif
