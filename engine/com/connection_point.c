/* SPDX-License-Identifier: MIT */
/*
 * Sinks are kept by ascending cookie, so a walk needs no copy of the list: it asks for the first connection behind the
 * last cookie it served, and what sinks do to the list meanwhile cannot confuse it.
 */
#include "engine/com/connection_point.h"

#include <stdlib.h>
#include <string.h>

#include "engine/com/connection_enumerators.h"

struct connection {
	DWORD cookie;
	IDispatch *sink;
};

static struct connection_container *impl_from_IConnectionPointContainer(IConnectionPointContainer *iface)
{
	return (struct connection_container *)((char *)iface -
	                                       offsetof(struct connection_container, IConnectionPointContainer_iface));
}

static struct connection_container *impl_from_IConnectionPoint(IConnectionPoint *iface)
{
	return (struct connection_container *)((char *)iface -
	                                       offsetof(struct connection_container, IConnectionPoint_iface));
}

static HRESULT STDMETHODCALLTYPE connection_container_QueryInterface(IConnectionPointContainer *iface, REFIID riid,
                                                                     void **ppvObject)
{
	return IUnknown_QueryInterface(impl_from_IConnectionPointContainer(iface)->outer, riid, ppvObject);
}

static ULONG STDMETHODCALLTYPE connection_container_AddRef(IConnectionPointContainer *iface)
{
	return IUnknown_AddRef(impl_from_IConnectionPointContainer(iface)->outer);
}

static ULONG STDMETHODCALLTYPE connection_container_Release(IConnectionPointContainer *iface)
{
	return IUnknown_Release(impl_from_IConnectionPointContainer(iface)->outer);
}

static HRESULT STDMETHODCALLTYPE connection_container_EnumConnectionPoints(IConnectionPointContainer *iface,
                                                                           IEnumConnectionPoints **ppEnum)
{
	if (!ppEnum)
		return E_POINTER;
	return enum_connection_points_create(&impl_from_IConnectionPointContainer(iface)->IConnectionPoint_iface, 0,
	                                     ppEnum);
}

static HRESULT STDMETHODCALLTYPE connection_container_FindConnectionPoint(IConnectionPointContainer *iface, REFIID riid,
                                                                          IConnectionPoint **ppCP)
{
	struct connection_container *container = impl_from_IConnectionPointContainer(iface);

	if (!ppCP)
		return E_POINTER;
	*ppCP = NULL;
	if (!riid || !IsEqualIID(riid, container->event_id))
		return CONNECT_E_NOCONNECTION;
	IUnknown_AddRef(container->outer);
	*ppCP = &container->IConnectionPoint_iface;
	return S_OK;
}

/* A connection point is an object of its own to QueryInterface, though not to AddRef and Release. */
static HRESULT STDMETHODCALLTYPE connection_point_QueryInterface(IConnectionPoint *iface, REFIID riid, void **ppvObject)
{
	if (!ppvObject)
		return E_POINTER;
	*ppvObject = NULL;
	if (!IsEqualIID(riid, &IID_IUnknown) && !IsEqualIID(riid, &IID_IConnectionPoint))
		return E_NOINTERFACE;
	IConnectionPoint_AddRef(iface);
	*ppvObject = iface;
	return S_OK;
}

static ULONG STDMETHODCALLTYPE connection_point_AddRef(IConnectionPoint *iface)
{
	return IUnknown_AddRef(impl_from_IConnectionPoint(iface)->outer);
}

static ULONG STDMETHODCALLTYPE connection_point_Release(IConnectionPoint *iface)
{
	return IUnknown_Release(impl_from_IConnectionPoint(iface)->outer);
}

static HRESULT STDMETHODCALLTYPE connection_point_GetConnectionInterface(IConnectionPoint *iface, IID *pIID)
{
	if (!pIID)
		return E_POINTER;
	*pIID = *impl_from_IConnectionPoint(iface)->event_id;
	return S_OK;
}

static HRESULT STDMETHODCALLTYPE connection_point_GetConnectionPointContainer(IConnectionPoint *iface,
                                                                              IConnectionPointContainer **ppCPC)
{
	struct connection_container *container = impl_from_IConnectionPoint(iface);

	if (!ppCPC)
		return E_POINTER;
	IUnknown_AddRef(container->outer);
	*ppCPC = &container->IConnectionPointContainer_iface;
	return S_OK;
}

/* The caller holds the mutex. */
static HRESULT append(struct connection_container *container, IDispatch *sink)
{
	if (container->last_cookie == UINT32_MAX)
		return CONNECT_E_ADVISELIMIT;
	if (container->count == container->capacity) {
		ULONG capacity = container->capacity ? 2 * container->capacity : 4;
		struct connection *grown = realloc(container->connections, capacity * sizeof(*grown));

		if (!grown)
			return E_OUTOFMEMORY;
		container->connections = grown;
		container->capacity = capacity;
	}
	container->connections[container->count].cookie = ++container->last_cookie;
	container->connections[container->count++].sink = sink;
	return S_OK;
}

static HRESULT STDMETHODCALLTYPE connection_point_Advise(IConnectionPoint *iface, IUnknown *pUnkSink, DWORD *pdwCookie)
{
	struct connection_container *container = impl_from_IConnectionPoint(iface);
	void *sink = NULL;
	HRESULT hr;

	if (!pUnkSink || !pdwCookie)
		return E_POINTER;
	*pdwCookie = 0;
	if (FAILED(IUnknown_QueryInterface(pUnkSink, container->event_id, &sink)) || !sink)
		return CONNECT_E_CANNOTCONNECT;
	mutex_lock(container->platform, container->mutex);
	hr = append(container, sink);
	if (SUCCEEDED(hr))
		*pdwCookie = container->last_cookie;
	mutex_unlock(container->platform, container->mutex);
	if (FAILED(hr))
		IDispatch_Release((IDispatch *)sink);
	return hr;
}

/* Takes the connection out of the list, its reference now the caller's; NULL for an unknown cookie. */
static IDispatch *take(struct connection_container *container, DWORD cookie)
{
	IDispatch *sink = NULL;
	ULONG at = 0;

	mutex_lock(container->platform, container->mutex);
	while (at < container->count && container->connections[at].cookie != cookie)
		at++;
	if (at < container->count) {
		sink = container->connections[at].sink;
		container->count--;
		memmove(&container->connections[at], &container->connections[at + 1],
		        (container->count - at) * sizeof(*container->connections));
	}
	mutex_unlock(container->platform, container->mutex);
	return sink;
}

static HRESULT STDMETHODCALLTYPE connection_point_Unadvise(IConnectionPoint *iface, DWORD dwCookie)
{
	IDispatch *sink = take(impl_from_IConnectionPoint(iface), dwCookie);

	if (!sink)
		return CONNECT_E_NOCONNECTION;
	IDispatch_Release(sink);
	return S_OK;
}

/* The first sink with a cookie above *cookie and up to `last`, AddRef-ed, and its cookie; NULL if there is none. */
static IDispatch *next_sink(struct connection_container *container, DWORD *cookie, DWORD last)
{
	IDispatch *sink = NULL;

	mutex_lock(container->platform, container->mutex);
	for (ULONG i = 0; i < container->count && !sink; i++) {
		if (container->connections[i].cookie <= *cookie || container->connections[i].cookie > last)
			continue;
		*cookie = container->connections[i].cookie;
		sink = container->connections[i].sink;
		IDispatch_AddRef(sink);
	}
	mutex_unlock(container->platform, container->mutex);
	return sink;
}

static DWORD newest_cookie(struct connection_container *container)
{
	DWORD cookie;

	mutex_lock(container->platform, container->mutex);
	cookie = container->last_cookie;
	mutex_unlock(container->platform, container->mutex);
	return cookie;
}

static HRESULT STDMETHODCALLTYPE connection_point_EnumConnections(IConnectionPoint *iface, IEnumConnections **ppEnum)
{
	struct connection_container *container = impl_from_IConnectionPoint(iface);
	struct connection_list *list;
	DWORD cookie = 0;
	IDispatch *sink;
	HRESULT hr = S_OK;

	if (!ppEnum)
		return E_POINTER;
	*ppEnum = NULL;
	list = connection_list_create();
	if (!list)
		return E_OUTOFMEMORY;
	while (SUCCEEDED(hr) && (sink = next_sink(container, &cookie, UINT32_MAX)) != NULL) {
		hr = connection_list_append(list, (IUnknown *)sink, cookie);
		IDispatch_Release(sink);
	}
	if (SUCCEEDED(hr))
		hr = enum_connections_create(list, 0, ppEnum);
	connection_list_release(list);
	return hr;
}

void connection_container_fire(struct connection_container *container, void (*fire)(void *context, IDispatch *sink),
                               void *context)
{
	DWORD last = newest_cookie(container), cookie = 0;
	IDispatch *sink;

	while ((sink = next_sink(container, &cookie, last)) != NULL) {
		fire(context, sink);
		IDispatch_Release(sink);
	}
}

static const IConnectionPointContainerVtbl connection_container_vtbl = {
	/* IUnknown */
	connection_container_QueryInterface,
	connection_container_AddRef,
	connection_container_Release,
	/* IConnectionPointContainer */
	connection_container_EnumConnectionPoints,
	connection_container_FindConnectionPoint,
};

static const IConnectionPointVtbl connection_point_vtbl = {
	/* IUnknown */
	connection_point_QueryInterface,
	connection_point_AddRef,
	connection_point_Release,
	/* IConnectionPoint */
	connection_point_GetConnectionInterface,
	connection_point_GetConnectionPointContainer,
	connection_point_Advise,
	connection_point_Unadvise,
	connection_point_EnumConnections,
};

HRESULT connection_container_init(struct connection_container *container, IUnknown *outer, struct platform *platform,
                                  const IID *event_id)
{
	memset(container, 0, sizeof(*container));
	container->IConnectionPointContainer_iface.lpVtbl = &connection_container_vtbl;
	container->IConnectionPoint_iface.lpVtbl = &connection_point_vtbl;
	container->outer = outer;
	container->event_id = event_id;
	container->platform = platform;
	container->mutex = mutex_create(platform, "connections");
	return container->mutex ? S_OK : E_OUTOFMEMORY;
}

void connection_container_finish(struct connection_container *container)
{
	for (ULONG i = 0; i < container->count; i++)
		IDispatch_Release(container->connections[i].sink);
	free(container->connections);
	mutex_destroy(container->platform, container->mutex);
}
