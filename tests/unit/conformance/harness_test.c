/* SPDX-License-Identifier: MIT */
/*
 * The suite under conditions in which it must not succeed: drives that lie about everything, trouble that is never
 * made, nothing that can be judged. (A duplicate id and an empty selection: suite_test.c. A reporter that is killed:
 * conform_killed.sh.)
 */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "conformance/workers/workers.h"
#include "emulator/emulator.h"
#include "engine/transport/null.h"
#include "handlers/loopback/loopback.h"
#include "platform/posix.h"
#include "tests/unit/unit.h"

#define GENEROUS_NS (120 * NS_PER_S)

enum { TIME_SCALE = 16, DISC_BLOCKS = 65536 };

struct run {
	int error;
	struct suite_result *result;
	char reason[SUITE_REASON_MAX];
};

static struct run yes, no, untroubled, troubled, skipped;

/* ---- drives that lie ---- */

static int open_null(void *context, struct platform *platform, struct transport **ret_transport)
{
	(void)platform;
	*ret_transport = null_transport_create(context);
	return *ret_transport ? 0 : -ENOMEM;
}

static void judge_liar(struct run *run, struct platform *platform, struct null_answer answer)
{
	struct rig_source source = {
		.open = open_null, .context = &answer, .platform = platform, .name = "liar", .medium = "dvd+r"};
	struct workers workers = workers_carrier(1, GENEROUS_NS);
	struct suite_options options = {.source = &source, .carrier = &workers.carrier};

	run->error = suite_run(&options, &run->result, run->reason);
}

/* ---- a control socket whose drive does nothing that it is told ---- */

static void answer_client(int client)
{
	char line[4096];
	FILE *file = fdopen(client, "r+");

	while (file && fgets(line, sizeof(line), file)) {
		fputs("ok\n", file);
		fflush(file);
	}
	fclose(file);
}

static void *say_ok(void *argument)
{
	int listener = *(int *)argument, client;

	while ((client = accept(listener, NULL, NULL)) >= 0)
		answer_client(client);
	return NULL;
}

static int listen_at(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int listener = socket(AF_UNIX, SOCK_STREAM, 0);

	snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
	if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof(address)) || listen(listener, 4))
		return -1;
	return listener;
}

static int open_loopback(void *context, struct platform *platform, struct transport **ret_transport)
{
	(void)platform;
	return loopback_open(context, ret_transport);
}

/* A good drive, whose trouble is to be made at a socket. */
static void judge_with_control(struct run *run, struct platform *platform, const char *control)
{
	static const char *const globs[] = {"CancelPrecedence.*Sense*dvd+r*", "CancelPrecedence.Write*dvd+r*",
	                                    "Errors.Sense.*dvd+r*"};
	struct emulator_options emulator = {.instant = true};
	struct rig_source source = {
		.open = open_loopback, .platform = platform, .name = "good", .medium = "dvd+r", .control = control};
	struct suite_options options = {.source = &source, .patterns = globs, .pattern_count = 3};
	struct loopback *loopback = NULL;
	struct medium *medium;
	struct target *target;
	struct pump *pump;

	run->error = -ENOMEM;
	if (disc_in_memory("dvd+r", DISC_BLOCKS, true, &medium, NULL) ||
	    emulator_create(&emulator, medium, &target, NULL) || pump_create(platform, target, &pump) ||
	    loopback_create(platform, pump, &loopback))
		return;
	source.context = loopback;
	run->error = suite_run(&options, &run->result, run->reason);
	loopback_destroy(loopback);
	pump_destroy(pump);
}

static void judge_without_trouble(struct run *run, struct platform *platform)
{
	char folder[] = "/tmp/harness-XXXXXX", path[64];
	pthread_t server;
	int listener;

	run->error = -EIO;
	if (!mkdtemp(folder))
		return;
	snprintf(path, sizeof(path), "%s/control", folder);
	listener = listen_at(path);
	if (listener < 0 || pthread_create(&server, NULL, say_ok, &listener))
		return;
	judge_with_control(run, platform, path);
	shutdown(listener, SHUT_RDWR);
	pthread_join(server, NULL);
	close(listener);
	unlink(path);
	rmdir(folder);
}

static void judge_what_is_only_ours(struct run *run)
{
	static const char *const globs[] = {"Reentry.Setters.*"};
	struct suite_options options = {.patterns = globs, .pattern_count = 1, .lenient = true};

	run->error = suite_run(&options, &run->result, run->reason);
}

static void judge_troubled(struct run *run)
{
	static const char *const globs[] = {"CancelPrecedence.*Sense*dvd+r*", "CancelPrecedence.Write*dvd+r*",
	                                    "Errors.Sense.*dvd+r*"};
	struct suite_options options = {.patterns = globs, .pattern_count = 3};

	run->error = suite_run(&options, &run->result, run->reason);
}

/* ---- tests ---- */

/* Whatever needs a disc cannot be judged on such a drive, and that is no skip: the drive is at fault. */
static void check_liar(const struct run *run)
{
	if (!CHECK_EQUAL(run->error, 0))
		return;
	CHECK(suite_exit_status(run->result) != 0);
	CHECK(run->result->totals[VERDICT_ERROR] + run->result->totals[VERDICT_FAIL] > 50);
	CHECK_EQUAL(run->result->skips[SKIP_NO_ROOM], 0);
	for (unsigned i = 0; i < run->result->count; i++) {
		unit_check(!strstr(run->result->cases[i].message, "it crashed"), __FILE__, __LINE__, "%s: %s",
		           run->result->cases[i].id, run->result->cases[i].message);
		unit_check(run->result->cases[i].verdict != VERDICT_PASS ||
		                   strncmp(run->result->cases[i].id, "WriteSection.", 13),
		           __FILE__, __LINE__, "%s passes", run->result->cases[i].id);
	}
}

static void a_drive_that_says_good_to_everything(void)
{
	check_liar(&yes);
}

static void a_drive_that_refuses_everything(void)
{
	check_liar(&no);
}

/* The positive control: with trouble, the same cases pass. */
static void trouble_that_is_never_made(void)
{
	if (!CHECK_EQUAL(untroubled.error, 0) || !CHECK_EQUAL(troubled.error, 0))
		return;
	CHECK(troubled.result->count > 5);
	CHECK_EQUAL(troubled.result->totals[VERDICT_PASS], troubled.result->count);
	CHECK_EQUAL(untroubled.result->count, troubled.result->count);
	CHECK_EQUAL(untroubled.result->totals[VERDICT_FAIL], untroubled.result->count);
	CHECK(strstr(untroubled.result->cases[0].message, "never acted") != NULL);
}

static void nothing_but_skips(void)
{
	CHECK_EQUAL(skipped.error, 0);
	CHECK_EQUAL(skipped.result->totals[VERDICT_SKIP], skipped.result->count);
	CHECK_EQUAL(suite_exit_status(skipped.result), 77);
}

/* clang-format off */
static const struct unit_test tests[] = {
	{"Harness.ADriveThatSaysGoodToEverything", a_drive_that_says_good_to_everything},
	{"Harness.ADriveThatRefusesEverything",    a_drive_that_refuses_everything},
	{"Harness.TroubleThatIsNeverMade",         trouble_that_is_never_made},
	{"Harness.NothingButSkips",                nothing_but_skips},
	{0},
};
/* clang-format on */

int main(int argc, char **argv)
{
	struct run *runs[] = {&yes, &no, &untroubled, &troubled, &skipped};
	struct platform *platform = posix_create(TIME_SCALE);
	int result;

	judge_liar(&yes, platform, (struct null_answer){.peripheral_type = 5});
	judge_liar(&no, platform, (struct null_answer){.peripheral_type = 5, .sense = {5, 0x20, 0x00}});
	judge_without_trouble(&untroubled, platform);
	judge_troubled(&troubled);
	judge_what_is_only_ours(&skipped);
	platform_destroy(platform);
	result = unit_main(argc, argv, tests);
	for (size_t i = 0; i < sizeof(runs) / sizeof(runs[0]); i++)
		if (!runs[i]->error)
			suite_result_destroy(runs[i]->result);
	return result;
}
