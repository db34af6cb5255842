/* SPDX-License-Identifier: MIT */
/* A sink of DWriteEngine2Events, connected to an engine for as long as it lives. */
#ifndef CLI_UPDATE_SINK_H
#define CLI_UPDATE_SINK_H

#include "engine/imapi2/imapi2.h"

struct update_sink;

/* Called by each Update, in the task that called WriteSection. `written` blocks of `count` were accepted by the drive.
 */
typedef void (*update_function)(void *context, IWriteEngine2 *engine, uint32_t written, uint32_t count);

HRESULT update_sink_connect(IWriteEngine2 *engine, update_function update, void *context,
                            struct update_sink **ret_sink);

/* No Update comes afterwards. Accepts NULL. */
void update_sink_disconnect(struct update_sink *sink);

#endif
