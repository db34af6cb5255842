/* SPDX-License-Identifier: MIT */
/* Connection points: how a sink is attached to the object whose events it wants. */
#ifndef ENGINE_COM_CONNECTION_H
#define ENGINE_COM_CONNECTION_H

#include "engine/com/unknown.h"

typedef struct IConnectionPoint IConnectionPoint, *LPCONNECTIONPOINT;
typedef struct IConnectionPointContainer IConnectionPointContainer;
typedef struct IEnumConnections IEnumConnections;
typedef struct IEnumConnectionPoints IEnumConnectionPoints;

typedef struct CONNECTDATA {
	IUnknown *pUnk; /* the receiver releases it */
	DWORD dwCookie;
} CONNECTDATA;

typedef struct IConnectionPointVtbl {
	COM_SLOTS_OF_IUNKNOWN(IConnectionPoint);
	HRESULT(STDMETHODCALLTYPE *GetConnectionInterface)(IConnectionPoint *This, IID *pIID);
	HRESULT(STDMETHODCALLTYPE *GetConnectionPointContainer)
	(IConnectionPoint *This, IConnectionPointContainer **ppCPC);
	HRESULT(STDMETHODCALLTYPE *Advise)(IConnectionPoint *This, IUnknown *pUnkSink, DWORD *pdwCookie);
	HRESULT(STDMETHODCALLTYPE *Unadvise)(IConnectionPoint *This, DWORD dwCookie);
	HRESULT(STDMETHODCALLTYPE *EnumConnections)(IConnectionPoint *This, IEnumConnections **ppEnum);
} IConnectionPointVtbl;

struct IConnectionPoint {
	CONST_VTBL IConnectionPointVtbl *lpVtbl;
};

typedef struct IConnectionPointContainerVtbl {
	COM_SLOTS_OF_IUNKNOWN(IConnectionPointContainer);
	HRESULT(STDMETHODCALLTYPE *EnumConnectionPoints)
	(IConnectionPointContainer *This, IEnumConnectionPoints **ppEnum);
	HRESULT(STDMETHODCALLTYPE *FindConnectionPoint)
	(IConnectionPointContainer *This, REFIID riid, IConnectionPoint **ppCP);
} IConnectionPointContainerVtbl;

struct IConnectionPointContainer {
	CONST_VTBL IConnectionPointContainerVtbl *lpVtbl;
};

typedef struct IEnumConnectionsVtbl {
	COM_SLOTS_OF_IUNKNOWN(IEnumConnections);
	HRESULT(STDMETHODCALLTYPE *Next)
	(IEnumConnections *This, ULONG cConnections, CONNECTDATA *rgcd, ULONG *pcFetched);
	HRESULT(STDMETHODCALLTYPE *Skip)(IEnumConnections *This, ULONG cConnections);
	HRESULT(STDMETHODCALLTYPE *Reset)(IEnumConnections *This);
	HRESULT(STDMETHODCALLTYPE *Clone)(IEnumConnections *This, IEnumConnections **ppEnum);
} IEnumConnectionsVtbl;

struct IEnumConnections {
	CONST_VTBL IEnumConnectionsVtbl *lpVtbl;
};

typedef struct IEnumConnectionPointsVtbl {
	COM_SLOTS_OF_IUNKNOWN(IEnumConnectionPoints);
	HRESULT(STDMETHODCALLTYPE *Next)
	(IEnumConnectionPoints *This, ULONG cConnections, IConnectionPoint **ppCP, ULONG *pcFetched);
	HRESULT(STDMETHODCALLTYPE *Skip)(IEnumConnectionPoints *This, ULONG cConnections);
	HRESULT(STDMETHODCALLTYPE *Reset)(IEnumConnectionPoints *This);
	HRESULT(STDMETHODCALLTYPE *Clone)(IEnumConnectionPoints *This, IEnumConnectionPoints **ppEnum);
} IEnumConnectionPointsVtbl;

struct IEnumConnectionPoints {
	CONST_VTBL IEnumConnectionPointsVtbl *lpVtbl;
};

/* clang-format off */
DEFINE_GUID(IID_IConnectionPointContainer, 0xB196B284, 0xBAB4, 0x101A, 0xB6, 0x9C, 0x00, 0xAA, 0x00, 0x34, 0x1D, 0x07);
DEFINE_GUID(IID_IEnumConnectionPoints,     0xB196B285, 0xBAB4, 0x101A, 0xB6, 0x9C, 0x00, 0xAA, 0x00, 0x34, 0x1D, 0x07);
DEFINE_GUID(IID_IConnectionPoint,          0xB196B286, 0xBAB4, 0x101A, 0xB6, 0x9C, 0x00, 0xAA, 0x00, 0x34, 0x1D, 0x07);
DEFINE_GUID(IID_IEnumConnections,          0xB196B287, 0xBAB4, 0x101A, 0xB6, 0x9C, 0x00, 0xAA, 0x00, 0x34, 0x1D, 0x07);
/* clang-format on */

#ifdef COBJMACROS
#define IConnectionPoint_QueryInterface(This, riid, ppvObject) (This)->lpVtbl->QueryInterface(This, riid, ppvObject)
#define IConnectionPoint_AddRef(This) (This)->lpVtbl->AddRef(This)
#define IConnectionPoint_Release(This) (This)->lpVtbl->Release(This)
#define IConnectionPoint_GetConnectionInterface(This, pIID) (This)->lpVtbl->GetConnectionInterface(This, pIID)
#define IConnectionPoint_GetConnectionPointContainer(This, ppCPC) \
	(This)->lpVtbl->GetConnectionPointContainer(This, ppCPC)
#define IConnectionPoint_Advise(This, pUnkSink, pdwCookie) (This)->lpVtbl->Advise(This, pUnkSink, pdwCookie)
#define IConnectionPoint_Unadvise(This, dwCookie) (This)->lpVtbl->Unadvise(This, dwCookie)
#define IConnectionPoint_EnumConnections(This, ppEnum) (This)->lpVtbl->EnumConnections(This, ppEnum)

#define IConnectionPointContainer_QueryInterface(This, riid, ppvObject) \
	(This)->lpVtbl->QueryInterface(This, riid, ppvObject)
#define IConnectionPointContainer_AddRef(This) (This)->lpVtbl->AddRef(This)
#define IConnectionPointContainer_Release(This) (This)->lpVtbl->Release(This)
#define IConnectionPointContainer_EnumConnectionPoints(This, ppEnum) (This)->lpVtbl->EnumConnectionPoints(This, ppEnum)
#define IConnectionPointContainer_FindConnectionPoint(This, riid, ppCP) \
	(This)->lpVtbl->FindConnectionPoint(This, riid, ppCP)

#define IEnumConnections_QueryInterface(This, riid, ppvObject) (This)->lpVtbl->QueryInterface(This, riid, ppvObject)
#define IEnumConnections_AddRef(This) (This)->lpVtbl->AddRef(This)
#define IEnumConnections_Release(This) (This)->lpVtbl->Release(This)
#define IEnumConnections_Next(This, cConnections, rgcd, pcFetched) \
	(This)->lpVtbl->Next(This, cConnections, rgcd, pcFetched)
#define IEnumConnections_Skip(This, cConnections) (This)->lpVtbl->Skip(This, cConnections)
#define IEnumConnections_Reset(This) (This)->lpVtbl->Reset(This)
#define IEnumConnections_Clone(This, ppEnum) (This)->lpVtbl->Clone(This, ppEnum)

#define IEnumConnectionPoints_QueryInterface(This, riid, ppvObject) \
	(This)->lpVtbl->QueryInterface(This, riid, ppvObject)
#define IEnumConnectionPoints_AddRef(This) (This)->lpVtbl->AddRef(This)
#define IEnumConnectionPoints_Release(This) (This)->lpVtbl->Release(This)
#define IEnumConnectionPoints_Next(This, cConnections, ppCP, pcFetched) \
	(This)->lpVtbl->Next(This, cConnections, ppCP, pcFetched)
#define IEnumConnectionPoints_Skip(This, cConnections) (This)->lpVtbl->Skip(This, cConnections)
#define IEnumConnectionPoints_Reset(This) (This)->lpVtbl->Reset(This)
#define IEnumConnectionPoints_Clone(This, ppEnum) (This)->lpVtbl->Clone(This, ppEnum)
#endif

#endif
