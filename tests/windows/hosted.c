/* SPDX-License-Identifier: MIT */
/*
 * conform.exe --recorder on an engine that has its drive from elsewhere, as Microsoft's has: the DLL gets a drive in
 * memory as its host's before the suite begins, and the suite goes by COM alone. hosted.exe [GLOB]...
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "conformance/windows/engine.h"
#include "conformance/windows/judge.h"
#include "emulator/emulator.h"
#include "engine/imapi2/host.h"
#include "handlers/loopback/loopback.h"
#include "platform/win32.h"

enum { REAL_TIME = 1, DISC_BLOCKS = 262144 };

#define DRIVE_ID "hosted"

static int open_drive(void *context, const char *id, struct transport **ret_transport)
{
	return strcmp(id, DRIVE_ID) == 0 ? loopback_open(context, ret_transport) : -ENODEV;
}

static int judge(struct platform *platform, struct loopback *loopback, struct suite_options *options)
{
	struct imapi2_host host = {.platform = platform, .open = open_drive, .context = loopback};
	int status;

	if (FAILED(engine_find_ours())) {
		fprintf(stderr, "hosted: no engine of Dryburn's is registered here\n");
		return NOTHING_TO_JUDGE;
	}
	imapi2_set_process_host(&host);
	status = judge_any(options, DRIVE_ID);
	imapi2_set_process_host(NULL);
	return status;
}

static int judge_an_emulated_drive(struct suite_options *options)
{
	struct emulator_options drive_options = {.instant = true};
	struct platform *platform = win32_create(REAL_TIME);
	struct loopback *loopback = NULL;
	struct pump *pump = NULL;
	struct medium *medium;
	struct target *target;
	int status = NOTHING_TO_JUDGE;

	if (platform && !disc_in_memory("dvd+r", DISC_BLOCKS, true, &medium, NULL) &&
	    !emulator_create(&drive_options, medium, &target, NULL) && !pump_create(platform, target, &pump) &&
	    !loopback_create(platform, pump, &loopback))
		status = judge(platform, loopback, options);
	loopback_destroy(loopback);
	pump_destroy(pump);
	platform_destroy(platform);
	return status;
}

int main(int argc, char *argv[])
{
	struct suite_options options = {.patterns = (const char *const *)argv + 1, .pattern_count = (unsigned)argc - 1};
	int status;

	if (FAILED(CoInitializeEx(NULL, COINIT_MULTITHREADED)))
		return NOTHING_TO_JUDGE;
	status = judge_an_emulated_drive(&options);
	CoUninitialize();
	return status;
}
