/* SPDX-License-Identifier: MIT */
/*
 * Cases on a drive that is reached by a way which loses something: what the way loses is not judged, never sent in
 * vain, and hides no failure. The drive says GOOD to everything, and moves as much as there is room for, or part of it.
 */
#include <string.h>

#include "conformance/mmc/order.h"
#include "conformance/suite.h"
#include "handlers/ways/ways.h"
#include "platform/posix.h"
#include "tests/unit/unit.h"

enum { FEW_BYTES = 4, MAX_BYTES = 65536 };

static unsigned report_luns_seen;
static bool all_that_there_is_room_for;

/* ---- the drive ---- */

static int execute(struct transport *transport, struct command *command, uint64_t timeout_ns)
{
	(void)transport;
	(void)timeout_ns;
	report_luns_seen += command->cdb[0] == 0xA0;
	command->status = STATUS_GOOD;
	command->transferred =
		command->cdb[0] == 0x12 && !all_that_there_is_room_for ? FEW_BYTES : command->data_length;
	return 0;
}

static void limits(struct transport *transport, struct transport_limits *ret_limits)
{
	(void)transport;
	*ret_limits = (struct transport_limits){.max_aligned_bytes = MAX_BYTES, .max_unaligned_bytes = MAX_BYTES};
}

static void leave(struct transport *transport)
{
	(void)transport;
}

static const struct transport_ops ops = {.execute = execute, .limits = limits, .destroy = leave};

static int open_drive(void *context, struct platform *platform, struct transport **ret_transport)
{
	static struct transport drive = {&ops};

	(void)context;
	(void)platform;
	*ret_transport = &drive;
	return 0;
}

/* ---- cases ---- */

static void inquire(struct rig *rig)
{
	uint8_t data[36];
	struct answer answer = order_in(rig, "12 00 00 00 24 00", data, sizeof(data));

	EXPECT_GOOD(answer);
	EXPECT_TRANSFERRED(rig, answer, 0);
}

static void send_more_than_is_taken(struct rig *rig)
{
	static const uint8_t data[4096];

	EXPECT_TRANSFERRED(rig, order_out(rig, "2A 00 00 00 00 00 00 00 01 00", data, sizeof(data)), 2048);
}

static void send_the_wrong_way(struct rig *rig)
{
	uint8_t data[2048];

	if (!rig_require_direction(rig))
		return;
	EXPECT_KEY(order_in(rig, "2A 00 00 00 00 00 00 00 01 00", data, sizeof(data)), 0xB);
}

static void inquire_and_fail(struct rig *rig)
{
	inquire(rig);
	EXPECT(false, "something else is wrong");
}

static void report_luns(struct rig *rig)
{
	uint8_t data[16];

	EXPECT_GOOD(order_in(rig, "A0 00 00 00 00 00 00 00 00 10 00 00", data, sizeof(data)));
	EXPECT(false, "what comes of it is wrong, too");
}

static void fail_and_report_luns(struct rig *rig)
{
	EXPECT(false, "it was wrong before");
	report_luns(rig);
}

/* clang-format off */
enum { INQUIRE, INQUIRE_AND_FAIL, REPORT_LUNS, FAIL_AND_REPORT_LUNS, SEND_MORE, SEND_THE_WRONG_WAY };

static const struct test_case cases[] = {
	[INQUIRE]              = {"Inquire.Only",     "R", "", NEEDS_DRIVE_ONLY, "any", inquire},
	[INQUIRE_AND_FAIL]     = {"Inquire.AndFail",  "R", "", NEEDS_DRIVE_ONLY, "any", inquire_and_fail},
	[REPORT_LUNS]          = {"Report.Luns",      "R", "", NEEDS_DRIVE_ONLY, "any", report_luns},
	[FAIL_AND_REPORT_LUNS] = {"Report.AfterFail", "R", "", NEEDS_DRIVE_ONLY, "any", fail_and_report_luns},
	[SEND_MORE]            = {"Send.More",        "R", "", NEEDS_DRIVE_ONLY, "any", send_more_than_is_taken},
	[SEND_THE_WRONG_WAY]   = {"Send.TheWrongWay", "R", "", NEEDS_DRIVE_ONLY, "any", send_the_wrong_way},
	{0},
};
/* clang-format on */

/* One suite at a time, and none within a test: all are judged before. */
struct judged {
	const struct way *way;
	bool all; /* INQUIRY moves as much as there is room for */
	unsigned report_luns_seen;
	struct suite_result *result;
};

static struct judged lossy_all = {.way = &ways[WAY_TCMU], .all = true}, lossy_few = {.way = &ways[WAY_TCMU]};
static struct judged faithful = {.way = &ways[WAY_TGT], .all = true}, unknown = {.all = true};

static void judge(struct judged *judged)
{
	static const struct test_case *const tables[] = {cases, NULL};
	struct rig_source source = {.open = open_drive, .name = "given", .medium = "dvd+r", .way = judged->way};
	struct suite_options options = {.source = &source, .tables = tables};
	char reason[SUITE_REASON_MAX];

	report_luns_seen = 0;
	all_that_there_is_room_for = judged->all;
	source.platform = posix_create(1);
	suite_run(&options, &judged->result, reason);
	platform_destroy(source.platform);
	judged->report_luns_seen = report_luns_seen;
}

static void check_case(const struct judged *judged, unsigned number, enum verdict verdict, enum skip_reason reason)
{
	const struct case_result *one;

	if (!CHECK(judged->result && number < judged->result->count))
		return;
	one = &judged->result->cases[number];
	unit_check(one->verdict == verdict && one->reason == reason, __FILE__, __LINE__, "%s is %s %s, expected %s %s",
	           one->id, verdict_name(one->verdict), skip_reason_name(one->reason), verdict_name(verdict),
	           skip_reason_name(reason));
}

/* ---- tests ---- */

static void a_lost_command_is_not_sent_nor_judged(void)
{
	CHECK_EQUAL(lossy_all.report_luns_seen, 0);
	check_case(&lossy_all, REPORT_LUNS, VERDICT_SKIP, SKIP_NO_OPERATION_CODE);
	check_case(&lossy_all, FAIL_AND_REPORT_LUNS, VERDICT_FAIL, SKIP_NONE);
	if (CHECK(lossy_all.result != NULL))
		CHECK(!strstr(lossy_all.result->cases[FAIL_AND_REPORT_LUNS].message, "what comes of it"));
}

static void a_carried_command_is_sent_and_judged(void)
{
	CHECK_EQUAL(faithful.report_luns_seen, 2);
	check_case(&faithful, REPORT_LUNS, VERDICT_FAIL, SKIP_NONE);
}

static void no_bytes_are_not_judged_where_they_look_like_all(void)
{
	check_case(&lossy_all, INQUIRE, VERDICT_SKIP, SKIP_NO_RESIDUAL);
	check_case(&lossy_all, INQUIRE_AND_FAIL, VERDICT_FAIL, SKIP_NONE);
}

static void some_bytes_are_never_none(void)
{
	check_case(&lossy_few, INQUIRE, VERDICT_FAIL, SKIP_NONE);
}

static void all_bytes_are_not_none_elsewhere(void)
{
	check_case(&faithful, INQUIRE, VERDICT_FAIL, SKIP_NONE);
	check_case(&unknown, INQUIRE, VERDICT_FAIL, SKIP_NONE);
}

static void what_was_taken_is_not_judged_where_it_is_not_told(void)
{
	check_case(&lossy_all, SEND_MORE, VERDICT_SKIP, SKIP_NO_RESIDUAL);
	check_case(&faithful, SEND_MORE, VERDICT_FAIL, SKIP_NONE);
}

static void directions_are_not_judged_where_they_are_lost(void)
{
	check_case(&lossy_all, SEND_THE_WRONG_WAY, VERDICT_SKIP, SKIP_NO_DIRECTION);
	check_case(&faithful, SEND_THE_WRONG_WAY, VERDICT_FAIL, SKIP_NONE);
}

static const struct unit_test tests[] = {
	{"Way.LostCommand", a_lost_command_is_not_sent_nor_judged},
	{"Way.CarriedCommand", a_carried_command_is_sent_and_judged},
	{"Way.NoBytesLikeAll", no_bytes_are_not_judged_where_they_look_like_all},
	{"Way.SomeBytes", some_bytes_are_never_none},
	{"Way.LessDataOut", what_was_taken_is_not_judged_where_it_is_not_told},
	{"Way.Direction", directions_are_not_judged_where_they_are_lost},
	{"Way.AllBytes", all_bytes_are_not_none_elsewhere},
	{0},
};

int main(int argc, char **argv)
{
	struct judged *all[] = {&lossy_all, &lossy_few, &faithful, &unknown};
	int result;

	for (unsigned i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		judge(all[i]);
	result = unit_main(argc, argv, tests);
	for (unsigned i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		suite_result_destroy(all[i]->result);
	return result;
}
