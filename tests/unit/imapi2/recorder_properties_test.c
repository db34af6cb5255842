/* SPDX-License-Identifier: MIT */
/* What MsftDiscRecorder2 tells of its drive as IDiscRecorder2, on a transport that answers as told. */
#include <errno.h>
#include <string.h>

#include "tests/unit/imapi2/answers.h"
#include "tests/unit/unit.h"

/* Checks a vector of variants, and destroys it. */
static void check_list(SAFEARRAY *list, const LONG *wanted, LONG count)
{
	VARTYPE type = VT_EMPTY;
	LONG lower = 9, upper = 9;

	if (!CHECK(list != NULL))
		return;
	CHECK_EQUAL(SafeArrayGetVartype(list, &type), S_OK);
	CHECK_EQUAL(type, VT_VARIANT);
	SafeArrayGetLBound(list, 1, &lower);
	SafeArrayGetUBound(list, 1, &upper);
	CHECK_EQUAL(lower, 0);
	CHECK_EQUAL(upper, count - 1);
	for (LONG i = 0; i <= upper && i < count; i++) {
		VARIANT element;

		VariantInit(&element);
		CHECK_EQUAL(SafeArrayGetElement(list, &i, &element), S_OK);
		CHECK_EQUAL(V_VT(&element), VT_I4);
		CHECK_EQUAL(V_I4(&element), wanted[i]);
	}
	SafeArrayDestroy(list);
}

/* Profile list (BD-RE, DVD+R current), feature 2Bh. */
static const uint8_t features[] = {0, 0, 0, 20, 0, 0, 0, 0, 0, 0, 3, 8, 0, 0x43, 0, 0, 0, 0x1B, 1, 0, 0, 0x2B, 1, 0};

static void configuration_lists(struct world *world)
{
	static const LONG codes[] = {0, 0x2B}, profiles[] = {0x43, 0x1B}, current[] = {0x1B};
	IDiscRecorder2 *recorder;
	SAFEARRAY *list = NULL;

	world_ready_recorder(world, &recorder);
	answer(world, 0x46, features, sizeof(features));
	CHECK_EQUAL(IDiscRecorder2_get_SupportedFeaturePages(recorder, &list), S_OK);
	check_list(list, codes, 2);
	CHECK_EQUAL(last_cdb(world)[1], 0);
	CHECK_EQUAL(IDiscRecorder2_get_CurrentFeaturePages(recorder, &list), S_OK);
	check_list(list, codes, 2);
	CHECK_EQUAL(last_cdb(world)[1], 1);
	CHECK_EQUAL(IDiscRecorder2_get_SupportedProfiles(recorder, &list), S_OK);
	check_list(list, profiles, 2);
	CHECK_EQUAL(IDiscRecorder2_get_CurrentProfiles(recorder, &list), S_OK);
	check_list(list, current, 1);
	IDiscRecorder2_Release(recorder);
}

static void features_and_profiles_are_lists_of_numbers(void)
{
	in_world(configuration_lists, NULL);
}

static void mode_list(struct world *world)
{
	static const uint8_t modes[] = {0, 12, 0, 0, 0, 0, 0, 0, 0x05, 1, 0, 0x2A, 1, 0};
	static const LONG pages[] = {0x05, 0x2A};
	IDiscRecorder2 *recorder;
	SAFEARRAY *list = NULL;

	world_ready_recorder(world, &recorder);
	answer(world, 0x5A, modes, sizeof(modes));
	CHECK_EQUAL(IDiscRecorder2_get_SupportedModePages(recorder, &list), S_OK);
	check_list(list, pages, 2);
	CHECK_EQUAL(last_cdb(world)[2], 0x3F);
	IDiscRecorder2_Release(recorder);
}

static void mode_pages_are_a_list_of_numbers(void)
{
	in_world(mode_list, NULL);
}

static void failing_lists(struct world *world)
{
	SAFEARRAY *list = (SAFEARRAY *)world;
	IDiscRecorder2 *recorder;

	world_ready_recorder(world, &recorder);
	CHECK_EQUAL(IDiscRecorder2_get_SupportedFeaturePages(recorder, NULL), E_POINTER);
	CHECK_EQUAL(IDiscRecorder2_get_CurrentFeaturePages(recorder, NULL), E_POINTER);
	CHECK_EQUAL(IDiscRecorder2_get_SupportedProfiles(recorder, NULL), E_POINTER);
	CHECK_EQUAL(IDiscRecorder2_get_CurrentProfiles(recorder, NULL), E_POINTER);
	CHECK_EQUAL(IDiscRecorder2_get_SupportedModePages(recorder, NULL), E_POINTER);
	answer_with_sense(world, 5, 0x20, 0);
	CHECK_FAILURE(IDiscRecorder2_get_CurrentProfiles(recorder, &list), (HRESULT)0xC0AA020C, list, 0);
	IDiscRecorder2_Release(recorder);
}

static void lists_fail_as_the_drive_does(void)
{
	in_world(failing_lists, NULL);
}

/* [MMC-6 "Removable Medium Feature"]: version in byte 2, mechanism, Load and Eject in byte 4. */
static void loading(struct world *world)
{
	static const struct {
		uint8_t version_byte, mechanism_byte;
		VARIANT_BOOL can_load;
	} rows[] = {
		{0x07, 0x38, VARIANT_TRUE},  /* version 1: tray, Load, Eject */
		{0x07, 0x28, VARIANT_FALSE}, /* tray, Eject, no Load */
		{0x07, 0x30, VARIANT_FALSE}, /* tray, Load, no Eject */
		{0x03, 0x28, VARIANT_TRUE},  /* version 0: tray, Eject */
		{0x03, 0x48, VARIANT_FALSE}, /* pop-up */
	};
	IDiscRecorder2 *recorder;
	VARIANT_BOOL value = 7;

	world_ready_recorder(world, &recorder);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const uint8_t data[] = {0, 0, 0, 12, 0, 0, 0, 0, 0, 3, rows[i].version_byte, 4, rows[i].mechanism_byte,
		                        0, 0, 0};

		answer(world, 0x46, data, sizeof(data));
		CHECK_EQUAL(IDiscRecorder2_get_DeviceCanLoadMedia(recorder, &value), S_OK);
		CHECK_EQUAL(value, rows[i].can_load);
	}
	answer(world, 0x46, features, sizeof(features)); /* no such feature */
	value = 7;
	CHECK_EQUAL(IDiscRecorder2_get_DeviceCanLoadMedia(recorder, &value), S_OK);
	CHECK_EQUAL(value, VARIANT_FALSE);
	CHECK_EQUAL(IDiscRecorder2_get_DeviceCanLoadMedia(recorder, NULL), E_POINTER);
	IDiscRecorder2_Release(recorder);
}

static void a_drive_that_ejects_and_loads_can_load(void)
{
	in_world(loading, NULL);
}

static void place(struct world *world)
{
	IDiscRecorder2 *recorder;
	SAFEARRAY *list = NULL;
	BSTR name = NULL;
	LONG number = 9;

	world_ready_recorder(world, &recorder);
	CHECK_EQUAL(IDiscRecorder2_get_VolumeName(recorder, &name), S_OK);
	CHECK_EQUAL(SysStringByteLen(name), 12);
	CHECK_BYTES(name, u"drive0", 12);
	SysFreeString(name);
	CHECK_EQUAL(IDiscRecorder2_get_VolumePathNames(recorder, &list), S_OK);
	check_list(list, NULL, 0);
	world->transport.mounted = -ENODEV;
	CHECK_FAILURE(IDiscRecorder2_get_VolumePathNames(recorder, &list), (HRESULT)0x80070037, list, 0);
	CHECK_FAILURE(IDiscRecorder2_get_LegacyDeviceNumber(recorder, &number), E_NOTIMPL, NULL, (ULONG)number);
	CHECK_EQUAL(IDiscRecorder2_get_VolumeName(recorder, NULL), E_POINTER);
	CHECK_EQUAL(IDiscRecorder2_get_VolumePathNames(recorder, NULL), E_POINTER);
	CHECK_EQUAL(IDiscRecorder2_get_LegacyDeviceNumber(recorder, NULL), E_POINTER);
	IDiscRecorder2_Release(recorder);
}

static void mounts(struct world *world)
{
	IDiscRecorder2 *recorder;
	SAFEARRAY *list = NULL;

	world_ready_recorder(world, &recorder);
	world->transport.mount_points[0] = "/media/cdrom";
	world->transport.mount_points[1] = "/mnt/\xC3\xA9";
	CHECK_EQUAL(IDiscRecorder2_get_VolumePathNames(recorder, &list), S_OK);
	for (LONG i = 0; list && i < 2; i++) {
		static const OLECHAR *const wanted[] = {u"/media/cdrom", u"/mnt/\u00E9"};
		VARIANT element;

		VariantInit(&element);
		CHECK_EQUAL(SafeArrayGetElement(list, &i, &element), S_OK);
		if (CHECK_EQUAL(V_VT(&element), VT_BSTR))
			CHECK_BYTES(V_BSTR(&element), wanted[i], SysStringByteLen(V_BSTR(&element)) + 2);
		VariantClear(&element);
	}
	SafeArrayDestroy(list);
	world->transport.mounted = -ENODEV; /* found out after some had been seen */
	CHECK_FAILURE(IDiscRecorder2_get_VolumePathNames(recorder, &list), (HRESULT)0x80070037, list, 0);
	IDiscRecorder2_Release(recorder);
}

static void path_names_are_where_it_is_mounted(void)
{
	in_world(mounts, NULL);
}

static void the_place_in_the_system_is_the_id(void)
{
	in_world(place, NULL);
}

static void uninitialised(struct world *world)
{
	IDiscRecorder2 *recorder = world_recorder(world);
	SAFEARRAY *list = (SAFEARRAY *)world;
	VARIANT_BOOL can_load = 7;
	LONG number = 9;

	CHECK_FAILURE(IDiscRecorder2_get_SupportedFeaturePages(recorder, &list), E_FAIL, list, 0);
	CHECK_FAILURE(IDiscRecorder2_get_SupportedModePages(recorder, &list), E_FAIL, list, 0);
	CHECK_FAILURE(IDiscRecorder2_get_VolumePathNames(recorder, &list), E_FAIL, list, 0);
	CHECK_FAILURE(IDiscRecorder2_get_LegacyDeviceNumber(recorder, &number), E_FAIL, NULL, (ULONG)number);
	CHECK_FAILURE(IDiscRecorder2_get_DeviceCanLoadMedia(recorder, &can_load), E_FAIL, NULL, (ULONG)can_load);
	IDiscRecorder2_Release(recorder);
}

static void nothing_is_told_before_initialize(void)
{
	in_world(uninitialised, NULL);
}

static const struct unit_test tests[] = {
	{"RecorderProperties.FeaturesAndProfilesAreListsOfNumbers", features_and_profiles_are_lists_of_numbers},
	{"RecorderProperties.ModePagesAreAListOfNumbers", mode_pages_are_a_list_of_numbers},
	{"RecorderProperties.ListsFailAsTheDriveDoes", lists_fail_as_the_drive_does},
	{"RecorderProperties.ADriveThatEjectsAndLoadsCanLoad", a_drive_that_ejects_and_loads_can_load},
	{"RecorderProperties.ThePlaceInTheSystemIsTheId", the_place_in_the_system_is_the_id},
	{"RecorderProperties.PathNamesAreWhereItIsMounted", path_names_are_where_it_is_mounted},
	{"RecorderProperties.NothingIsToldBeforeInitialize", nothing_is_told_before_initialize},
	{NULL, NULL},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
