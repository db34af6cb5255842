/* SPDX-License-Identifier: MIT */
/* For C code that includes <ocidl.h>. */
#include "engine/com/com.h"
