/* SPDX-License-Identifier: MIT */
#include "conformance/exploration/stopwatch.h"

#include <time.h>

static uint64_t read_clock(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return (uint64_t)time.tv_sec * UINT64_C(1000000000) + (uint64_t)time.tv_nsec;
}

uint64_t stopwatch_now_ns(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

uint64_t stopwatch_processor_ns(void)
{
	return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}
