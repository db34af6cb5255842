/* SPDX-License-Identifier: MIT */
/* Each property on a good observation, and on one that is bad in one way: that property, and no other before it, says
 * so. */
#include <string.h>

#include "conformance/exploration/properties.h"
#include "conformance/requirement.h"
#include "engine/imapi2/imapi2.h"
#include "engine/imapi2/imapi2error.h"
#include "platform/platform.h"
#include "tests/unit/unit.h"

enum { BLOCKS = 16 };

static struct observation seen;

/* Two WRITEs of 16 blocks, a Read for each, two Updates; claimed in regions 5 and 7, decided in region 9. */
static void make_good(void)
{
	memset(&seen, 0, sizeof(seen));
	seen.section = (struct seen_section){.blocks = 2 * BLOCKS,
	                                     .blocks_per_write = BLOCKS,
	                                     .next_writable = 2 * BLOCKS,
	                                     .right_blocks = 2 * BLOCKS};
	seen.next = (struct seen_section){.start = 2 * BLOCKS, .blocks = BLOCKS, .right_blocks = BLOCKS};
	seen.write_count = seen.read_count = seen.update_count = 2;
	for (unsigned i = 0; i < 2; i++) {
		seen.writes[i] =
			(struct seen_write){.lba = i * BLOCKS, .blocks = BLOCKS, .region = 5 + 2 * i, .ended = true};
		seen.reads[i] = (struct seen_read){.bytes = BLOCKS * SECTOR_SIZE, .ended = true};
		seen.updates[i].values[SECTOR_COUNT] = 2 * BLOCKS;
		seen.updates[i].values[TOTAL_BUFFER] = seen.updates[i].values[FREE_BUFFER] = 4096;
	}
	seen.decided_region = 9;
	seen.acknowledged_blocks = 2 * BLOCKS;
	seen.read_bytes = 2 * BLOCKS * SECTOR_SIZE;
	seen.updates[1].values[LAST_READ_LBA] = seen.updates[1].values[LAST_WRITTEN_LBA] = 2 * BLOCKS - 1;
	seen.updates[1].writes_begun = seen.updates[1].writes_ended = seen.updates[1].reads_begun = 2;
	seen.updates[1].acknowledged_blocks = seen.acknowledged_blocks;
	seen.updates[1].read_bytes = seen.read_bytes;
	seen.updates[1].region = 10;
}

/* The same, cancelled in region 6, while the first WRITE was in flight. */
static void make_cancelled(void)
{
	make_good();
	seen.section.result = E_IMAPI_REQUEST_CANCELLED;
	seen.section.next_writable = seen.section.right_blocks = BLOCKS;
	seen.cancel_count = 1;
	seen.cancels[0] = (struct seen_cancel){.answer = S_OK, .region = 6, .regions = 1, .during = true};
	seen.write_count = 1;
	seen.acknowledged_blocks = BLOCKS;
	seen.updates[1].values[LAST_WRITTEN_LBA] = BLOCKS - 1;
	seen.updates[1].writes_begun = seen.updates[1].writes_ended = 1;
	seen.updates[1].acknowledged_blocks = BLOCKS;
}

/* The same as good, but the last WRITE is answered like that. */
static void make_failed(enum write_answer_kind kind, HRESULT result)
{
	make_good();
	seen.section.result = result;
	seen.section.next_writable = seen.section.right_blocks = BLOCKS;
	seen.writes[1].kind = kind;
	seen.acknowledged_blocks = BLOCKS;
	seen.updates[1].values[LAST_WRITTEN_LBA] = BLOCKS - 1;
	seen.updates[1].acknowledged_blocks = BLOCKS;
}

static void check_holds(int line)
{
	char detail[DETAIL_MAX];
	const struct property *property = properties_judge(&seen, detail);

	unit_check(!property, __FILE__, line, "%s is broken: %s", property ? property->name : "", detail);
}

static void check_breaks(const char *name, int line)
{
	char detail[DETAIL_MAX];
	const struct property *property = properties_judge(&seen, detail);

	unit_check_string(property ? property->name : "nothing", name, "the property that broke", __FILE__, line);
	unit_check(*detail != '\0', __FILE__, line, "there is no detail");
}

#define HOLDS() check_holds(__LINE__)
#define BREAKS(name) check_breaks(name, __LINE__)

static void good_sections_break_nothing(void)
{
	make_good();
	HOLDS();
	make_cancelled();
	HOLDS();
	make_failed(WRITE_MEDIUM_ERROR, E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE);
	HOLDS();
	make_failed(WRITE_NEVER, E_IMAPI_RECORDER_COMMAND_TIMEOUT);
	HOLDS();
	make_failed(WRITE_ATTENTION, E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE);
	HOLDS();
}

static void a_cancel_is_answered_by_phase(void)
{
	static const struct {
		uint64_t region;
		HRESULT right, wrong;
	} cases[] = {
		{4, S_IMAPI_WRITE_NOT_IN_PROGRESS, S_OK},
		{6, S_OK, S_IMAPI_WRITE_NOT_IN_PROGRESS},
		{8, S_OK, S_FALSE},
		{10, S_IMAPI_WRITE_NOT_IN_PROGRESS, S_OK},
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		make_cancelled();
		seen.cancels[0].region = cases[i].region;
		seen.cancels[0].answer = cases[i].wrong;
		BREAKS("phase");
	}
	make_cancelled();
	seen.cancels[0] = (struct seen_cancel){.answer = S_OK};
	BREAKS("phase");
}

static void an_accepted_cancel_is_no_success(void)
{
	make_cancelled();
	seen.section.result = S_OK;
	BREAKS("promise");
	seen.section.result = S_FALSE;
	BREAKS("promise");
}

static void no_write_is_claimed_after_an_accepted_cancel(void)
{
	make_cancelled();
	seen.write_count = 2;
	BREAKS("claim");
}

static void results_have_their_precedence(void)
{
	make_failed(WRITE_MEDIUM_ERROR, E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE);
	seen.cancel_count = 1;
	seen.cancels[0] = (struct seen_cancel){.answer = S_OK, .region = 8, .regions = 1, .during = true};
	HOLDS();
	seen.section.result = E_IMAPI_REQUEST_CANCELLED;
	BREAKS("result");
	make_failed(WRITE_ATTENTION, E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE);
	seen.cancel_count = 1;
	seen.cancels[0] = (struct seen_cancel){.answer = S_OK, .region = 8, .regions = 1, .during = true};
	BREAKS("result");
	seen.section.result = E_IMAPI_REQUEST_CANCELLED;
	HOLDS();
	make_good();
	seen.section.result = E_FAIL;
	BREAKS("result");
}

static void a_failure_is_final(void)
{
	make_good();
	seen.writes[0].kind = WRITE_MEDIUM_ERROR;
	BREAKS("final");
	seen.writes[0].kind = WRITE_ATTENTION;
	BREAKS("final");
}

static void writes_are_in_order(void)
{
	make_good();
	seen.writes[1].lba = BLOCKS + 1;
	BREAKS("order");
	make_good();
	seen.writes[0].blocks = BLOCKS - 1;
	BREAKS("order");
	make_good();
	seen.writes[0].blocks = BLOCKS + 1;
	BREAKS("order");
	make_good();
	seen.writes[0].kind = WRITE_BUSY; /* and then the second does not try it again */
	BREAKS("order");
}

static void the_medium_has_what_was_acknowledged(void)
{
	make_good();
	seen.section.right_blocks--;
	BREAKS("medium");
	make_good();
	seen.section.next_writable = BLOCKS;
	BREAKS("medium");
	make_cancelled();
	seen.section.next_writable = 2 * BLOCKS;
	BREAKS("medium");
	make_good();
	seen.section.judge_error = -5;
	BREAKS("medium");
}

static void at_most_the_one_in_flight_is_there_besides(void)
{
	make_failed(WRITE_NEVER, E_IMAPI_RECORDER_COMMAND_TIMEOUT);
	seen.section.next_writable = seen.section.right_blocks = 2 * BLOCKS;
	HOLDS();
	seen.section.next_writable = 3 * BLOCKS;
	BREAKS("medium");
}

static void one_update_before_one_after(void)
{
	make_good();
	seen.update_count = 1;
	BREAKS("updates");
	make_good();
	seen.updates[0].writes_begun = 1;
	BREAKS("updates");
	make_good();
	seen.updates[1].writes_ended = 1;
	BREAKS("updates");
	make_good();
	seen.updates[1].reads_begun = 1;
	BREAKS("updates");
}

/* The last WRITE takes 1.2 s. */
static void an_update_each_half_second(void)
{
	make_good();
	seen.update_count = 4;
	seen.updates[3] = seen.updates[1];
	seen.updates[1] = seen.updates[2] = seen.updates[0];
	seen.updates[1].at_ns = UPDATE_INTERVAL_NS;
	seen.updates[2].at_ns = 2 * UPDATE_INTERVAL_NS;
	seen.updates[1].region = seen.updates[2].region = 8;
	seen.updates[1].in_progress = seen.updates[2].in_progress = VARIANT_TRUE;
	seen.writes[1].ended_ns = seen.section.returned_ns = seen.updates[3].at_ns = 1200 * NS_PER_MS;
	HOLDS();
	seen.updates[1].at_ns++;
	BREAKS("updates");
	seen.updates[1] = seen.updates[2];
	seen.updates[1].at_ns = UPDATE_INTERVAL_NS;
	seen.updates[2] = seen.updates[3];
	seen.update_count = 3;
	BREAKS("updates");
}

static void progress_adds_up(void)
{
	static const struct {
		unsigned update;
		enum progress_value value;
		LONG change;
	} cases[] = {
		{0, START_LBA, 1},        {0, SECTOR_COUNT, -1},     {1, LAST_READ_LBA, 1},
		{1, LAST_READ_LBA, -1},   {1, LAST_WRITTEN_LBA, 1},  {1, LAST_WRITTEN_LBA, -1},
		{0, LAST_WRITTEN_LBA, 1}, {0, LAST_WRITTEN_LBA, -1}, {0, TOTAL_BUFFER, -4096},
		{0, USED_BUFFER, 1},      {0, FREE_BUFFER, -1},      {1, USED_BUFFER, -1},
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		make_good();
		seen.updates[cases[i].update].values[cases[i].value] += cases[i].change;
		BREAKS("progress");
	}
	make_good();
	seen.updates[0].getters = E_NOTIMPL;
	BREAKS("progress");
}

static void progress_never_goes_back(void)
{
	make_cancelled();
	seen.update_count = 3;
	seen.updates[2] = seen.updates[1];
	seen.updates[1] = seen.updates[2];
	seen.updates[1].at_ns = UPDATE_INTERVAL_NS;
	seen.updates[1].region = 6;
	seen.updates[1].in_progress = VARIANT_TRUE;
	seen.writes[0].ended_ns = seen.section.returned_ns = seen.updates[2].at_ns = UPDATE_INTERVAL_NS;
	HOLDS();
	seen.updates[2].values[LAST_READ_LBA]--;
	BREAKS("progress");
}

static void a_success_leaves_the_buffer_empty(void)
{
	make_good();
	seen.updates[1].values[USED_BUFFER] = 1;
	seen.updates[1].values[FREE_BUFFER]--;
	BREAKS("progress");
}

static void write_in_progress_is_phase_c(void)
{
	make_good();
	seen.updates[0].in_progress = VARIANT_TRUE;
	BREAKS("flag");
	make_good();
	seen.updates[0].region = 6;
	BREAKS("flag");
	seen.updates[0].in_progress = 1; /* not VARIANT_TRUE */
	BREAKS("flag");
}

static void it_returns_when_it_can(void)
{
	make_good();
	seen.section.returned_ns = seen.updates[1].at_ns = 1;
	BREAKS("return");
	make_good();
	seen.reads[0].ended_ns = 1;
	BREAKS("return");
}

/* The stream has failed, and the WRITE is not tried again. */
static void a_busy_drive_is_waited_for(void)
{
	make_failed(WRITE_BUSY, STG_E_READFAULT);
	seen.reads[1].kind = READ_FAILS;
	BREAKS("return");
	seen.section.returned_ns = seen.updates[1].at_ns = RETRY_INTERVAL_NS;
	HOLDS();
}

static void the_next_section_is_as_usual(void)
{
	make_good();
	seen.next.result = E_FAIL;
	BREAKS("next");
	make_good();
	seen.next.right_blocks--;
	BREAKS("next");
}

static void nothing_is_left(void)
{
	make_good();
	seen.references_left = 1;
	BREAKS("leak");
	make_good();
	seen.objects_left = 1;
	BREAKS("leak");
}

static void a_lock_of_two_tasks_a_deadlock_and_too_much_break(void)
{
	make_good();
	strcpy(seen.raced_lock, "target");
	BREAKS("race");
	make_cancelled();
	seen.cancels[0].regions = 2;
	BREAKS("race");
	seen.cancels[0].regions = 0;
	BREAKS("race");
	make_good();
	strcpy(seen.deadlock, "main: lock section");
	BREAKS("deadlock");
	make_good();
	seen.overflow = true;
	BREAKS("overflow");
}

static void what_they_stand_for_is_required(void)
{
	for (const struct property *property = properties; property->name; property++) {
		const char *id = property->requirements;

		while (*id) {
			size_t length = strcspn(id, " ");

			unit_check(requirement_find(id, length) != NULL, __FILE__, __LINE__,
			           "%s: %s is not in the registry", property->name, id);
			id += length + (id[length] == ' ');
		}
	}
}

static const struct unit_test tests[] = {
	{"Properties.GoodSectionsBreakNothing", good_sections_break_nothing},
	{"Properties.ACancelIsAnsweredByPhase", a_cancel_is_answered_by_phase},
	{"Properties.AnAcceptedCancelIsNoSuccess", an_accepted_cancel_is_no_success},
	{"Properties.NoWriteIsClaimedAfterAnAcceptedCancel", no_write_is_claimed_after_an_accepted_cancel},
	{"Properties.ResultsHaveTheirPrecedence", results_have_their_precedence},
	{"Properties.AFailureIsFinal", a_failure_is_final},
	{"Properties.WritesAreInOrder", writes_are_in_order},
	{"Properties.TheMediumHasWhatWasAcknowledged", the_medium_has_what_was_acknowledged},
	{"Properties.AtMostTheOneInFlightIsThereBesides", at_most_the_one_in_flight_is_there_besides},
	{"Properties.OneUpdateBeforeOneAfter", one_update_before_one_after},
	{"Properties.AnUpdateEachHalfSecond", an_update_each_half_second},
	{"Properties.ProgressAddsUp", progress_adds_up},
	{"Properties.ProgressNeverGoesBack", progress_never_goes_back},
	{"Properties.ASuccessLeavesTheBufferEmpty", a_success_leaves_the_buffer_empty},
	{"Properties.WriteInProgressIsPhaseC", write_in_progress_is_phase_c},
	{"Properties.ItReturnsWhenItCan", it_returns_when_it_can},
	{"Properties.ABusyDriveIsWaitedFor", a_busy_drive_is_waited_for},
	{"Properties.TheNextSectionIsAsUsual", the_next_section_is_as_usual},
	{"Properties.NothingIsLeft", nothing_is_left},
	{"Properties.ALockOfTwoTasksADeadlockAndTooMuchBreak", a_lock_of_two_tasks_a_deadlock_and_too_much_break},
	{"Properties.WhatTheyStandForIsRequired", what_they_stand_for_is_required},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
