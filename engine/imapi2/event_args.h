/* SPDX-License-Identifier: MIT */
/* IWriteEngine2EventArgs: one moment of a section, which stays readable for as long as a sink keeps it. */
#ifndef ENGINE_IMAPI2_EVENT_ARGS_H
#define ENGINE_IMAPI2_EVENT_ARGS_H

#include "engine/burn/section.h"
#include "engine/imapi2/imapi2.h"

/* E_OUTOFMEMORY, with *ret_args NULL. */
HRESULT event_args_create(const struct section_progress *progress, IWriteEngine2EventArgs **ret_args);

#endif
