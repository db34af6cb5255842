/* SPDX-License-Identifier: MIT */
/* The platform on Windows' threads and performance counter. */
#ifndef PLATFORM_WIN32_H
#define PLATFORM_WIN32_H

#include "platform/platform.h"

enum { WIN32_SCALE_MAX = 1000000 };

/*
 * A platform whose clock runs `scale` times as fast as the host's (1: real time). Waits end a millisecond or a tick of
 * the host late. NULL when memory is short or scale is not 1..WIN32_SCALE_MAX. The caller destroys it.
 */
struct platform *win32_create(unsigned scale);

#endif
