/* SPDX-License-Identifier: MIT */
/*
 * IUnknown, IClassFactory, reference counts, COM's memory and the ways to an object.
 *
 * Interfaces are in COM's C binding: a struct whose first member points to a table of functions. Under
 * COBJMACROS, I_Method(This, ...) is This->lpVtbl->Method(This, ...).
 */
#ifndef ENGINE_COM_UNKNOWN_H
#define ENGINE_COM_UNKNOWN_H

#include "engine/com/error.h"
#include "engine/com/slots.h"
#include "engine/com/types.h"

typedef struct IUnknown IUnknown, *LPUNKNOWN;

typedef struct IUnknownVtbl {
	COM_SLOTS_OF_IUNKNOWN(IUnknown);
} IUnknownVtbl;

struct IUnknown {
	CONST_VTBL IUnknownVtbl *lpVtbl;
};

DEFINE_OLEGUID(IID_IUnknown, 0x00000000, 0x0000, 0x0000);

typedef struct IClassFactory IClassFactory, *LPCLASSFACTORY;

typedef struct IClassFactoryVtbl {
	COM_SLOTS_OF_IUNKNOWN(IClassFactory);
	HRESULT(STDMETHODCALLTYPE *CreateInstance)
	(IClassFactory *This, IUnknown *pUnkOuter, REFIID riid, void **ppvObject);
	HRESULT(STDMETHODCALLTYPE *LockServer)(IClassFactory *This, BOOL fLock);
} IClassFactoryVtbl;

struct IClassFactory {
	CONST_VTBL IClassFactoryVtbl *lpVtbl;
};

DEFINE_OLEGUID(IID_IClassFactory, 0x00000001, 0x0000, 0x0000);

#ifdef COBJMACROS
#define IUnknown_QueryInterface(This, riid, ppvObject) (This)->lpVtbl->QueryInterface(This, riid, ppvObject)
#define IUnknown_AddRef(This) (This)->lpVtbl->AddRef(This)
#define IUnknown_Release(This) (This)->lpVtbl->Release(This)

#define IClassFactory_QueryInterface(This, riid, ppvObject) (This)->lpVtbl->QueryInterface(This, riid, ppvObject)
#define IClassFactory_AddRef(This) (This)->lpVtbl->AddRef(This)
#define IClassFactory_Release(This) (This)->lpVtbl->Release(This)
#define IClassFactory_CreateInstance(This, pUnkOuter, riid, ppvObject) \
	(This)->lpVtbl->CreateInstance(This, pUnkOuter, riid, ppvObject)
#define IClassFactory_LockServer(This, fLock) (This)->lpVtbl->LockServer(This, fLock)
#endif

/* Atomic; return the new value. */
static inline LONG InterlockedIncrement(LONG volatile *Addend)
{
	return __atomic_add_fetch(Addend, 1, __ATOMIC_SEQ_CST);
}

static inline LONG InterlockedDecrement(LONG volatile *Addend)
{
	return __atomic_sub_fetch(Addend, 1, __ATOMIC_SEQ_CST);
}

/* Memory that crosses an interface and is freed by its receiver. NULL when memory is short; Free accepts NULL. */
STDAPI_(void *) CoTaskMemAlloc(size_t cb);
STDAPI_(void) CoTaskMemFree(void *pv);

typedef enum CLSCTX {
	CLSCTX_INPROC_SERVER = 0x1,
	CLSCTX_INPROC_HANDLER = 0x2,
	CLSCTX_LOCAL_SERVER = 0x4,
	CLSCTX_REMOTE_SERVER = 0x10,
} CLSCTX;
#define CLSCTX_ALL (CLSCTX_INPROC_SERVER | CLSCTX_INPROC_HANDLER | CLSCTX_LOCAL_SERVER | CLSCTX_REMOTE_SERVER)

typedef enum COINIT {
	COINIT_MULTITHREADED = 0x0,
	COINIT_APARTMENTTHREADED = 0x2,
	COINIT_DISABLE_OLE1DDE = 0x4,
	COINIT_SPEED_OVER_MEMORY = 0x8,
} COINIT;

/*
 * There are no apartments here: these only count, per process. S_OK for the first, S_FALSE while the count is above
 * zero. Nothing else asks for the count.
 */
STDAPI CoInitialize(void *pvReserved);
STDAPI CoInitializeEx(void *pvReserved, DWORD dwCoInit);
STDAPI_(void) CoUninitialize(void);

/*
 * An object of a class of the process's class source (engine/com/class_factory.h). dwClsContext must include
 * CLSCTX_INPROC_SERVER. REGDB_E_CLASSNOTREG for an unknown class or without a source, CLASS_E_NOAGGREGATION for any
 * outer object, E_NOINTERFACE, E_POINTER, E_OUTOFMEMORY.
 */
STDAPI CoCreateInstance(REFCLSID rclsid, IUnknown *pUnkOuter, DWORD dwClsContext, REFIID riid, void **ppv);
STDAPI CoGetClassObject(REFCLSID rclsid, DWORD dwClsContext, void *pvReserved, REFIID riid, void **ppv);

/* The same without the process's choice of a source: defined by the library whose classes it gives, here dryburn_imapi2
 * (engine/imapi2/host.h). CLASS_E_CLASSNOTAVAILABLE for an unknown class. */
STDAPI DllGetClassObject(REFCLSID rclsid, REFIID riid, void **ppv);

/* The class that a ProgID names, letter case ignored; CO_E_CLASSSTRING for an unknown one. */
STDAPI CLSIDFromProgID(LPCOLESTR lpszProgID, CLSID *lpclsid);

#endif
