/* SPDX-License-Identifier: MIT */
/* Blocks written and read over "dryburn serve", against tgtd's own MMC unit, with one initiator, one after the other.
 */
#include "bench/bench.h"
#include "bench/initiator.h"
#include "bench/served.h"

enum { BLOCK_BYTES = 2048 };

typedef int open_function(struct served *served, enum served_disc disc, uint32_t blocks);

static int measure_one(open_function *open, const struct initiator_load *load, double *ret_rate)
{
	uint32_t blocks = load->commands * load->blocks_each;
	struct served served;
	double seconds;
	int result = open(&served, load->writes ? SERVED_BLANK : SERVED_FULL, blocks);

	if (!result)
		result = initiator_run(served.url, load, &seconds);
	if (!result)
		*ret_rate = (double)blocks * BLOCK_BYTES / 1e6 / seconds;
	served_close(&served);
	return result;
}

static int measure_both(const struct initiator_load *load, double *ret_value, double *ret_reference)
{
	int result = measure_one(served_open_ours, load, ret_value);

	return result ? result : measure_one(served_open_tgt, load, ret_reference);
}

static int measure_writes(double *ret_value, double *ret_reference)
{
	static const struct initiator_load load = {.writes = true, .blocks_each = 16, .commands = 4096, .depth = 1};

	return measure_both(&load, ret_value, ret_reference);
}

static int measure_reads(double *ret_value, double *ret_reference)
{
	static const struct initiator_load load = {.blocks_each = 32, .commands = 4096, .depth = 32};

	return measure_both(&load, ret_value, ret_reference);
}

const struct benchmark iscsi_write_benchmark = {
	.name = "iSCSI WRITE(10) 32 KiB at queue depth 1",
	.unit = "MB/s",
	.reference = "tgtd's own MMC unit",
	.measure = measure_writes,
};

const struct benchmark iscsi_read_benchmark = {
	.name = "iSCSI READ(10) 64 KiB at queue depth 32",
	.unit = "MB/s",
	.reference = "tgtd's own MMC unit",
	.measure = measure_reads,
};
