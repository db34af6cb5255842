/* SPDX-License-Identifier: MIT */
/*
 * The one connection point of an object that has events, and the container that finds it. A member of the object, whose
 * reference count it shares.
 */
#ifndef ENGINE_COM_CONNECTION_POINT_H
#define ENGINE_COM_CONNECTION_POINT_H

#include "engine/com/connection.h"
#include "engine/com/dispatch.h"
#include "platform/platform.h"

struct connection;

struct connection_container {
	IConnectionPointContainer IConnectionPointContainer_iface; /* what the object's QueryInterface gives out */
	IConnectionPoint IConnectionPoint_iface;
	IUnknown *outer;
	const IID *event_id;
	struct platform *platform;
	struct mutex *mutex;            /* protects the rest; never held while foreign code but AddRef runs */
	struct connection *connections; /* in the order of their cookies */
	ULONG count, capacity;
	DWORD last_cookie;
};

/* `outer` is the object, not AddRef-ed. Sinks must answer QueryInterface for *event_id with something derived from
 * IDispatch. E_OUTOFMEMORY. */
HRESULT connection_container_init(struct connection_container *container, IUnknown *outer, struct platform *platform,
                                  const IID *event_id);

/*
 * Calls `fire` for each sink that is connected when the call begins and still when its turn comes, in the order of
 * connecting. A sink has a reference of its own while it is called; it may advise, unadvise (itself, too), and release
 * the object, of which the caller holds a reference.
 */
void connection_container_fire(struct connection_container *container, void (*fire)(void *context, IDispatch *sink),
                               void *context);

/* Releases the sinks. */
void connection_container_finish(struct connection_container *container);

#endif
