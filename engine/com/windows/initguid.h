/* SPDX-License-Identifier: MIT */
/* For C code that includes <initguid.h>, before any other header of COM, to define its GUIDs. */
#ifndef INITGUID
#define INITGUID
#endif
#include "engine/com/com.h"
