/* SPDX-License-Identifier: MIT */
/*
 * Sections on real threads, cancelled from two other threads at moments that nobody chose: whatever the moment, the two
 * results must fit each other, what is on the disc must be a prefix of the section, and the next section must work.
 */
#include <stdatomic.h>
#include <string.h>

#include "bench/rig.h"
#include "engine/imapi2/imapi2error.h"
#include "engine/imapi2/streams.h"
#include "engine/mmc/mmc.h"
#include "platform/posix.h"
#include "tests/unit/unit.h"

enum { ROUNDS = 30, CANCELLERS = 2, SECTION_BLOCKS = 2048, DISC_BLOCKS = 262144, SCALE = 200 };

static uint8_t bytes[SECTION_BLOCKS * 2048];
static struct bench_rig rig;

struct canceller {
	struct platform *platform;
	uint64_t moment;
	atomic_bool *over;
	unsigned accepted, refused, other;
};

static void cancel_until_over(void *argument)
{
	struct canceller *canceller = argument;

	sleep_until(canceller->platform, canceller->moment);
	while (!atomic_load(canceller->over)) {
		HRESULT hr = IWriteEngine2_CancelWrite(rig.engine);

		canceller->accepted += hr == S_OK;
		canceller->refused += hr == S_IMAPI_WRITE_NOT_IN_PROGRESS;
		canceller->other += hr != S_OK && hr != S_IMAPI_WRITE_NOT_IN_PROGRESS;
		sleep_until(canceller->platform, platform_now(canceller->platform) + 2 * NS_PER_MS);
	}
}

static uint32_t next_writable(void)
{
	struct mmc_track track = {0};
	struct sense sense;

	CHECK_EQUAL(mmc_read_track_information(rig.transport, 1, &track, &sense), 0);
	return track.next_writable;
}

static HRESULT write_section(uint32_t lba)
{
	IStream *stream;
	HRESULT hr;

	CHECK_EQUAL(stream_memory_create(bytes, sizeof(bytes), 2048, &stream), S_OK);
	hr = IWriteEngine2_WriteSection(rig.engine, stream, (LONG)lba, SECTION_BLOCKS);
	IStream_Release(stream);
	return hr;
}

/* The disc holds the first blocks of the section from `lba` on: as many as the drive took, all with the right bytes. */
static void check_prefix(uint32_t lba, uint32_t taken)
{
	static uint8_t read[32 * 2048];
	struct sense sense;
	bool same = true;

	CHECK_EQUAL(mmc_synchronize_cache(rig.transport, false, &sense), 0);
	for (uint32_t at = 0; at + 32 <= taken; at += 32)
		same = same && mmc_read_10(rig.transport, lba + at, 32, read, &sense) == 0 &&
		       memcmp(read, bytes + (size_t)at * 2048, sizeof(read)) == 0;
	CHECK(same);
}

static void run_round(struct platform *platform, unsigned round, unsigned *cancelled)
{
	struct canceller cancellers[CANCELLERS] = {0};
	struct task *tasks[CANCELLERS];
	atomic_bool over = false;
	unsigned accepted = 0;
	uint32_t lba = next_writable();
	HRESULT hr;

	for (unsigned i = 0; i < CANCELLERS; i++) {
		cancellers[i].platform = platform;
		cancellers[i].over = &over;
		cancellers[i].moment = platform_now(platform) + (round * CANCELLERS + i) * 20 * NS_PER_MS;
		CHECK_EQUAL(task_start(platform, "canceller", cancel_until_over, &cancellers[i], &tasks[i]), 0);
	}
	hr = write_section(lba);
	atomic_store(&over, true);
	for (unsigned i = 0; i < CANCELLERS; i++) {
		task_join(platform, tasks[i]);
		accepted += cancellers[i].accepted;
		CHECK_EQUAL(cancellers[i].other, 0);
	}
	CHECK_EQUAL(hr, accepted ? E_IMAPI_REQUEST_CANCELLED : S_OK);
	CHECK(next_writable() - lba <= SECTION_BLOCKS);
	check_prefix(lba, next_writable() - lba);
	*cancelled += accepted != 0;
}

static void a_cancel_from_any_thread_at_any_moment_fits_its_result(void)
{
	struct platform *platform = posix_create(SCALE);
	struct medium *medium;
	unsigned cancelled = 0;

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)(i * 2654435761u >> 24);
	CHECK_EQUAL(disc_in_memory("dvd+r", DISC_BLOCKS, true, &medium, NULL), 0);
	CHECK_EQUAL(bench_rig_open(&rig, platform, medium, false), 0);
	for (unsigned round = 0; round < ROUNDS; round++)
		run_round(platform, round, &cancelled);
	CHECK(cancelled > 0);
	CHECK_EQUAL(write_section(next_writable()), S_OK);
	bench_rig_close(&rig);
	platform_destroy(platform);
}

static const struct unit_test tests[] = {
	{"Stress.ACancelFromAnyThreadAtAnyMomentFitsItsResult", a_cancel_from_any_thread_at_any_moment_fits_its_result},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
