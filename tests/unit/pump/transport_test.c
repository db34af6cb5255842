/* SPDX-License-Identifier: MIT */
/* The null and trace transports. */
#include <errno.h>
#include <string.h>

#include "engine/transport/null.h"
#include "engine/transport/trace.h"
#include "tests/unit/pump/pump_test.h"

static void null_gives_its_canned_answer(void)
{
	struct null_answer answer = {.sense = {.key = 3, .asc = 0x0C}, .peripheral_type = 5};
	struct transport *null = null_transport_create(&answer);
	uint8_t data[36];
	struct command inquiry = {
		.cdb = {0x12}, .cdb_length = 6, .direction = DATA_IN, .data = data, .data_length = 36};
	struct command ready = {.cdb_length = 6};

	CHECK_EQUAL(transport_execute(null, &inquiry, 1), 0);
	CHECK_EQUAL(inquiry.status, 0);
	CHECK_EQUAL(data[0], 5);
	CHECK_EQUAL(transport_execute(null, &ready, 1), 0);
	CHECK_EQUAL(ready.status, 2);
	CHECK_EQUAL(ready.sense_data[12], 0x0C);
	transport_destroy(null);
}

static unsigned seen_before, seen_after;
static int seen_result;

static void note_before(void *context, const struct command *command)
{
	(void)context;
	seen_before += command->cdb[0] == 0x00;
}

static void note_after(void *context, const struct command *command, int result)
{
	(void)context;
	(void)command;
	seen_after++;
	seen_result = result;
}

static void trace_shows_commands_and_passes_everything_on(void)
{
	struct null_answer answer = {.result = -ENODEV, .mounted = true};
	struct trace_observer observer = {note_before, note_after, NULL};
	struct transport *trace = trace_transport_create(null_transport_create(&answer), &observer);
	struct command ready = {.cdb_length = 6};
	struct transport_limits limits;

	CHECK_EQUAL(transport_execute(trace, &ready, 1), -ENODEV);
	CHECK_EQUAL(seen_before, 1);
	CHECK_EQUAL(seen_after, 1);
	CHECK_EQUAL(seen_result, -ENODEV);
	CHECK_EQUAL(transport_is_mounted(trace), 1);
	CHECK_EQUAL(transport_claim(trace, false, "x"), -EBUSY);
	CHECK_EQUAL(transport_claim(trace, true, "x"), 0);
	CHECK_EQUAL(transport_release(trace), 0);
	transport_limits(trace, &limits);
	CHECK_EQUAL(limits.max_aligned_bytes, 65536);
	transport_destroy(trace);
}

const struct unit_test transport_tests[] = {
	{"Transport.NullGivesItsCannedAnswer", null_gives_its_canned_answer},
	{"Transport.TraceShowsCommandsAndPassesEverythingOn", trace_shows_commands_and_passes_everything_on},
	{0},
};
