/* SPDX-License-Identifier: MIT */
/* For C code that includes <objbase.h>. */
#include "engine/com/com.h"
