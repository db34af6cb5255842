/* SPDX-License-Identifier: MIT */
/* IEnumConnections and IEnumConnectionPoints, over what was there when they were made. */
#ifndef ENGINE_COM_CONNECTION_ENUMERATORS_H
#define ENGINE_COM_CONNECTION_ENUMERATORS_H

#include "engine/com/connection.h"

/* Connections that an enumerator and its clones share; counted. */
struct connection_list;

/* An empty list with one reference. NULL when memory is short. */
struct connection_list *connection_list_create(void);

/* Before the list is shared. AddRefs the sink. E_OUTOFMEMORY. */
HRESULT connection_list_append(struct connection_list *list, IUnknown *sink, DWORD cookie);
void connection_list_release(struct connection_list *list);

/* The enumerator's next element is number `position`. It takes references of its own. E_OUTOFMEMORY, with *ret_enum
 * NULL. */
HRESULT enum_connections_create(struct connection_list *list, ULONG position, IEnumConnections **ret_enum);
HRESULT enum_connection_points_create(IConnectionPoint *point, ULONG position, IEnumConnectionPoints **ret_enum);

#endif
