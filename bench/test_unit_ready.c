/* SPDX-License-Identifier: MIT */
/* TEST UNIT READY through loopback, against the null transport. */
#include <errno.h>

#include "bench/bench.h"
#include "bench/ready.h"
#include "bench/rig.h"
#include "engine/transport/null.h"
#include "platform/simulated.h"

enum { COMMANDS = 200000 };

struct unit_ready {
	struct platform *platform;
	double per_second, null_per_second;
	int result;
};

static void run(void *argument)
{
	struct unit_ready *ready = argument;
	struct null_answer good = {.peripheral_type = 5};
	struct transport *null = null_transport_create(&good);
	struct bench_rig rig;
	struct medium *medium;

	ready->result = null ? disc_in_memory("dvd+r", 8192, true, &medium, NULL) : -ENOMEM;
	if (!ready->result)
		ready->result = bench_rig_open(&rig, ready->platform, medium, true);
	if (!ready->result) {
		ready->result = ready_count(rig.transport, COMMANDS, &ready->per_second);
		bench_rig_close(&rig);
	}
	if (!ready->result)
		ready->result = ready_count(null, COMMANDS, &ready->null_per_second);
	transport_destroy(null);
}

static int measure(double *ret_value, double *ret_reference)
{
	struct unit_ready ready = {.platform = simulated_create(&first_choice)};
	int result = ready.platform ? simulated_run(ready.platform, run, &ready, NULL) : -ENOMEM;

	platform_destroy(ready.platform);
	*ret_value = ready.per_second;
	*ret_reference = ready.null_per_second;
	return result ? result : ready.result;
}

const struct benchmark test_unit_ready_benchmark = {
	.name = "TEST UNIT READY through loopback",
	.unit = "commands/s",
	.reference = "null transport",
	.measure = measure,
};
