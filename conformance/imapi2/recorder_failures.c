/* SPDX-License-Identifier: MIT */
/* What IDiscRecorder2Ex's own commands make of trouble: sense, answers that are cut or contradict themselves, pointers.
 */
#include <stdio.h>
#include <string.h>

#include "conformance/imapi2/cases.h"
#include "conformance/imapi2/recorder.h"
#include "engine/imapi2/imapi2error.h"

/* A method that gives a block of memory, with arguments that any drive can answer. */
struct asker {
	const char *name; /* of the command */
	uint8_t opcode;
	HRESULT (*ask)(IDiscRecorder2Ex *recorder, BYTE **ret_data, ULONG *ret_count);
};

static HRESULT ask_structure(IDiscRecorder2Ex *recorder, BYTE **ret_data, ULONG *ret_count)
{
	return IDiscRecorder2Ex_ReadDvdStructure(recorder, 0, 0, 0, 0, ret_data, ret_count);
}

static HRESULT ask_disc(IDiscRecorder2Ex *recorder, BYTE **ret_data, ULONG *ret_count)
{
	return IDiscRecorder2Ex_GetDiscInformation(recorder, ret_data, ret_count);
}

static HRESULT ask_track(IDiscRecorder2Ex *recorder, BYTE **ret_data, ULONG *ret_count)
{
	return IDiscRecorder2Ex_GetTrackInformation(recorder, 1, IMAPI_READ_TRACK_ADDRESS_TYPE_TRACK, ret_data,
	                                            ret_count);
}

static HRESULT ask_feature(IDiscRecorder2Ex *recorder, BYTE **ret_data, ULONG *ret_count)
{
	return IDiscRecorder2Ex_GetFeaturePage(recorder, IMAPI_FEATURE_PAGE_TYPE_CORE, FALSE, ret_data, ret_count);
}

static HRESULT ask_mode_page(IDiscRecorder2Ex *recorder, BYTE **ret_data, ULONG *ret_count)
{
	return IDiscRecorder2Ex_GetModePage(recorder, IMAPI_MODE_PAGE_TYPE_READ_WRITE_ERROR_RECOVERY,
	                                    IMAPI_MODE_PAGE_REQUEST_TYPE_CURRENT_VALUES, ret_data, ret_count);
}

static HRESULT ask_features(IDiscRecorder2Ex *recorder, BYTE **ret_data, ULONG *ret_count)
{
	return IDiscRecorder2Ex_GetSupportedFeaturePages(recorder, FALSE, (IMAPI_FEATURE_PAGE_TYPE **)ret_data,
	                                                 ret_count);
}

static HRESULT ask_profiles(IDiscRecorder2Ex *recorder, BYTE **ret_data, ULONG *ret_count)
{
	return IDiscRecorder2Ex_GetSupportedProfiles(recorder, FALSE, (IMAPI_PROFILE_TYPE **)ret_data, ret_count);
}

static HRESULT ask_mode_pages(IDiscRecorder2Ex *recorder, BYTE **ret_data, ULONG *ret_count)
{
	return IDiscRecorder2Ex_GetSupportedModePages(recorder, IMAPI_MODE_PAGE_REQUEST_TYPE_CURRENT_VALUES,
	                                              (IMAPI_MODE_PAGE_TYPE **)ret_data, ret_count);
}

static HRESULT ask_adapter(IDiscRecorder2Ex *recorder, BYTE **ret_data, ULONG *ret_count)
{
	return IDiscRecorder2Ex_GetAdapterDescriptor(recorder, ret_data, ret_count);
}

static HRESULT ask_device(IDiscRecorder2Ex *recorder, BYTE **ret_data, ULONG *ret_count)
{
	return IDiscRecorder2Ex_GetDeviceDescriptor(recorder, ret_data, ret_count);
}

/* clang-format off */
static const struct asker askers[] = {
	{"READ-DISC-STRUCTURE",    0xAD, ask_structure},
	{"READ-DISC-INFORMATION",  0x51, ask_disc},
	{"READ-TRACK-INFORMATION", 0x52, ask_track},
	{"GET-CONFIGURATION",      0x46, ask_feature},
	{"GET-CONFIGURATION",      0x46, ask_features},
	{"GET-CONFIGURATION",      0x46, ask_profiles},
	{"MODE-SENSE(10)",         0x5A, ask_mode_page},
	{"MODE-SENSE(10)",         0x5A, ask_mode_pages},
	{"",                       0,    ask_adapter},
	{"",                       0,    ask_device},
};
/* clang-format on */

enum { ASKERS = sizeof(askers) / sizeof(askers[0]), WITH_COMMANDS = ASKERS - 2 };

static void expect_answer(struct rig *rig, const struct asker *asker, HRESULT expected, const char *why)
{
	BYTE *data = (BYTE *)rig;
	ULONG count = 99;
	HRESULT hr = asker->ask(rig->recorder_ex, &data, &count);

	EXPECT(hr == expected, "method %u, %s: 0x%08X, expected 0x%08X", (unsigned)(asker - askers), why, (unsigned)hr,
	       (unsigned)expected);
	if (FAILED(hr))
		expect_nothing(data, count);
	else
		CoTaskMemFree(data);
}

static void null_outputs(struct rig *rig)
{
	rig_forget_log(rig);
	for (unsigned i = 0; i < ASKERS; i++) {
		BYTE *data = NULL;
		ULONG count = 0;

		EXPECT_HRESULT(askers[i].ask(rig->recorder_ex, NULL, &count), E_POINTER);
		EXPECT_HRESULT(askers[i].ask(rig->recorder_ex, &data, NULL), E_POINTER);
	}
	EXPECT_EQUAL(rig->log_count, 0);
	for (unsigned i = 0; i < ASKERS; i++)
		expect_answer(rig, &askers[i], S_OK, "with outputs");
}

/* ---- sense ---- */

struct translation {
	const char *sense;
	HRESULT expected;
};

static void sense_becomes_a_code(struct rig *rig)
{
	static const struct translation rows[] = {
		{"3/02/06", E_IMAPI_RECORDER_MEDIA_UPSIDE_DOWN},
		{"2/04/01", E_IMAPI_RECORDER_MEDIA_BECOMING_READY},
		{"2/04/03", E_IMAPI_RECORDER_MEDIA_NO_MEDIA},
		{"2/04/04", E_IMAPI_RECORDER_MEDIA_FORMAT_IN_PROGRESS},
		{"2/04/07", E_IMAPI_RECORDER_MEDIA_BUSY},
		{"2/04/08", E_IMAPI_RECORDER_MEDIA_BUSY},
		{"2/04/02", E_IMAPI_RECORDER_MEDIA_BECOMING_READY},
		{"3/0C/09", E_IMAPI_LOSS_OF_STREAMING},
		{"4/09/01", E_IMAPI_RECORDER_MEDIA_UPSIDE_DOWN},
		{"4/09/02", E_IMAPI_RECORDER_MEDIA_INCOMPATIBLE},
		{"7/27/00", E_IMAPI_RECORDER_MEDIA_WRITE_PROTECTED},
		{"6/28/00", E_IMAPI_RECORDER_MEDIA_BECOMING_READY},
		{"5/30/05", E_IMAPI_RECORDER_MEDIA_INCOMPATIBLE},
		{"2/3A/00", E_IMAPI_RECORDER_MEDIA_NO_MEDIA},
		{"3/73/03", E_IMAPI_RECORDER_MEDIA_SPEED_MISMATCH},
		{"3/11/05", E_FAIL},
	};

	for (unsigned i = 0; i < WITH_COMMANDS; i++)
		for (unsigned row = 0; row < sizeof(rows) / sizeof(rows[0]); row++) {
			char rule[96];

			snprintf(rule, sizeof(rule), "id=s op=%s do=sense:%s", askers[i].name, rows[row].sense);
			rig_arm(rig, rule);
			expect_answer(rig, &askers[i], rows[row].expected, rows[row].sense);
			rig_disarm(rig, "s");
		}
	for (unsigned i = 0; i < WITH_COMMANDS; i++)
		expect_answer(rig, &askers[i], S_OK, "without sense");
}

static void no_answer(struct rig *rig)
{
	char rule[96];

	for (unsigned i = 0; i < WITH_COMMANDS; i++) {
		snprintf(rule, sizeof(rule), "id=h op=%s do=hang", askers[i].name);
		rig_arm(rig, rule);
		expect_answer(rig, &askers[i], E_IMAPI_RECORDER_COMMAND_TIMEOUT, "no answer");
		rig_disarm(rig, "h");
	}
	expect_answer(rig, &askers[1], S_OK, "with an answer");
}

static void empty_drive(struct rig *rig)
{
	expect_answer(rig, &askers[0], E_IMAPI_RECORDER_MEDIA_NO_MEDIA, "an empty drive");
	expect_answer(rig, &askers[1], E_IMAPI_RECORDER_MEDIA_NO_MEDIA, "an empty drive");
	expect_answer(rig, &askers[2], E_IMAPI_RECORDER_MEDIA_NO_MEDIA, "an empty drive");
	expect_answer(rig, &askers[3], S_OK, "an empty drive");
}

/* ---- bad data ---- */

static void expect_refused(struct rig *rig, const struct asker *asker, const void *data, size_t bytes, const char *why)
{
	rig_forge(rig, asker->opcode, data, bytes);
	expect_answer(rig, asker, E_IMAPI_RECORDER_INVALID_RESPONSE_FROM_DEVICE, why);
}

/* No data, a byte, and data that end before they say they do. Lengths count what follows them: in two bytes, or in
 * four for GET CONFIGURATION. */
static void short_data(struct rig *rig)
{
	static const uint8_t two[48] = {0, 46, 0, 0, 0, 0, 0, 0, 0x01, 10}, four[48] = {0, 0, 0, 44};

	for (unsigned i = 0; i < WITH_COMMANDS; i++) {
		const uint8_t *data = askers[i].opcode == 0x46 ? four : two;

		expect_refused(rig, &askers[i], data, 0, "no data");
		expect_refused(rig, &askers[i], data, 1, "one byte");
		expect_refused(rig, &askers[i], data, 7, "seven bytes of 48");
		expect_refused(rig, &askers[i], data, 47, "47 bytes of 48");
	}
	rig_forge_no_more(rig);
	for (unsigned i = 0; i < WITH_COMMANDS; i++)
		expect_answer(rig, &askers[i], S_OK, "the drive's data");
}

/* Lengths inside of the data that lead out of them. */
static void contradictory_data(struct rig *rig)
{
	static const uint8_t cut_feature[16] = {0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 3, 8};
	static const uint8_t half_feature[11] = {0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 3};
	static const uint8_t cut_page[12] = {0, 10, 0, 0, 0, 0, 0, 0, 0x01, 10};
	static const uint8_t far_page[12] = {0, 10, 0, 0, 0, 0, 0, 16, 0x01, 2};
	static const uint8_t other_page[12] = {0, 10, 0, 0, 0, 0, 0, 0, 0x05, 2};

	for (unsigned i = 0; i < WITH_COMMANDS; i++) {
		if (askers[i].opcode == 0x46) {
			expect_refused(rig, &askers[i], cut_feature, sizeof(cut_feature), "a feature beyond the data");
			expect_refused(rig, &askers[i], half_feature, sizeof(half_feature), "half a descriptor");
		} else if (askers[i].opcode == 0x5A) {
			expect_refused(rig, &askers[i], cut_page, sizeof(cut_page), "a page beyond the data");
			expect_refused(rig, &askers[i], far_page, sizeof(far_page), "descriptors beyond the data");
		}
	}
	for (unsigned i = 0; i < WITH_COMMANDS; i++)
		if (askers[i].ask == ask_mode_page)
			expect_refused(rig, &askers[i], other_page, sizeof(other_page), "another page");
	rig_forge_no_more(rig);
	for (unsigned i = 0; i < WITH_COMMANDS; i++)
		expect_answer(rig, &askers[i], S_OK, "the drive's data");
}

/* clang-format off */
const struct test_case recorder_failure_cases[] = {
	{"Recorder.Failures.NullOutputs",       "OR-05",       "", 0,                                 "dvd+r", null_outputs},
	{"Recorder.Failures.Sense",             "RX-19 OR-06", "", NEEDS_FAULTS,                      "dvd+r", sense_becomes_a_code},
	{"Recorder.Failures.NoAnswer",          "RX-19 OR-06", "", NEEDS_FAULTS | NEEDS_VIRTUAL_TIME, "dvd+r", no_answer},
	{"Recorder.Failures.EmptyDrive",        "RX-19 OR-06", "", 0,                                 "",      empty_drive},
	{"Recorder.Failures.ShortData",         "RX-20 OR-06", "", NEEDS_FAULTS,                      "dvd+r", short_data},
	{"Recorder.Failures.ContradictoryData", "RX-20 OR-06", "", NEEDS_FAULTS,                      "dvd+r", contradictory_data},
	{0},
};
/* clang-format on */
