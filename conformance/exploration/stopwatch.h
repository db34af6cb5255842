/* SPDX-License-Identifier: MIT */
/* The host's time, for how long an exploration may take and how fast it was; never for what happens in a schedule. */
#ifndef CONFORMANCE_EXPLORATION_STOPWATCH_H
#define CONFORMANCE_EXPLORATION_STOPWATCH_H

#include <stdint.h>

/* Since some moment of the host's; and processor time of this process. Nanoseconds. */
uint64_t stopwatch_now_ns(void);
uint64_t stopwatch_processor_ns(void);

#endif
