/* SPDX-License-Identifier: MIT */
/* The ways to an object, which lead to the process's class source. */
#include "engine/com/class_factory.h"

static const struct class_source *class_source; /* atomic accesses only */

void com_set_class_source(const struct class_source *source)
{
	__atomic_store_n(&class_source, source, __ATOMIC_RELEASE);
}

HRESULT CoGetClassObject(REFCLSID rclsid, DWORD dwClsContext, void *pvReserved, REFIID riid, void **ppv)
{
	const struct class_source *source = __atomic_load_n(&class_source, __ATOMIC_ACQUIRE);
	HRESULT hr;

	if (!ppv)
		return E_POINTER;
	*ppv = NULL;
	if (pvReserved)
		return E_INVALIDARG;
	if (!source || !(dwClsContext & CLSCTX_INPROC_SERVER))
		return REGDB_E_CLASSNOTREG;
	hr = source->get_class_object(rclsid, riid, ppv);
	return hr == CLASS_E_CLASSNOTAVAILABLE ? REGDB_E_CLASSNOTREG : hr;
}

HRESULT CoCreateInstance(REFCLSID rclsid, IUnknown *pUnkOuter, DWORD dwClsContext, REFIID riid, void **ppv)
{
	void *factory;
	HRESULT hr;

	if (!ppv)
		return E_POINTER;
	*ppv = NULL;
	hr = CoGetClassObject(rclsid, dwClsContext, NULL, &IID_IClassFactory, &factory);
	if (FAILED(hr))
		return hr;
	hr = IClassFactory_CreateInstance((IClassFactory *)factory, pUnkOuter, riid, ppv);
	IClassFactory_Release((IClassFactory *)factory);
	return hr;
}

HRESULT CLSIDFromProgID(LPCOLESTR lpszProgID, CLSID *lpclsid)
{
	const struct class_source *source = __atomic_load_n(&class_source, __ATOMIC_ACQUIRE);

	if (!lpszProgID || !lpclsid)
		return E_POINTER;
	*lpclsid = CLSID_NULL;
	return source ? source->class_of_name(lpszProgID, lpclsid) : CO_E_CLASSSTRING;
}
