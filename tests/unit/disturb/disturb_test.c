/* SPDX-License-Identifier: MIT */
/* Rules: their text and their counting; and the disturbed target around one that answers everything with GOOD after a
 * millisecond. */
#include <stdio.h>
#include <string.h>

#include "emulator/disturb/disturbed_mechanism.h"
#include "emulator/disturb/disturbed_target.h"
#include "tests/unit/unit.h"

#define MS UINT64_C(1000000)

/* ---- rules ---- */

static struct plan plan;

static int arm(const char *text)
{
	static struct problem problem;

	return plan_arm(&plan, text, &problem);
}

static struct verdict judge_write(uint8_t lba, uint8_t blocks)
{
	struct command command = {.cdb = {0x2A, 0, 0, 0, 0, lba, 0, 0, blocks}, .cdb_length = 10};

	return plan_judge(&plan, &command, 0);
}

static void fresh_plan(void)
{
	memset(&plan, 0, sizeof(plan));
}

static void understands_its_language(void)
{
	fresh_plan();
	CHECK_EQUAL(arm("id=a op=WRITE(10) lba=10..20 nth=3 times=2 do=sense:3/0C/00; id=b op=any do=delay:5\n"
	                "id=c op=SYNCHRONIZE-CACHE do=hang;; # all of it\nid=d op=2Ah do=busy:1000 "),
	            0);
	CHECK_EQUAL(plan.count, 4);
	CHECK_EQUAL(plan.rules[0].operation, 0x2A);
	CHECK_EQUAL(plan.rules[0].first_lba, 10);
	CHECK_EQUAL(plan.rules[0].last_lba, 20);
	CHECK_EQUAL(plan.rules[0].nth, 3);
	CHECK_EQUAL(plan.rules[0].times, 2);
	CHECK_EQUAL(plan.rules[0].sense.asc, 0x0C);
	CHECK_EQUAL(plan.rules[1].operation, -1);
	CHECK_EQUAL(plan.rules[1].duration_ns, 5000000);
	CHECK_EQUAL(plan.rules[2].operation, 0x35);
	CHECK_EQUAL(plan.rules[3].operation, 0x2A);
}

static void refuses_what_it_does_not_understand(void)
{
	static const char *const wrong[] = {
		"op=any do=hang",
		"id=a do=hang",
		"id=a op=any",
		"id=a op=any do=explode",
		"id=a op=any do=sense:3/0C",
		"id=a op=any do=sense:0/00/00",
		"id=a op=any do=busy:",
		"id=a op=any do=busy:-1",
		"id=a op=any do=delay:1x",
		"id=a op=any do=hang:1",
		"id=a op=FROBNICATE do=hang",
		"id=a op=any lba=5 do=hang",
		"id=a op=any lba=9..5 do=hang",
		"id=a op=any nth=0 do=hang",
		"id=a op=any times=0 do=hang",
		"id=a id=b op=any do=hang",
		"id=a op=any colour=red do=hang",
		"id=a op=any do=hang nonsense",
		"id=a op=any step=record do=sense:3/0C/00",
		"id=a step=burn do=sense:3/0C/00",
		"id=a step=record do=hang",
		"id=a step=record do=busy:10",
		"id=abcdefghijklmnopqrstuvwxyz0123456789 op=any do=hang",
	};

	for (unsigned i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		fresh_plan();
		CHECK_EQUAL(arm(wrong[i]), -22);
		CHECK_EQUAL(plan.count, 0);
	}
}

static void names_the_token_at_fault(void)
{
	struct problem problem;

	fresh_plan();
	CHECK_EQUAL(plan_arm(&plan, "id=a op=any lba=5 do=hang", &problem), -22);
	CHECK(strstr(problem.text, "\"lba=5\"") != NULL);
	CHECK(strstr(problem.text, "FIRST..LAST") != NULL);
}

static void arms_all_rules_of_a_text_or_none(void)
{
	fresh_plan();
	CHECK_EQUAL(arm("id=a op=any do=hang; id=b op=any do=boom"), -22);
	CHECK_EQUAL(plan.count, 0);
	CHECK_EQUAL(arm("id=a op=any do=hang; id=a op=any do=hang"), -17);
	CHECK_EQUAL(plan.count, 0);
}

static void acts_from_the_nth_match_on(void)
{
	fresh_plan();
	arm("id=a op=WRITE(10) nth=3 times=1 do=sense:3/0C/00");
	CHECK_EQUAL(judge_write(0, 1).sense.key, 0);
	CHECK_EQUAL(judge_write(0, 1).sense.key, 0);
	CHECK_EQUAL(judge_write(0, 1).sense.key, 3);
	CHECK_EQUAL(judge_write(0, 1).sense.key, 0);
	CHECK_EQUAL(plan_hits(&plan, "a"), 1);
}

static void matches_commands_that_touch_the_range(void)
{
	fresh_plan();
	arm("id=a op=WRITE(10) lba=10..20 do=sense:3/0C/00");
	CHECK_EQUAL(judge_write(0, 10).sense.key, 0);
	CHECK_EQUAL(judge_write(21, 5).sense.key, 0);
	CHECK_EQUAL(judge_write(10, 0).sense.key, 0);
	CHECK_EQUAL(judge_write(0, 11).sense.information, 10);
	CHECK_EQUAL(judge_write(15, 100).sense.information, 15);
	CHECK_EQUAL(judge_write(20, 1).sense.information, 20);
	CHECK_EQUAL(plan_hits(&plan, "a"), 3);
}

static void is_busy_for_its_time_from_the_first_match(void)
{
	struct command command = {.cdb = {0x2A}, .cdb_length = 10};

	fresh_plan();
	arm("id=a op=WRITE(10) do=busy:10");
	CHECK_EQUAL(plan_judge(&plan, &command, 5 * MS).sense.ascq, 0x08);
	CHECK_EQUAL(plan_judge(&plan, &command, 14 * MS).sense.ascq, 0x08);
	CHECK_EQUAL(plan_judge(&plan, &command, 15 * MS).sense.key, 0);
}

static void first_status_wins_and_delays_add_up(void)
{
	struct verdict verdict;

	fresh_plan();
	arm("id=a op=any do=delay:1; id=b op=any do=sense:3/0C/00; id=c op=any do=hang; id=d op=any do=delay:2");
	verdict = judge_write(0, 1);
	CHECK_EQUAL(verdict.sense.key, 3);
	CHECK(!verdict.hang);
	CHECK_EQUAL(verdict.delay_ns, 3 * MS);
}

static void disarmed_rules_do_nothing_but_keep_their_count(void)
{
	fresh_plan();
	arm("id=a op=any do=hang");
	CHECK(judge_write(0, 1).hang);
	CHECK_EQUAL(plan_disarm(&plan, "b", NULL), -2);
	CHECK_EQUAL(plan_disarm(&plan, "a", NULL), 0);
	CHECK(!judge_write(0, 1).hang);
	CHECK_EQUAL(plan_hits(&plan, "a"), 1);
	CHECK_EQUAL(plan_hits(&plan, "b"), -2);
}

static void armed_rules_take_the_room_of_disarmed_ones(void)
{
	char text[64];

	fresh_plan();
	CHECK_EQUAL(arm("id=first op=WRITE(10) do=hang"), 0);
	for (unsigned i = 0; i < 200; i++) {
		snprintf(text, sizeof(text), "id=r%u op=any do=hang", i);
		CHECK_EQUAL(arm(text), 0);
		snprintf(text, sizeof(text), "r%u", i);
		CHECK_EQUAL(plan_disarm(&plan, text, NULL), 0);
	}
	CHECK_EQUAL(plan_hits(&plan, "first"), 0);
	CHECK_EQUAL(plan_hits(&plan, "r199"), 0);
	CHECK_EQUAL(plan_hits(&plan, "r0"), -2);
	for (unsigned i = 0; i < 63; i++) {
		snprintf(text, sizeof(text), "id=s%u op=any do=hang", i);
		CHECK_EQUAL(arm(text), 0);
	}
	CHECK_EQUAL(arm("id=one-too-many op=any do=hang"), -28);
}

/* ---- the target ---- */

struct simple_target {
	struct target target;
	struct command *command;
	uint64_t due;
	unsigned submitted;
};

static void simple_submit(struct target *target, struct command *command, uint64_t now)
{
	struct simple_target *simple = (struct simple_target *)target;

	simple->command = command;
	simple->due = now + MS;
	simple->submitted++;
}

static uint64_t simple_next_event(struct target *target)
{
	struct simple_target *simple = (struct simple_target *)target;

	return simple->command ? simple->due : TARGET_NEVER;
}

static void simple_end(struct simple_target *simple, enum scsi_status status)
{
	struct command *command = simple->command;

	simple->command = NULL;
	command->status = (uint8_t)status;
	simple->target.on_complete(simple->target.context, command);
}

static void simple_advance(struct target *target, uint64_t until)
{
	struct simple_target *simple = (struct simple_target *)target;

	if (simple->command && simple->due <= until)
		simple_end(simple, STATUS_GOOD);
}

static void simple_reset(struct target *target, const struct reset *reset, uint64_t now)
{
	struct simple_target *simple = (struct simple_target *)target;

	(void)now;
	if (simple->command && (reset->kind != RESET_ABORT_TASK || reset->command == simple->command))
		simple_end(simple, STATUS_TASK_ABORTED);
}

static void simple_destroy(struct target *target)
{
	(void)target;
}

static const struct target_ops simple_ops = {
	.submit = simple_submit,
	.next_event = simple_next_event,
	.advance = simple_advance,
	.reset = simple_reset,
	.destroy = simple_destroy,
};

static struct simple_target simple;
static unsigned completions;

static void note_completion(void *context, struct command *command)
{
	(void)context;
	(void)command;
	completions++;
}

static struct target *disturbed(const char *rules)
{
	struct target *target;
	struct signal signal = {.kind = SIGNAL_ARM, .text = rules};

	simple = (struct simple_target){.target.ops = &simple_ops};
	completions = 0;
	target = disturbed_target_create(&simple.target);
	target->on_complete = note_completion;
	CHECK_EQUAL(target->ops->signal(target, &signal, 0, NULL), 0);
	return target;
}

static void passes_commands_on_when_no_rule_matches(void)
{
	struct target *target = disturbed("id=a op=READ(10) do=hang");
	struct command command = {.cdb = {0x2A}, .cdb_length = 10};

	target->ops->submit(target, &command, 0);
	CHECK_EQUAL(simple.submitted, 1);
	CHECK_EQUAL(target->ops->next_event(target), MS);
	target->ops->advance(target, MS);
	CHECK_EQUAL(completions, 1);
	target->ops->destroy(target);
}

static void a_refused_command_never_reaches_the_drive(void)
{
	struct target *target = disturbed("id=a op=WRITE(10) do=sense:3/0C/00");
	struct command command = {.cdb = {0x2A}, .cdb_length = 10};

	target->ops->submit(target, &command, 0);
	CHECK_EQUAL(simple.submitted, 0);
	CHECK_EQUAL(completions, 1);
	CHECK_EQUAL(command.status, 0x02);
	CHECK_EQUAL(command.sense_data[2], 3);
	CHECK_EQUAL(command.sense_data[12], 0x0C);
	target->ops->destroy(target);
}

static void a_delayed_answer_leaves_later(void)
{
	struct target *target = disturbed("id=a op=WRITE(10) do=delay:10");
	struct command command = {.cdb = {0x2A}, .cdb_length = 10};

	target->ops->submit(target, &command, 0);
	target->ops->advance(target, MS);
	CHECK_EQUAL(completions, 0);
	CHECK_EQUAL(target->ops->next_event(target), 11 * MS);
	target->ops->advance(target, 11 * MS);
	CHECK_EQUAL(completions, 1);
	target->ops->destroy(target);
}

static void a_hanging_command_ends_by_abort(void)
{
	struct target *target = disturbed("id=a op=WRITE(10) do=hang");
	struct command command = {.cdb = {0x2A}, .cdb_length = 10};
	struct reset abort = {.kind = RESET_ABORT_TASK, .command = &command};

	target->ops->submit(target, &command, 0);
	CHECK_EQUAL(target->ops->next_event(target), UINT64_MAX);
	target->ops->advance(target, 1000 * MS);
	CHECK_EQUAL(completions, 0);
	target->ops->reset(target, &abort, 1000 * MS);
	CHECK_EQUAL(completions, 1);
	CHECK_EQUAL(command.status, 0x40);
	target->ops->destroy(target);
}

static void a_delayed_command_is_aborted_inside_too(void)
{
	struct target *target = disturbed("id=a op=WRITE(10) do=delay:10");
	struct command command = {.cdb = {0x2A}, .cdb_length = 10};
	struct reset reset = {.kind = RESET_LOGICAL_UNIT};

	target->ops->submit(target, &command, 0);
	target->ops->reset(target, &reset, 0);
	CHECK_EQUAL(completions, 1);
	CHECK_EQUAL(command.status, 0x40);
	target->ops->destroy(target);
}

/* ---- steps ---- */

static struct step_result judge_record(uint32_t lba, uint32_t blocks)
{
	struct mechanism *mechanism = disturbed_mechanism_create(instant_mechanism_create(), &plan);
	struct step step = {.kind = STEP_RECORD, .lba = lba, .blocks = blocks};
	struct step_result result;

	mechanism->ops->perform(mechanism, &step, 0, &result);
	mechanism_destroy(mechanism);
	return result;
}

static void a_bad_block_ends_the_step_that_reaches_it(void)
{
	struct step_result result;

	fresh_plan();
	CHECK_EQUAL(arm("id=a step=record lba=20..30 do=sense:3/0C/00"), 0);
	result = judge_record(0, 20);
	CHECK_EQUAL(result.done_blocks, 20);
	CHECK(sense_is_good(&result.sense));
	result = judge_record(10, 32);
	CHECK_EQUAL(result.done_blocks, 10);
	CHECK_EQUAL(result.sense.asc, 0x0C);
	CHECK_EQUAL(result.sense.information, 20);
	CHECK_EQUAL(judge_record(25, 2).done_blocks, 0);
	CHECK_EQUAL(judge_record(31, 2).done_blocks, 2);
	CHECK_EQUAL(plan_hits(&plan, "a"), 2);
}

static void a_slow_step_takes_longer(void)
{
	fresh_plan();
	CHECK_EQUAL(arm("id=a step=record do=delay:7; id=b step=read do=delay:1000"), 0);
	CHECK_EQUAL(judge_record(0, 16).duration_ns, 7 * MS);
	CHECK_EQUAL(judge_record(0, 16).done_blocks, 16);
	CHECK_EQUAL(plan_hits(&plan, "b"), 0);
}

static void commands_and_steps_are_two_things(void)
{
	fresh_plan();
	CHECK_EQUAL(arm("id=a step=record do=sense:3/0C/00; id=b op=any do=sense:4/44/00"), 0);
	CHECK_EQUAL(judge_write(0, 16).sense.asc, 0x44);
	CHECK_EQUAL(judge_record(0, 16).sense.asc, 0x0C);
	CHECK_EQUAL(plan_hits(&plan, "a"), 1);
	CHECK_EQUAL(plan_hits(&plan, "b"), 1);
}

static const struct unit_test tests[] = {
	{"Plan.UnderstandsItsLanguage", understands_its_language},
	{"Plan.RefusesWhatItDoesNotUnderstand", refuses_what_it_does_not_understand},
	{"Plan.NamesTheTokenAtFault", names_the_token_at_fault},
	{"Plan.ArmsAllRulesOfATextOrNone", arms_all_rules_of_a_text_or_none},
	{"Plan.ActsFromTheNthMatchOn", acts_from_the_nth_match_on},
	{"Plan.MatchesCommandsThatTouchTheRange", matches_commands_that_touch_the_range},
	{"Plan.IsBusyForItsTimeFromTheFirstMatch", is_busy_for_its_time_from_the_first_match},
	{"Plan.FirstStatusWinsAndDelaysAddUp", first_status_wins_and_delays_add_up},
	{"Plan.ArmedRulesTakeTheRoomOfDisarmedOnes", armed_rules_take_the_room_of_disarmed_ones},
	{"Plan.DisarmedRulesDoNothingButKeepTheirCount", disarmed_rules_do_nothing_but_keep_their_count},
	{"Plan.CommandsAndStepsAreTwoThings", commands_and_steps_are_two_things},
	{"DisturbedMechanism.ABadBlockEndsTheStepThatReachesIt", a_bad_block_ends_the_step_that_reaches_it},
	{"DisturbedMechanism.ASlowStepTakesLonger", a_slow_step_takes_longer},
	{"DisturbedTarget.PassesCommandsOnWhenNoRuleMatches", passes_commands_on_when_no_rule_matches},
	{"DisturbedTarget.ARefusedCommandNeverReachesTheDrive", a_refused_command_never_reaches_the_drive},
	{"DisturbedTarget.ADelayedAnswerLeavesLater", a_delayed_answer_leaves_later},
	{"DisturbedTarget.AHangingCommandEndsByAbort", a_hanging_command_ends_by_abort},
	{"DisturbedTarget.ADelayedCommandIsAbortedInsideToo", a_delayed_command_is_aborted_inside_too},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
