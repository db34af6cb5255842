/* SPDX-License-Identifier: MIT */
/* Two classes of the same shape: a position in something that no longer changes. */
#include "engine/com/connection_enumerators.h"

#include <stdlib.h>

struct connection_list {
	LONG references;
	CONNECTDATA *items;
	ULONG count, capacity;
};

struct enum_connections {
	IEnumConnections IEnumConnections_iface;
	LONG references;
	struct connection_list *list;
	ULONG position;
};

struct enum_connection_points {
	IEnumConnectionPoints IEnumConnectionPoints_iface;
	LONG references;
	IConnectionPoint *point;
	ULONG position; /* 1 behind the only one */
};

struct connection_list *connection_list_create(void)
{
	struct connection_list *list = calloc(1, sizeof(*list));

	if (list)
		list->references = 1;
	return list;
}

HRESULT connection_list_append(struct connection_list *list, IUnknown *sink, DWORD cookie)
{
	if (list->count == list->capacity) {
		ULONG capacity = list->capacity ? 2 * list->capacity : 4;
		CONNECTDATA *grown = realloc(list->items, capacity * sizeof(*grown));

		if (!grown)
			return E_OUTOFMEMORY;
		list->items = grown;
		list->capacity = capacity;
	}
	IUnknown_AddRef(sink);
	list->items[list->count].pUnk = sink;
	list->items[list->count++].dwCookie = cookie;
	return S_OK;
}

void connection_list_release(struct connection_list *list)
{
	if (InterlockedDecrement(&list->references))
		return;
	for (ULONG i = 0; i < list->count; i++)
		IUnknown_Release(list->items[i].pUnk);
	free(list->items);
	free(list);
}

/* Next() of more than one element must be able to say how many there were. */
static HRESULT check_next(ULONG wanted, const void *elements, ULONG *pcFetched)
{
	if (!elements || (!pcFetched && wanted != 1))
		return E_POINTER;
	if (pcFetched)
		*pcFetched = 0;
	return S_OK;
}

static HRESULT skip(ULONG *position, ULONG count, ULONG wanted)
{
	ULONG left = count - *position;

	*position += wanted < left ? wanted : left;
	return wanted <= left ? S_OK : S_FALSE;
}

static struct enum_connections *impl_from_IEnumConnections(IEnumConnections *iface)
{
	return (struct enum_connections *)((char *)iface - offsetof(struct enum_connections, IEnumConnections_iface));
}

static HRESULT STDMETHODCALLTYPE enum_connections_QueryInterface(IEnumConnections *iface, REFIID riid, void **ppvObject)
{
	if (!ppvObject)
		return E_POINTER;
	*ppvObject = NULL;
	if (!IsEqualIID(riid, &IID_IUnknown) && !IsEqualIID(riid, &IID_IEnumConnections))
		return E_NOINTERFACE;
	IEnumConnections_AddRef(iface);
	*ppvObject = iface;
	return S_OK;
}

static ULONG STDMETHODCALLTYPE enum_connections_AddRef(IEnumConnections *iface)
{
	return (ULONG)InterlockedIncrement(&impl_from_IEnumConnections(iface)->references);
}

static ULONG STDMETHODCALLTYPE enum_connections_Release(IEnumConnections *iface)
{
	struct enum_connections *enumerator = impl_from_IEnumConnections(iface);
	LONG references = InterlockedDecrement(&enumerator->references);

	if (!references) {
		connection_list_release(enumerator->list);
		free(enumerator);
	}
	return (ULONG)references;
}

static HRESULT STDMETHODCALLTYPE enum_connections_Next(IEnumConnections *iface, ULONG cConnections, CONNECTDATA *rgcd,
                                                       ULONG *pcFetched)
{
	struct enum_connections *enumerator = impl_from_IEnumConnections(iface);
	struct connection_list *list = enumerator->list;
	HRESULT hr = check_next(cConnections, rgcd, pcFetched);
	ULONG fetched = 0;

	if (FAILED(hr))
		return hr;
	for (; fetched < cConnections && enumerator->position < list->count; fetched++) {
		rgcd[fetched] = list->items[enumerator->position++];
		IUnknown_AddRef(rgcd[fetched].pUnk);
	}
	if (pcFetched)
		*pcFetched = fetched;
	return fetched == cConnections ? S_OK : S_FALSE;
}

static HRESULT STDMETHODCALLTYPE enum_connections_Skip(IEnumConnections *iface, ULONG cConnections)
{
	struct enum_connections *enumerator = impl_from_IEnumConnections(iface);

	return skip(&enumerator->position, enumerator->list->count, cConnections);
}

static HRESULT STDMETHODCALLTYPE enum_connections_Reset(IEnumConnections *iface)
{
	impl_from_IEnumConnections(iface)->position = 0;
	return S_OK;
}

static HRESULT STDMETHODCALLTYPE enum_connections_Clone(IEnumConnections *iface, IEnumConnections **ppEnum)
{
	struct enum_connections *enumerator = impl_from_IEnumConnections(iface);

	if (!ppEnum)
		return E_POINTER;
	return enum_connections_create(enumerator->list, enumerator->position, ppEnum);
}

static struct enum_connection_points *impl_from_IEnumConnectionPoints(IEnumConnectionPoints *iface)
{
	return (struct enum_connection_points *)((char *)iface -
	                                         offsetof(struct enum_connection_points, IEnumConnectionPoints_iface));
}

static HRESULT STDMETHODCALLTYPE enum_connection_points_QueryInterface(IEnumConnectionPoints *iface, REFIID riid,
                                                                       void **ppvObject)
{
	if (!ppvObject)
		return E_POINTER;
	*ppvObject = NULL;
	if (!IsEqualIID(riid, &IID_IUnknown) && !IsEqualIID(riid, &IID_IEnumConnectionPoints))
		return E_NOINTERFACE;
	IEnumConnectionPoints_AddRef(iface);
	*ppvObject = iface;
	return S_OK;
}

static ULONG STDMETHODCALLTYPE enum_connection_points_AddRef(IEnumConnectionPoints *iface)
{
	return (ULONG)InterlockedIncrement(&impl_from_IEnumConnectionPoints(iface)->references);
}

static ULONG STDMETHODCALLTYPE enum_connection_points_Release(IEnumConnectionPoints *iface)
{
	struct enum_connection_points *enumerator = impl_from_IEnumConnectionPoints(iface);
	LONG references = InterlockedDecrement(&enumerator->references);

	if (!references) {
		IConnectionPoint_Release(enumerator->point);
		free(enumerator);
	}
	return (ULONG)references;
}

static HRESULT STDMETHODCALLTYPE enum_connection_points_Next(IEnumConnectionPoints *iface, ULONG cConnections,
                                                             IConnectionPoint **ppCP, ULONG *pcFetched)
{
	struct enum_connection_points *enumerator = impl_from_IEnumConnectionPoints(iface);
	HRESULT hr = check_next(cConnections, ppCP, pcFetched);
	ULONG fetched = 0;

	if (FAILED(hr))
		return hr;
	if (cConnections && !enumerator->position) {
		IConnectionPoint_AddRef(enumerator->point);
		ppCP[0] = enumerator->point;
		fetched = enumerator->position = 1;
	}
	if (pcFetched)
		*pcFetched = fetched;
	return fetched == cConnections ? S_OK : S_FALSE;
}

static HRESULT STDMETHODCALLTYPE enum_connection_points_Skip(IEnumConnectionPoints *iface, ULONG cConnections)
{
	return skip(&impl_from_IEnumConnectionPoints(iface)->position, 1, cConnections);
}

static HRESULT STDMETHODCALLTYPE enum_connection_points_Reset(IEnumConnectionPoints *iface)
{
	impl_from_IEnumConnectionPoints(iface)->position = 0;
	return S_OK;
}

static HRESULT STDMETHODCALLTYPE enum_connection_points_Clone(IEnumConnectionPoints *iface,
                                                              IEnumConnectionPoints **ppEnum)
{
	struct enum_connection_points *enumerator = impl_from_IEnumConnectionPoints(iface);

	if (!ppEnum)
		return E_POINTER;
	return enum_connection_points_create(enumerator->point, enumerator->position, ppEnum);
}

static const IEnumConnectionsVtbl enum_connections_vtbl = {
	/* IUnknown */
	enum_connections_QueryInterface,
	enum_connections_AddRef,
	enum_connections_Release,
	/* IEnumConnections */
	enum_connections_Next,
	enum_connections_Skip,
	enum_connections_Reset,
	enum_connections_Clone,
};

static const IEnumConnectionPointsVtbl enum_connection_points_vtbl = {
	/* IUnknown */
	enum_connection_points_QueryInterface,
	enum_connection_points_AddRef,
	enum_connection_points_Release,
	/* IEnumConnectionPoints */
	enum_connection_points_Next,
	enum_connection_points_Skip,
	enum_connection_points_Reset,
	enum_connection_points_Clone,
};

HRESULT enum_connections_create(struct connection_list *list, ULONG position, IEnumConnections **ret_enum)
{
	struct enum_connections *enumerator = calloc(1, sizeof(*enumerator));

	*ret_enum = NULL;
	if (!enumerator)
		return E_OUTOFMEMORY;
	InterlockedIncrement(&list->references);
	enumerator->IEnumConnections_iface.lpVtbl = &enum_connections_vtbl;
	enumerator->references = 1;
	enumerator->list = list;
	enumerator->position = position;
	*ret_enum = &enumerator->IEnumConnections_iface;
	return S_OK;
}

HRESULT enum_connection_points_create(IConnectionPoint *point, ULONG position, IEnumConnectionPoints **ret_enum)
{
	struct enum_connection_points *enumerator = calloc(1, sizeof(*enumerator));

	*ret_enum = NULL;
	if (!enumerator)
		return E_OUTOFMEMORY;
	IConnectionPoint_AddRef(point);
	enumerator->IEnumConnectionPoints_iface.lpVtbl = &enum_connection_points_vtbl;
	enumerator->references = 1;
	enumerator->point = point;
	enumerator->position = position;
	*ret_enum = &enumerator->IEnumConnectionPoints_iface;
	return S_OK;
}
