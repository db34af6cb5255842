/* SPDX-License-Identifier: MIT */
/*
 * The cases about the drive, on a drive whose answers are garbled: lengths, counts and offsets that come from outside
 * must never lead the judge astray. Nothing is said of the verdicts; the sanitizers look on.
 */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "conformance/case.h"
#include "conformance/suite.h"
#include "emulator/emulator.h"
#include "handlers/loopback/loopback.h"
#include "platform/posix.h"
#include "tests/unit/unit.h"

enum { TIME_SCALE = 65536, DISC_BLOCKS = 8192, ROUNDS = 12 };

static uint32_t seed;
static unsigned long garbled;

static uint32_t chance(void)
{
	seed = seed * 1664525 + 1013904223;
	return seed >> 8;
}

/* ---- the way: a loopback, and noise on it ---- */

struct noise {
	struct transport transport;
	struct transport *inner;
};

/* Some bytes, most often those that say how much there is; or the number of bytes itself. */
static void garble(struct command *command)
{
	size_t bytes = command->transferred;

	garbled++;
	if (chance() % 8 == 0)
		command->transferred = chance() % (command->data_length + 1);
	for (unsigned count = chance() % 8; bytes && count; count--)
		command->data[chance() % (chance() % 2 && bytes > 16 ? 16 : bytes)] =
			(uint8_t)(chance() % 2 ? 0xFF : chance());
}

static int execute(struct transport *transport, struct command *command, uint64_t timeout_ns)
{
	int result = transport_execute(((struct noise *)transport)->inner, command, timeout_ns);

	if (!result && command->direction == DATA_IN && chance() % 3 == 0)
		garble(command);
	return result;
}

static void limits(struct transport *transport, struct transport_limits *ret_limits)
{
	transport_limits(((struct noise *)transport)->inner, ret_limits);
}

static void destroy(struct transport *transport)
{
	transport_destroy(((struct noise *)transport)->inner);
	free(transport);
}

static const struct transport_ops noise_ops = {.execute = execute, .limits = limits, .destroy = destroy};

static int open_noise(void *context, struct platform *platform, struct transport **ret_transport)
{
	struct noise *noise = calloc(1, sizeof(*noise));
	int error = noise ? loopback_open(context, &noise->inner) : -ENOMEM;

	(void)platform;
	if (error) {
		free(noise);
		return error;
	}
	noise->transport.ops = &noise_ops;
	*ret_transport = &noise->transport;
	return 0;
}

/* ---- a control socket that says ok: the cases then have all they need, but for mechanics ---- */

static void *say_ok(void *argument)
{
	char line[4096];
	int client;

	while ((client = accept(*(int *)argument, NULL, NULL)) >= 0) {
		while (read(client, line, sizeof(line)) > 0)
			if (write(client, "ok\n", 3) != 3)
				break;
		close(client);
	}
	return NULL;
}

static int listen_at(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int listener = socket(AF_UNIX, SOCK_STREAM, 0);

	snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
	return listener >= 0 && !bind(listener, (struct sockaddr *)&address, sizeof(address)) && !listen(listener, 4)
	               ? listener
	               : -1;
}

/* ---- rounds ---- */

/* Cases that were judged; and rounds that could not be. CUnit has one registry: the suite cannot run from inside a
 * test. */
static unsigned judged, failed_rounds;

enum { TABLES_MAX = 64 };

/* The tables whose cases judge the drive alone. */
static void pick_tables(const struct test_case *ret_tables[TABLES_MAX])
{
	unsigned count = 0;

	for (unsigned i = 0; case_tables[i] && count < TABLES_MAX - 1; i++)
		if (case_tables[i]->needs & NEEDS_DRIVE_ONLY)
			ret_tables[count++] = case_tables[i];
	ret_tables[count] = NULL;
}

static void judge(struct platform *platform, const char *control, const char *medium_type)
{
	const struct test_case *tables[TABLES_MAX];
	struct emulator_options emulator = {.instant = true};
	struct rig_source source = {
		.open = open_noise, .platform = platform, .name = "noise", .medium = medium_type, .control = control};
	struct suite_options options = {.source = &source, .tables = tables};
	struct suite_result *result = NULL;
	struct loopback *loopback = NULL;
	char reason[SUITE_REASON_MAX];
	struct medium *medium;
	struct target *target;
	struct pump *pump;

	pick_tables(tables);
	failed_rounds++;
	if (disc_in_memory(medium_type, DISC_BLOCKS, true, &medium, NULL) ||
	    emulator_create(&emulator, medium, &target, NULL) || pump_create(platform, target, &pump) ||
	    loopback_create(platform, pump, &loopback))
		return;
	source.context = loopback;
	if (!suite_run(&options, &result, reason)) {
		judged += result->totals[VERDICT_PASS] + result->totals[VERDICT_FAIL];
		failed_rounds--;
	}
	suite_result_destroy(result);
	loopback_destroy(loopback);
	pump_destroy(pump);
}

static char path[64];

static void all_rounds(void)
{
	char folder[] = "/tmp/noise-XXXXXX";
	struct platform *platform = posix_create(TIME_SCALE);
	pthread_t server;
	int listener;

	if (!mkdtemp(folder))
		return;
	snprintf(path, sizeof(path), "%s/control", folder);
	listener = listen_at(path);
	if (listener >= 0 && !pthread_create(&server, NULL, say_ok, &listener)) {
		for (seed = 1; seed <= ROUNDS; seed++) {
			uint32_t round = seed;

			judge(platform, path, round % 3 ? "dvd+r" : "bd-re");
			seed = round;
		}
		shutdown(listener, SHUT_RDWR);
		pthread_join(server, NULL);
		close(listener);
	}
	unlink(path);
	rmdir(folder);
	platform_destroy(platform);
}

static void garbled_answers_harm_nobody(void)
{
	CHECK_EQUAL(failed_rounds, 0);
	CHECK(judged > 1000);
	CHECK(garbled > 1000);
}

static const struct unit_test tests[] = {{"Noise.GarbledAnswersHarmNobody", garbled_answers_harm_nobody}, {0}};

int main(int argc, char **argv)
{
	all_rounds();
	return unit_main(argc, argv, tests);
}
