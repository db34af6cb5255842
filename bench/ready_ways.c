/* SPDX-License-Identifier: MIT */
/*
 * TEST UNIT READY by each way in that needs no root, against the loopback on the same clock (the host's): what a way
 * costs. The client of umockdev is this program itself, started by "dryburn run".
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench/bench.h"
#include "bench/ready.h"
#include "bench/rig.h"
#include "bench/served.h"
#include "platform/posix.h"

enum { COMMANDS = 5000 };

static int count_by_loopback(double *ret_per_second)
{
	struct platform *platform = posix_create(1);
	struct bench_rig rig;
	struct medium *medium;
	int result = platform ? disc_in_memory("dvd+r", 8192, true, &medium, NULL) : -ENOMEM;

	if (!result)
		result = bench_rig_open(&rig, platform, medium, true);
	if (!result) {
		result = ready_count(rig.transport, COMMANDS, ret_per_second);
		bench_rig_close(&rig);
	}
	platform_destroy(platform);
	return result;
}

/* What it prints. */
static int read_rate(const char *words, double *ret_per_second)
{
	FILE *output;
	pid_t program;
	int result = program_start(words, false, &output, &program);

	if (result)
		return result;
	if (fscanf(output, "%lf", ret_per_second) != 1)
		result = -EIO;
	fclose(output);
	return program_wait(program) ? -EIO : result;
}

static int count_by_umockdev(double *ret_per_second)
{
	char dryburn[PROGRAM_PATH_MAX], self[PROGRAM_PATH_MAX], words[3 * PROGRAM_PATH_MAX];
	struct served served;
	int result = served_open_unserved(&served);

	program_beside("dryburn", dryburn);
	program_beside("dryburn-bench", self);
	snprintf(words, sizeof(words), "%s run --drive %s -- %s --count %d /dev/sg0", dryburn, served.url, self,
	         COMMANDS);
	if (!result)
		result = read_rate(words, ret_per_second);
	served_close(&served);
	return result;
}

static int count_by_tgt(double *ret_per_second)
{
	struct served served;
	int result = served_open_ours(&served, SERVED_BLANK, 0);

	if (!result)
		result = ready_count_at(served.url, COMMANDS, ret_per_second);
	served_close(&served);
	return result;
}

static int measure_umockdev(double *ret_value, double *ret_reference)
{
	int result = count_by_umockdev(ret_value);

	return result ? result : count_by_loopback(ret_reference);
}

static int measure_tgt(double *ret_value, double *ret_reference)
{
	int result = count_by_tgt(ret_value);

	return result ? result : count_by_loopback(ret_reference);
}

const struct benchmark ready_umockdev_benchmark = {
	.name = "TEST UNIT READY by umockdev",
	.unit = "commands/s",
	.reference = "loopback on the host's clock",
	.measure = measure_umockdev,
};

const struct benchmark ready_tgt_benchmark = {
	.name = "TEST UNIT READY by tgt",
	.unit = "commands/s",
	.reference = "loopback on the host's clock",
	.measure = measure_tgt,
};
