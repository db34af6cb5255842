/* SPDX-License-Identifier: MIT */
/* A whole DVD+R with realistic mechanics on the null store: simulated seconds in each of the host's, of which real time
 * is one. */
#include <errno.h>

#include "bench/bench.h"
#include "bench/rig.h"
#include "engine/imapi2/streams.h"
#include "platform/simulated.h"

enum { DVD_BLOCKS = 2295104 };

struct whole_disc {
	struct platform *platform;
	int result;
};

static HRESULT write_zeros(struct bench_rig *rig)
{
	ULARGE_INTEGER size = {.QuadPart = (uint64_t)DVD_BLOCKS * 2048};
	IStream *zeros;
	HRESULT result = stream_zero_create(&zeros);

	if (FAILED(result))
		return result;
	zeros->lpVtbl->SetSize(zeros, size);
	result = bench_rig_write(rig, zeros, DVD_BLOCKS);
	zeros->lpVtbl->Release(zeros);
	return result;
}

static void run(void *argument)
{
	struct whole_disc *disc = argument;
	struct bench_rig rig;
	struct medium *medium;

	disc->result = disc_in_memory("dvd+r", DVD_BLOCKS, false, &medium, NULL);
	if (!disc->result)
		disc->result = bench_rig_open(&rig, disc->platform, medium, false);
	if (disc->result)
		return;
	disc->result = write_zeros(&rig) == S_OK ? 0 : -EIO;
	bench_rig_close(&rig);
}

static int measure(double *ret_value, double *ret_reference)
{
	struct whole_disc disc = {.platform = simulated_create(&first_choice)};
	double began = host_seconds();
	int result = disc.platform ? simulated_run(disc.platform, run, &disc, NULL) : -ENOMEM;

	if (!result)
		*ret_value = (double)platform_now(disc.platform) / 1e9 / (host_seconds() - began);
	*ret_reference = 1;
	platform_destroy(disc.platform);
	return result ? result : disc.result;
}

const struct benchmark whole_disc_benchmark = {
	.name = "whole DVD+R on the null store",
	.unit = "simulated seconds/s",
	.reference = "real time",
	.measure = measure,
};
