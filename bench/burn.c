/* SPDX-License-Identifier: MIT */
/*
 * A burn in 64 KiB WRITEs from a stream in memory through engine, loopback, drive and file store, against pwrite of the
 * same blocks into a file beside it; both on a file system in memory, neither synchronised.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/bench.h"
#include "bench/rig.h"
#include "engine/imapi2/streams.h"
#include "platform/simulated.h"

enum { BLOCK_BYTES = 2048, BLOCKS = 131072, WRITE_BYTES = 65536 };

static const size_t total_bytes = (size_t)BLOCKS * BLOCK_BYTES;

struct burn {
	struct platform *platform;
	const uint8_t *bytes;
	char disc[64];
	double seconds;
	int result;
};

static void burn_on_platform(void *argument)
{
	struct burn *burn = argument;
	struct bench_rig rig;
	struct medium *medium;
	IStream *stream;
	double began;

	burn->result = disc_open(burn->disc, &medium, NULL);
	if (!burn->result)
		burn->result = bench_rig_open(&rig, burn->platform, medium, true);
	if (burn->result)
		return;
	if (stream_memory_create(burn->bytes, total_bytes, BLOCK_BYTES, &stream) != S_OK) {
		burn->result = -ENOMEM;
	} else {
		began = host_seconds();
		burn->result = bench_rig_write(&rig, stream, BLOCKS) == S_OK ? 0 : -EIO;
		burn->seconds = host_seconds() - began;
		stream->lpVtbl->Release(stream);
	}
	bench_rig_close(&rig);
}

static int burn_once(const char *directory, const uint8_t *bytes, double *ret_seconds)
{
	struct burn burn = {.bytes = bytes, .platform = simulated_create(&first_choice)};
	char file[80];
	int result;

	if (!burn.platform)
		return -ENOMEM;
	snprintf(burn.disc, sizeof(burn.disc), "%s/disc", directory);
	burn.result = disc_create(burn.disc, "dvd+r", BLOCKS, NULL);
	result = burn.result ? burn.result : simulated_run(burn.platform, burn_on_platform, &burn, NULL);
	platform_destroy(burn.platform);
	snprintf(file, sizeof(file), "%s.disc", burn.disc);
	unlink(file);
	snprintf(file, sizeof(file), "%s.img", burn.disc);
	unlink(file);
	*ret_seconds = burn.seconds;
	return result ? result : burn.result;
}

static int pwrite_once(const char *directory, const uint8_t *bytes, double *ret_seconds)
{
	char name[80];
	double began;
	int file, result = 0;

	snprintf(name, sizeof(name), "%s/plain", directory);
	file = open(name, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
	if (file < 0)
		return -errno;
	if (ftruncate(file, (off_t)total_bytes))
		result = -errno;
	began = host_seconds();
	for (size_t at = 0; !result && at < total_bytes; at += WRITE_BYTES)
		if (pwrite(file, bytes + at, WRITE_BYTES, (off_t)at) != WRITE_BYTES)
			result = -EIO;
	*ret_seconds = host_seconds() - began;
	close(file);
	unlink(name);
	return result;
}

static int measure(double *ret_value, double *ret_reference)
{
	char directory[] = "/dev/shm/dryburn-bench-XXXXXX";
	uint8_t *bytes = malloc(total_bytes);
	double burn_seconds = 0, plain_seconds = 0;
	int result;

	if (!bytes)
		return -ENOMEM;
	for (size_t i = 0; i < total_bytes; i++)
		bytes[i] = (uint8_t)(i * 2654435761u >> 24);
	if (!mkdtemp(directory)) {
		free(bytes);
		return -errno;
	}
	result = pwrite_once(directory, bytes, &plain_seconds);
	if (!result)
		result = burn_once(directory, bytes, &burn_seconds);
	rmdir(directory);
	free(bytes);
	*ret_value = (double)total_bytes / 1e6 / burn_seconds;
	*ret_reference = (double)total_bytes / 1e6 / plain_seconds;
	return result;
}

const struct benchmark burn_benchmark = {
	.name = "burn 64 KiB writes",
	.unit = "MB/s",
	.reference = "pwrite of the same blocks",
	.measure = measure,
};
