/* SPDX-License-Identifier: MIT */
/* For C code that includes <oleauto.h>. */
#include "engine/com/com.h"
