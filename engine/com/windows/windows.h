/* SPDX-License-Identifier: MIT */
/* For C code that includes <windows.h>. */
#include "engine/com/com.h"
