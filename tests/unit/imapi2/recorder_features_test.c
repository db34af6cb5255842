/* SPDX-License-Identifier: MIT */
/* MsftDiscRecorder2's features and profiles, on a transport that answers as told. */
#include "tests/unit/imapi2/answers.h"
#include "tests/unit/unit.h"

#define NO_SUCH_FEATURE ((HRESULT)0xC0AA020A)
#define NOT_CURRENT ((HRESULT)0xC0AA020B)
#define NO_CONFIGURATION ((HRESULT)0xC0AA020C)

/* Profile list (BD-RE, DVD+R current), feature 21h that is not current, feature 107h that is. */
static const uint8_t features[] = {
	0, 0, 0, 32, 0, 0,    0, 0x1B, /* header */
	0, 0, 3, 8,  0, 0x43, 0, 0,    0, 0x1B, 1, 0, 0, 0x21, 4, 4, 0xAB, 1, 2, 3, 1, 7, 0x11, 4, 0x1F, 0, 0, 0,
};

static void feature_page(struct world *world)
{
	static const uint8_t cdb[] = {0x46, 2, 0, 0x21, 0, 0, 0, 0, 36, 0};
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);
	BYTE *data = NULL;
	ULONG bytes = 0;
	HRESULT hr;

	answer(world, 0x46, features, sizeof(features));
	hr = IDiscRecorder2Ex_GetFeaturePage(ex, 0x21, FALSE, &data, &bytes);
	check_block(hr, data, bytes, features + 20, 8);
	CHECK_BYTES(last_cdb(world), cdb, sizeof(cdb));
	hr = IDiscRecorder2Ex_GetFeaturePage(ex, 0x107, TRUE, &data, &bytes);
	check_block(hr, data, bytes, features + 28, 8);
	hr = IDiscRecorder2Ex_GetFeaturePage(ex, 0x21, TRUE, &data, &bytes);
	check_failure(hr, NOT_CURRENT, data, bytes);
	hr = IDiscRecorder2Ex_GetFeaturePage(ex, 0x22, FALSE, &data, &bytes);
	check_failure(hr, NO_SUCH_FEATURE, data, bytes);
	hr = IDiscRecorder2Ex_GetFeaturePage(ex, (IMAPI_FEATURE_PAGE_TYPE)0x10000, FALSE, &data, &bytes);
	check_failure(hr, E_INVALIDARG, data, bytes);
	CHECK_EQUAL(IDiscRecorder2Ex_GetFeaturePage(ex, 0x21, FALSE, NULL, &bytes), E_POINTER);
	CHECK_EQUAL(IDiscRecorder2Ex_GetFeaturePage(ex, 0x21, FALSE, &data, NULL), E_POINTER);
	answer_with_sense(world, 5, 0x20, 0);
	hr = IDiscRecorder2Ex_GetFeaturePage(ex, 0x21, FALSE, &data, &bytes);
	check_failure(hr, NO_CONFIGURATION, data, bytes);
	IDiscRecorder2_Release(recorder);
}

static void feature_page_is_its_descriptor(void)
{
	in_world(feature_page, NULL);
}

static void cut_descriptors(struct world *world)
{
	static const uint8_t no_header[] = {0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0};
	static const uint8_t no_payload[] = {0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 3, 4};
	static const uint8_t too_large[4 + 4 + 4 + 0xFF] = {0, 0, 1, 7, 0, 0, 0, 0, 0, 0x21, 1, 0xFF};
	static const struct {
		const uint8_t *data;
		size_t bytes;
	} rows[] = {{no_header, sizeof(no_header)}, {no_payload, sizeof(no_payload)}};
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);
	BYTE *data = NULL;
	ULONG count = 0;
	HRESULT hr;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		IMAPI_FEATURE_PAGE_TYPE *list = NULL;

		answer(world, 0x46, rows[i].data, rows[i].bytes);
		hr = IDiscRecorder2Ex_GetFeaturePage(ex, 0, FALSE, &data, &count);
		check_failure(hr, BAD_RESPONSE, data, count);
		hr = IDiscRecorder2Ex_GetSupportedFeaturePages(ex, FALSE, &list, &count);
		check_failure(hr, BAD_RESPONSE, list, count);
	}
	answer(world, 0x46, too_large, sizeof(too_large));
	hr = IDiscRecorder2Ex_GetFeaturePage(ex, 0x21, FALSE, &data, &count);
	check_failure(hr, BAD_RESPONSE, data, count);
	IDiscRecorder2_Release(recorder);
}

static void descriptors_that_are_cut_are_refused(void)
{
	in_world(cut_descriptors, NULL);
}

static void feature_list(struct world *world)
{
	static const uint8_t all[] = {0x46, 0, 0, 0, 0, 0, 0, 0, 36, 0}, current[] = {0x46, 1, 0, 0, 0, 0, 0, 0, 36, 0};
	static const uint8_t none[] = {0, 0, 0, 4, 0, 0, 0, 0};
	IMAPI_FEATURE_PAGE_TYPE *list = NULL;
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);
	ULONG count = 0;

	answer(world, 0x46, features, sizeof(features));
	CHECK_EQUAL(IDiscRecorder2Ex_GetSupportedFeaturePages(ex, FALSE, &list, &count), S_OK);
	CHECK_BYTES(last_cdb(world), all, sizeof(all));
	if (CHECK_EQUAL(count, 3)) {
		CHECK_EQUAL(list[0], 0);
		CHECK_EQUAL(list[1], 0x21);
		CHECK_EQUAL(list[2], 0x107);
	}
	CoTaskMemFree(list);
	CHECK_EQUAL(IDiscRecorder2Ex_GetSupportedFeaturePages(ex, TRUE, &list, &count), S_OK);
	CHECK_BYTES(last_cdb(world), current, sizeof(current));
	CoTaskMemFree(list);
	answer(world, 0x46, none, sizeof(none));
	CHECK_EQUAL(IDiscRecorder2Ex_GetSupportedFeaturePages(ex, FALSE, &list, &count), S_OK);
	CHECK(list != NULL);
	CHECK_EQUAL(count, 0);
	CoTaskMemFree(list);
	CHECK_EQUAL(IDiscRecorder2Ex_GetSupportedFeaturePages(ex, FALSE, NULL, &count), E_POINTER);
	CHECK_EQUAL(IDiscRecorder2Ex_GetSupportedFeaturePages(ex, FALSE, &list, NULL), E_POINTER);
	IDiscRecorder2_Release(recorder);
}

static void features_are_listed_and_counted(void)
{
	in_world(feature_list, NULL);
}

static void profile_list(struct world *world)
{
	static const uint8_t too_many[8 + 4 + 252 + 4] = {0, 0, 1, 4, 0, 0, 0, 0, 0, 0, 3, 0xFC};
	static const uint8_t cdb[] = {0x46, 2, 0, 0, 0, 0, 0, 0, 36, 0};
	IMAPI_PROFILE_TYPE *list = NULL;
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);
	ULONG count = 0;

	answer(world, 0x46, features, sizeof(features));
	CHECK_EQUAL(IDiscRecorder2Ex_GetSupportedProfiles(ex, FALSE, &list, &count), S_OK);
	CHECK_BYTES(last_cdb(world), cdb, sizeof(cdb));
	if (CHECK_EQUAL(count, 2)) {
		CHECK_EQUAL(list[0], 0x43);
		CHECK_EQUAL(list[1], 0x1B);
	}
	CoTaskMemFree(list);
	CHECK_EQUAL(IDiscRecorder2Ex_GetSupportedProfiles(ex, TRUE, &list, &count), S_OK);
	if (CHECK_EQUAL(count, 1))
		CHECK_EQUAL(list[0], 0x1B);
	CoTaskMemFree(list);
	answer(world, 0x46, too_many, sizeof(too_many)); /* 63 are not too many */
	CHECK_EQUAL(IDiscRecorder2Ex_GetSupportedProfiles(ex, FALSE, &list, &count), S_OK);
	CHECK_EQUAL(count, 63);
	CoTaskMemFree(list);
	answer(world, 0x46, features + 12, 0);
	CHECK_FAILURE(IDiscRecorder2Ex_GetSupportedProfiles(ex, FALSE, &list, &count), BAD_RESPONSE, list, count);
	CHECK_EQUAL(IDiscRecorder2Ex_GetSupportedProfiles(ex, FALSE, NULL, &count), E_POINTER);
	CHECK_EQUAL(IDiscRecorder2Ex_GetSupportedProfiles(ex, FALSE, &list, NULL), E_POINTER);
	IDiscRecorder2_Release(recorder);
}

static void profiles_are_listed_and_counted(void)
{
	in_world(profile_list, NULL);
}

static const struct unit_test tests[] = {
	{"RecorderFeatures.FeaturePageIsItsDescriptor", feature_page_is_its_descriptor},
	{"RecorderFeatures.DescriptorsThatAreCutAreRefused", descriptors_that_are_cut_are_refused},
	{"RecorderFeatures.FeaturesAreListedAndCounted", features_are_listed_and_counted},
	{"RecorderFeatures.ProfilesAreListedAndCounted", profiles_are_listed_and_counted},
	{NULL, NULL},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
