/* SPDX-License-Identifier: MIT */
#include "engine/com/class_factory.h"

#include <stdlib.h>

struct class_factory {
	IClassFactory IClassFactory_iface;
	LONG references;
	class_create create;
	const void *context;
};

static struct class_factory *impl_from_IClassFactory(IClassFactory *iface)
{
	return (struct class_factory *)((char *)iface - offsetof(struct class_factory, IClassFactory_iface));
}

static HRESULT STDMETHODCALLTYPE class_factory_QueryInterface(IClassFactory *iface, REFIID riid, void **ppvObject)
{
	if (!ppvObject)
		return E_POINTER;
	*ppvObject = NULL;
	if (!IsEqualIID(riid, &IID_IUnknown) && !IsEqualIID(riid, &IID_IClassFactory))
		return E_NOINTERFACE;
	IClassFactory_AddRef(iface);
	*ppvObject = iface;
	return S_OK;
}

static ULONG STDMETHODCALLTYPE class_factory_AddRef(IClassFactory *iface)
{
	return (ULONG)InterlockedIncrement(&impl_from_IClassFactory(iface)->references);
}

static ULONG STDMETHODCALLTYPE class_factory_Release(IClassFactory *iface)
{
	struct class_factory *factory = impl_from_IClassFactory(iface);
	LONG references = InterlockedDecrement(&factory->references);

	if (!references)
		free(factory);
	return (ULONG)references;
}

static HRESULT STDMETHODCALLTYPE class_factory_CreateInstance(IClassFactory *iface, IUnknown *pUnkOuter, REFIID riid,
                                                              void **ppvObject)
{
	struct class_factory *factory = impl_from_IClassFactory(iface);
	IUnknown *object;
	HRESULT hr;

	if (!ppvObject)
		return E_POINTER;
	*ppvObject = NULL;
	if (pUnkOuter)
		return CLASS_E_NOAGGREGATION;
	hr = factory->create(factory->context, &object);
	if (FAILED(hr))
		return hr;
	hr = IUnknown_QueryInterface(object, riid, ppvObject);
	IUnknown_Release(object);
	return hr;
}

/* Nothing is ever unloaded, so there is nothing to lock. */
static HRESULT STDMETHODCALLTYPE class_factory_LockServer(IClassFactory *iface, BOOL fLock)
{
	(void)iface;
	(void)fLock;
	return S_OK;
}

static const IClassFactoryVtbl class_factory_vtbl = {
	/* IUnknown */
	class_factory_QueryInterface,
	class_factory_AddRef,
	class_factory_Release,
	/* IClassFactory */
	class_factory_CreateInstance,
	class_factory_LockServer,
};

HRESULT class_factory_create(class_create create, const void *context, REFIID interface_id, void **ret_object)
{
	struct class_factory *factory;
	HRESULT hr;

	if (!ret_object)
		return E_POINTER;
	*ret_object = NULL;
	factory = calloc(1, sizeof(*factory));
	if (!factory)
		return E_OUTOFMEMORY;
	factory->IClassFactory_iface.lpVtbl = &class_factory_vtbl;
	factory->references = 1;
	factory->create = create;
	factory->context = context;
	hr = IClassFactory_QueryInterface(&factory->IClassFactory_iface, interface_id, ret_object);
	IClassFactory_Release(&factory->IClassFactory_iface);
	return hr;
}
