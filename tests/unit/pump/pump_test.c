/* SPDX-License-Identifier: MIT */
#include "tests/unit/pump/pump_test.h"

#include <errno.h>
#include <string.h>

#include "emulator/emulator.h"

struct platform *simulated;

void on_simulated_platform(void (*body)(void *argument))
{
	struct simulated_report report;

	simulated = simulated_create(&first_choice);
	CHECK_EQUAL(simulated_run(simulated, body, NULL, &report), 0);
	CHECK_STRING(report.deadlock, "");
	platform_destroy(simulated);
}

static struct command test_unit_ready(void)
{
	return (struct command){.cdb_length = 6};
}

struct pump *new_pump(struct platform *platform, const char *rules)
{
	struct emulator_options options = {.instant = true, .rules = rules};
	struct command command = {.cdb = {0x03, 0, 0, 0, 0}, .cdb_length = 6, .direction = DATA_IN};
	struct target *target;
	struct pump *pump;

	CHECK_EQUAL(emulator_create(&options, NULL, &target, NULL), 0);
	CHECK_EQUAL(pump_create(platform, target, &pump), 0);
	CHECK_EQUAL(pump_execute(pump, &command, NEVER), 0);
	return pump;
}

static void waits_in_the_platforms_time(void *argument)
{
	struct pump *pump = new_pump(simulated, "id=a op=TEST-UNIT-READY do=delay:2500");
	struct command command = test_unit_ready();

	(void)argument;
	CHECK_EQUAL(pump_execute(pump, &command, 10 * NS_PER_S), 0);
	CHECK_EQUAL(platform_now(simulated), 2500 * NS_PER_MS);
	CHECK_EQUAL(command.status, 0x02);
	pump_destroy(pump);
}

static void aborts_what_is_not_answered_in_time(void *argument)
{
	struct pump *pump = new_pump(simulated, "id=a op=TEST-UNIT-READY times=1 do=hang");
	struct command command = test_unit_ready();

	(void)argument;
	CHECK_EQUAL(pump_execute(pump, &command, 10 * NS_PER_S), -ETIMEDOUT);
	CHECK_EQUAL(platform_now(simulated), 10 * NS_PER_S);
	CHECK_EQUAL(command.status, 0x40);
	CHECK_EQUAL(pump_execute(pump, &command, 10 * NS_PER_S), 0);
	CHECK_EQUAL(command.status, 0x02);
	pump_destroy(pump);
}

static struct pump *shared_pump;

static void hang_then_note(void *argument)
{
	struct command command = test_unit_ready();

	*(int *)argument = pump_execute(shared_pump, &command, NEVER);
	CHECK_EQUAL(command.status, 0x40);
}

static void a_reset_ends_a_hang(void *argument)
{
	struct task *task;
	int result = 1;

	(void)argument;
	shared_pump = new_pump(simulated, "id=a op=TEST-UNIT-READY do=hang");
	CHECK_EQUAL(task_start(simulated, "hanging", hang_then_note, &result, &task), 0);
	sleep_until(simulated, NS_PER_S);
	pump_reset(shared_pump, RESET_LOGICAL_UNIT);
	task_join(simulated, task);
	CHECK_EQUAL(result, 0);
	pump_destroy(shared_pump);
}

enum { THREADS = 8, COMMANDS = 500 };

static void send_many(void *argument)
{
	for (unsigned i = 0; i < COMMANDS; i++) {
		struct command command = test_unit_ready();

		if (pump_execute(shared_pump, &command, NEVER) == 0 && command.status == 0x02)
			++*(unsigned *)argument;
	}
}

static void carries_for_many_threads_at_once(void)
{
	struct platform *posix = posix_create(1);
	struct task *tasks[THREADS];
	unsigned answered[THREADS] = {0}, total = 0;

	shared_pump = new_pump(posix, "id=a op=TEST-UNIT-READY nth=10 times=5 do=delay:1");
	for (unsigned i = 0; i < THREADS; i++)
		CHECK_EQUAL(task_start(posix, "sender", send_many, &answered[i], &tasks[i]), 0);
	for (unsigned i = 0; i < THREADS; i++) {
		task_join(posix, tasks[i]);
		total += answered[i];
	}
	CHECK_EQUAL(total, THREADS * COMMANDS);
	pump_destroy(shared_pump);
	platform_destroy(posix);
}

/* ---- carriers that are told later ---- */

struct noted {
	struct pump_ticket ticket;
	struct command command;
	uint64_t told_at;
	unsigned told;
};

static void note_told(struct pump_ticket *ticket)
{
	struct noted *noted = (struct noted *)ticket;

	noted->told++;
	noted->told_at = platform_now(simulated);
}

static void submit_noted(struct noted *noted)
{
	*noted =
		(struct noted){.ticket = {.command = &noted->command, .done = note_told}, .command = test_unit_ready()};
	pump_submit(shared_pump, &noted->ticket);
}

static void tells_a_carrier_when_its_command_is_due(void *argument)
{
	struct noted slow, quick;

	(void)argument;
	shared_pump = new_pump(simulated, "id=a op=TEST-UNIT-READY times=1 do=delay:2500");
	CHECK_EQUAL(pump_start(shared_pump), 0);
	submit_noted(&slow);
	submit_noted(&quick);
	CHECK_EQUAL(slow.told, 0);
	sleep_until(simulated, 10 * NS_PER_S);
	CHECK_EQUAL(slow.told, 1);
	CHECK_EQUAL(slow.told_at, 2500 * NS_PER_MS);
	CHECK_EQUAL(quick.told, 1);
	CHECK_EQUAL(quick.told_at, 0);
	pump_destroy(shared_pump);
}

static void wakes_its_task_for_a_command_that_takes_time(void *argument)
{
	struct noted slow;

	(void)argument;
	shared_pump = new_pump(simulated, "id=a op=TEST-UNIT-READY do=delay:2500");
	CHECK_EQUAL(pump_start(shared_pump), 0);
	sleep_until(simulated, NS_PER_S); /* its task is asleep by now, until nothing */
	submit_noted(&slow);
	sleep_until(simulated, 10 * NS_PER_S);
	CHECK_EQUAL(slow.told, 1);
	CHECK_EQUAL(slow.told_at, 3500 * NS_PER_MS);
	pump_destroy(shared_pump);
}

static void execute_one(void *argument)
{
	struct command command = test_unit_ready();

	*(int *)argument = pump_execute(shared_pump, &command, NEVER);
}

/* Who waits for his own command turns the clock no further than that. */
static void a_task_that_left_does_not_take_the_clock_along(void *argument)
{
	struct noted slow;
	struct task *task;
	int result = 1;

	(void)argument;
	shared_pump = new_pump(simulated, "id=a op=TEST-UNIT-READY times=1 do=delay:1000\n"
	                                  "id=b op=TEST-UNIT-READY nth=2 do=delay:5000");
	CHECK_EQUAL(pump_start(shared_pump), 0);
	sleep_until(simulated, NS_PER_S);
	CHECK_EQUAL(task_start(simulated, "executing", execute_one, &result, &task), 0);
	sleep_until(simulated, 1500 * NS_PER_MS);
	submit_noted(&slow);
	sleep_until(simulated, 20 * NS_PER_S);
	task_join(simulated, task);
	CHECK_EQUAL(result, 0);
	CHECK_EQUAL(slow.told, 1);
	CHECK_EQUAL(slow.told_at, 6500 * NS_PER_MS);
	pump_destroy(shared_pump);
}

/* A target whose commands are due when they come, and completed when somebody says that it is time. */
struct ripe_target {
	struct target target;
	struct command *command;
};

static void ripe_submit(struct target *target, struct command *command, uint64_t now)
{
	(void)now;
	((struct ripe_target *)target)->command = command;
}

static uint64_t ripe_next_event(struct target *target)
{
	return ((struct ripe_target *)target)->command ? 0 : TARGET_NEVER;
}

static void ripe_advance(struct target *target, uint64_t until)
{
	struct ripe_target *ripe = (struct ripe_target *)target;
	struct command *command = ripe->command;

	(void)until;
	ripe->command = NULL;
	if (command)
		target->on_complete(target->context, command);
}

static void ripe_destroy(struct target *target)
{
	(void)target;
}

static void what_is_due_at_once_is_told_before_submit_returns(void *argument)
{
	static const struct target_ops ops = {
		.submit = ripe_submit, .next_event = ripe_next_event, .advance = ripe_advance, .destroy = ripe_destroy};
	struct ripe_target ripe = {.target = {.ops = &ops}};
	struct noted quick;

	(void)argument;
	CHECK_EQUAL(pump_create(simulated, &ripe.target, &shared_pump), 0);
	submit_noted(&quick);
	CHECK_EQUAL(quick.told, 1);
	pump_destroy(shared_pump);
}

static void a_destroyed_pump_has_told_everybody(void *argument)
{
	struct noted hanging[3];
	struct task *task;
	int result = 1;

	(void)argument;
	shared_pump = new_pump(simulated, "id=a op=TEST-UNIT-READY do=hang");
	CHECK_EQUAL(pump_start(shared_pump), 0);
	for (unsigned i = 0; i < 3; i++)
		submit_noted(&hanging[i]);
	CHECK_EQUAL(task_start(simulated, "hanging", hang_then_note, &result, &task), 0);
	sleep_until(simulated, NS_PER_S);
	pump_destroy(shared_pump);
	task_join(simulated, task);
	CHECK_EQUAL(result, 0);
	for (unsigned i = 0; i < 3; i++) {
		CHECK_EQUAL(hanging[i].told, 1);
		CHECK_EQUAL(hanging[i].command.status, 0x40);
	}
}

static void submit_again(struct pump_ticket *ticket)
{
	struct noted *noted = (struct noted *)ticket;

	if (++noted->told < 5)
		pump_submit(shared_pump, ticket);
}

static void a_carrier_may_submit_when_it_is_told(void *argument)
{
	struct noted noted = {.ticket = {.command = &noted.command, .done = submit_again},
	                      .command = test_unit_ready()};

	(void)argument;
	shared_pump = new_pump(simulated, "id=a op=TEST-UNIT-READY do=delay:10");
	CHECK_EQUAL(pump_start(shared_pump), 0);
	pump_submit(shared_pump, &noted.ticket);
	sleep_until(simulated, NS_PER_S);
	CHECK_EQUAL(noted.told, 5);
	pump_destroy(shared_pump);
}

static void test_tells(void)
{
	on_simulated_platform(tells_a_carrier_when_its_command_is_due);
}

static void test_wakes(void)
{
	on_simulated_platform(wakes_its_task_for_a_command_that_takes_time);
}

static void test_clock(void)
{
	on_simulated_platform(a_task_that_left_does_not_take_the_clock_along);
}

static void test_at_once(void)
{
	on_simulated_platform(what_is_due_at_once_is_told_before_submit_returns);
}

static void test_destroyed(void)
{
	on_simulated_platform(a_destroyed_pump_has_told_everybody);
}

static void test_submit_again(void)
{
	on_simulated_platform(a_carrier_may_submit_when_it_is_told);
}

static void test_waits(void)
{
	on_simulated_platform(waits_in_the_platforms_time);
}

static void test_aborts(void)
{
	on_simulated_platform(aborts_what_is_not_answered_in_time);
}

static void test_reset(void)
{
	on_simulated_platform(a_reset_ends_a_hang);
}

static const struct unit_test pump_tests[] = {
	{"Pump.WaitsInThePlatformsTime", test_waits},
	{"Pump.AbortsWhatIsNotAnsweredInTime", test_aborts},
	{"Pump.AResetEndsAHang", test_reset},
	{"Pump.TellsACarrierWhenItsCommandIsDue", test_tells},
	{"Pump.WakesItsTaskForACommandThatTakesTime", test_wakes},
	{"Pump.ATaskThatLeftDoesNotTakeTheClockAlong", test_clock},
	{"Pump.WhatIsDueAtOnceIsToldBeforeSubmitReturns", test_at_once},
	{"Pump.ADestroyedPumpHasToldEverybody", test_destroyed},
	{"Pump.ACarrierMaySubmitWhenItIsTold", test_submit_again},
	{"Pump.CarriesForManyThreadsAtOnce", carries_for_many_threads_at_once},
	{0},
};

int main(int argc, char **argv)
{
	const struct unit_test *const tables[] = {pump_tests, loopback_tests, transport_tests};
	struct unit_test all[32] = {0};
	unsigned count = 0;

	for (unsigned i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		for (const struct unit_test *test = tables[i]; test->name; test++)
			all[count++] = *test;
	return unit_main(argc, argv, all);
}
