/* SPDX-License-Identifier: MIT */
/* The platform on POSIX threads and CLOCK_MONOTONIC. */
#ifndef PLATFORM_POSIX_H
#define PLATFORM_POSIX_H

#include "platform/platform.h"

enum { POSIX_SCALE_MAX = 1000000 };

/*
 * A platform whose clock runs `scale` times as fast as the host's (1: real time), so that waits last 1/scale of what
 * they say. NULL when memory is short or scale is not 1..POSIX_SCALE_MAX. The caller destroys it.
 */
struct platform *posix_create(unsigned scale);

#endif
