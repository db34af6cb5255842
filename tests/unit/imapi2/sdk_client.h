/* SPDX-License-Identifier: MIT */
/* What the client of sdk_client.c tells of itself. */
#ifndef TESTS_UNIT_IMAPI2_SDK_CLIENT_H
#define TESTS_UNIT_IMAPI2_SDK_CLIENT_H

#include <stdint.h>

struct sdk_report {
	unsigned updates;
	int32_t last_progress;
	int32_t sink_references;
};

/* Erases by the process's host; the HRESULT. */
int32_t sdk_client(struct sdk_report *report);

#endif
