/* SPDX-License-Identifier: MIT */
/* CancelWrite in phase A: no section yet, or after one returned. It answers S_IMAPI_WRITE_NOT_IN_PROGRESS and changes
 * nothing. */
#include "conformance/rig/errand.h"
#include "conformance/expect.h"
#include "conformance/imapi2/aftermath.h"
#include "conformance/imapi2/cases.h"
#include "engine/imapi2/imapi2error.h"

static void expect_idle(struct rig *rig)
{
	EXPECT_HRESULT(IWriteEngine2_CancelWrite(rig->engine), S_IMAPI_WRITE_NOT_IN_PROGRESS);
}

static void before_any_section(struct rig *rig)
{
	expect_idle(rig);
	expect_next_section(rig);
}

static void after_success(struct rig *rig)
{
	expect_next_section(rig);
	expect_idle(rig);
	expect_next_section(rig);
}

static void after_failure(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SHORT_BLOCKS);

	burn->stream->fail_at_byte = 0;
	burn->stream->fail_with = STG_E_READFAULT;
	EXPECT_HRESULT(burn_run(burn), STG_E_READFAULT);
	expect_idle(rig);
	expect_next_section(rig);
}

static void after_cancelled(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn_before_write(burn, 2, burn_cancel);
	burn_run(burn);
	expect_accepted(burn);
	expect_idle(rig);
	expect_next_section(rig);
}

static void after_rejected_arguments(struct rig *rig)
{
	EXPECT_HRESULT(IWriteEngine2_WriteSection(rig->engine, NULL, 0, 1), E_POINTER);
	expect_idle(rig);
	expect_next_section(rig);
}

/* "Call again until another success code comes" never ends here. */
static void however_often(struct rig *rig)
{
	for (unsigned i = 0; i < 100; i++)
		expect_idle(rig);
	expect_next_section(rig);
}

static void call_cancel(void *context)
{
	burn_cancel(context);
}

static void from_another_task(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SHORT_BLOCKS);
	struct errand *errand = errand_prepare(rig, call_cancel, burn);

	REQUIRE(errand, "no second task");
	errand_send(errand);
	expect_refused(burn);
	burn_run(burn);
	expect_burnt(burn);
}

/* As a script calls it: the success code comes back from Invoke. */
static void through_invoke(struct rig *rig)
{
	DISPPARAMS none = {NULL, NULL, 0, 0};

	EXPECT_HRESULT(IWriteEngine2_Invoke(rig->engine, 0x201, &IID_NULL, LOCALE_USER_DEFAULT, DISPATCH_METHOD, &none,
	                                    NULL, NULL, NULL),
	               S_IMAPI_WRITE_NOT_IN_PROGRESS);
	expect_next_section(rig);
}

/* clang-format off */
const struct test_case cancel_idle_cases[] = {
	{"CancelWrite.A.BeforeAnySection",       "WE-70 WE-80", "A",  NEEDS_ROOM, BOTH_MEDIA, before_any_section},
	{"CancelWrite.A.AfterSuccess",           "WE-79",       "A",  NEEDS_ROOM, BOTH_MEDIA, after_success},
	{"CancelWrite.A.AfterFailure",           "WE-79",       "A",  NEEDS_ROOM, BOTH_MEDIA, after_failure},
	{"CancelWrite.AC.AfterCancelled",        "WE-79 WE-81", "AC", NEEDS_ROOM, BOTH_MEDIA, after_cancelled},
	{"CancelWrite.A.AfterRejectedArguments", "WE-70",       "A",  NEEDS_ROOM, "dvd+r",    after_rejected_arguments},
	{"CancelWrite.A.HoweverOften",           "WE-70 WE-80", "A",  NEEDS_ROOM, "dvd+r",    however_often},
	{"CancelWrite.A.FromAnotherTask",        "WE-70 WE-82", "A",  NEEDS_ROOM, BOTH_MEDIA, from_another_task},
	{"CancelWrite.A.ThroughInvoke",          "WE-70 CB-08", "A",  NEEDS_ROOM, "dvd+r",    through_invoke},
	{0},
};
/* clang-format on */
