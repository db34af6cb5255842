/* SPDX-License-Identifier: MIT */
/* For C code that includes <ole2.h>. */
#include "engine/com/com.h"
