/* SPDX-License-Identifier: MIT */
/* The GUIDs that the headers of this folder declare. */
#define INITGUID
#include "engine/com/com.h"
