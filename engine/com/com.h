/* SPDX-License-Identifier: MIT */
/* The little COM that IMAPI2 needs, with the Windows SDK's names. */
#ifndef ENGINE_COM_COM_H
#define ENGINE_COM_COM_H

#include "engine/com/connection.h"
#include "engine/com/dispatch.h"
#include "engine/com/error.h"
#include "engine/com/stream.h"
#include "engine/com/types.h"
#include "engine/com/unknown.h"
#include "engine/com/variant.h"

#endif
