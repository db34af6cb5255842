/* SPDX-License-Identifier: MIT */
/* The GUIDs that imapi2.h declares. */
#define INITGUID
#include "engine/imapi2/imapi2.h"
