/* SPDX-License-Identifier: MIT */
/* Features and profiles, against what the judge reads with GET CONFIGURATION of its own: a header of eight bytes, then
 * descriptors of four bytes and as many as the fourth of them says; the third one's lowest bit is Current. */
#include <string.h>

#include "conformance/imapi2/cases.h"
#include "conformance/imapi2/recorder.h"
#include "engine/imapi2/imapi2error.h"

enum { HEADER_BYTES = 8, FEATURES_MAX = 128, PROFILES_MAX = 64, FEATURE_PAGE_MAX = 256 };

struct feature {
	LONG code;
	bool current;
	const uint8_t *descriptor;
	ULONG bytes;
};

struct configuration {
	struct raw raw;
	struct feature features[FEATURES_MAX];
	unsigned count;
};

/* Kept by the rig. Never empty but after a noted failure. */
static struct configuration *read_configuration(struct rig *rig)
{
	static const uint8_t get_configuration[10] = {0x46, 0, 0, 0, 0, 0, 0, 0x10, 0};
	struct configuration *configuration = rig_keep(rig, sizeof(*configuration), NULL);
	const uint8_t *at, *end;

	raw_get(rig, get_configuration, 10, 0x1000, &configuration->raw);
	at = configuration->raw.data + HEADER_BYTES;
	end = configuration->raw.data + configuration->raw.bytes;
	for (; at + 4 <= end && configuration->count < FEATURES_MAX; at += 4 + at[3])
		configuration->features[configuration->count++] =
			(struct feature){(LONG)raw_be16(at), at[2] & 1, at, (ULONG)at[3] + 4};
	EXPECT(configuration->count > 0, "the drive lists no feature");
	return configuration;
}

static bool has_feature(const struct configuration *configuration, LONG code)
{
	for (unsigned i = 0; i < configuration->count; i++)
		if (configuration->features[i].code == code)
			return true;
	return false;
}

static HRESULT get_page(struct rig *rig, LONG code, BOOLEAN current_only, BYTE **ret_page, ULONG *ret_bytes)
{
	*ret_page = (BYTE *)rig;
	*ret_bytes = 99;
	return IDiscRecorder2Ex_GetFeaturePage(rig->recorder_ex, (IMAPI_FEATURE_PAGE_TYPE)code, current_only, ret_page,
	                                       ret_bytes);
}

static void page_is_the_descriptor(struct rig *rig)
{
	struct configuration *configuration = read_configuration(rig);

	for (unsigned i = 0; i < configuration->count; i++) {
		const struct feature *feature = &configuration->features[i];
		BYTE *page;
		ULONG bytes;
		HRESULT hr = get_page(rig, feature->code, FALSE, &page, &bytes);

		expect_returned_block(hr, page, bytes, feature->descriptor, feature->bytes, "feature page");
		EXPECT(bytes <= FEATURE_PAGE_MAX, "a feature page of %u bytes", (unsigned)bytes);
	}
}

/* Features that are not current are pages as well, unless only current ones are wanted. */
static void current_only(struct rig *rig)
{
	struct configuration *configuration = read_configuration(rig);
	unsigned others = 0;

	for (unsigned i = 0; i < configuration->count; i++) {
		const struct feature *feature = &configuration->features[i];
		BYTE *page;
		ULONG bytes;
		HRESULT hr = get_page(rig, feature->code, TRUE, &page, &bytes);

		if (feature->current) {
			expect_returned_block(hr, page, bytes, feature->descriptor, feature->bytes, "current feature");
			continue;
		}
		others++;
		EXPECT_HRESULT(hr, E_IMAPI_RECORDER_FEATURE_IS_NOT_CURRENT);
		expect_nothing(page, bytes);
	}
	EXPECT(others > 0, "all features of this drive are current");
}

/* 00F0h to 00FFh are reserved. */
static void absent_feature(struct rig *rig)
{
	struct configuration *configuration = read_configuration(rig);
	BYTE *page;
	ULONG bytes;

	for (LONG code = 0xF0; code <= 0xFF; code++) {
		if (has_feature(configuration, code))
			continue;
		EXPECT_HRESULT(get_page(rig, code, FALSE, &page, &bytes), E_IMAPI_RECORDER_NO_SUCH_FEATURE);
		expect_nothing(page, bytes);
		EXPECT_HRESULT(get_page(rig, code, TRUE, &page, &bytes), E_IMAPI_RECORDER_NO_SUCH_FEATURE);
		expect_nothing(page, bytes);
	}
	EXPECT_HRESULT(get_page(rig, 1, FALSE, &page, &bytes), S_OK);
	CoTaskMemFree(page);
}

static void no_get_configuration(struct rig *rig)
{
	IMAPI_FEATURE_PAGE_TYPE *codes = NULL;
	IMAPI_PROFILE_TYPE *profiles = NULL;
	ULONG bytes, count = 0;
	BYTE *page;

	rig_arm(rig, "id=c op=GET-CONFIGURATION do=sense:5/20/00");
	EXPECT_HRESULT(get_page(rig, 1, FALSE, &page, &bytes), E_IMAPI_RECORDER_GET_CONFIGURATION_NOT_SUPPORTED);
	expect_nothing(page, bytes);
	EXPECT_HRESULT(IDiscRecorder2Ex_GetSupportedFeaturePages(rig->recorder_ex, FALSE, &codes, &count),
	               E_IMAPI_RECORDER_GET_CONFIGURATION_NOT_SUPPORTED);
	EXPECT_HRESULT(IDiscRecorder2Ex_GetSupportedProfiles(rig->recorder_ex, FALSE, &profiles, &count),
	               E_IMAPI_RECORDER_GET_CONFIGURATION_NOT_SUPPORTED);
	rig_disarm(rig, "c");
	EXPECT_HRESULT(get_page(rig, 1, FALSE, &page, &bytes), S_OK);
	CoTaskMemFree(page);
}

/* ---- lists ---- */

struct codes {
	LONG codes[FEATURES_MAX];
	ULONG count;
};

/* A drive that lists more than there can be is not believed further. */
static void add_code(struct codes *codes, LONG code)
{
	if (codes->count < FEATURES_MAX)
		codes->codes[codes->count++] = code;
}

static struct codes feature_codes(const struct configuration *configuration, bool current)
{
	struct codes codes = {.count = 0};

	for (unsigned i = 0; i < configuration->count; i++)
		if (!current || configuration->features[i].current)
			add_code(&codes, configuration->features[i].code);
	return codes;
}

/* Feature 0, the profile list, has four bytes a profile: number, flags with Current as the lowest bit, reserved. */
static struct codes profile_codes(const struct configuration *configuration, bool current)
{
	const struct feature *list = &configuration->features[0];
	struct codes codes = {.count = 0};

	if (!EXPECT(list->code == 0, "the first feature is not the profile list"))
		return codes;
	for (ULONG at = 4; at + 4 <= list->bytes; at += 4)
		if (!current || list->descriptor[at + 2] & 1)
			add_code(&codes, (LONG)raw_be16(list->descriptor + at));
	return codes;
}

static void listed_features(struct rig *rig)
{
	struct configuration *configuration = read_configuration(rig);

	for (BOOLEAN current = FALSE; current <= TRUE; current++) {
		struct codes wanted = feature_codes(configuration, current);
		IMAPI_FEATURE_PAGE_TYPE *codes = NULL;
		ULONG count = 0;
		HRESULT hr = IDiscRecorder2Ex_GetSupportedFeaturePages(rig->recorder_ex, current, &codes, &count);

		expect_codes(hr, codes, count, wanted.codes, wanted.count, current ? "current features" : "features");
	}
}

static void listed_profiles(struct rig *rig)
{
	struct configuration *configuration = read_configuration(rig);

	for (BOOLEAN current = FALSE; current <= TRUE; current++) {
		struct codes wanted = profile_codes(configuration, current);
		IMAPI_PROFILE_TYPE *profiles = NULL;
		ULONG count = 0;
		HRESULT hr = IDiscRecorder2Ex_GetSupportedProfiles(rig->recorder_ex, current, &profiles, &count);

		EXPECT(count < PROFILES_MAX, "%u profiles", (unsigned)count);
		EXPECT(current || count > 0, "no profile");
		expect_codes(hr, profiles, count, wanted.codes, wanted.count,
		             current ? "current profiles" : "profiles");
	}
}

/* The elements of an array of variants, which is destroyed. */
static struct codes variants(HRESULT hr, SAFEARRAY *list, const char *what)
{
	struct codes codes = {.count = 0};
	VARTYPE type = VT_EMPTY;
	LONG upper = -1;

	if (!EXPECT_HRESULT(hr, S_OK) || !EXPECT(list, "%s: no array", what))
		return codes;
	EXPECT_HRESULT(SafeArrayGetVartype(list, &type), S_OK);
	EXPECT(type == 12 && SafeArrayGetDim(list) == 1, "%s: not one row of variants", what);
	EXPECT_HRESULT(SafeArrayGetUBound(list, 1, &upper), S_OK);
	for (LONG i = 0; type == 12 && i <= upper && i < FEATURES_MAX; i++) {
		VARIANT element;

		VariantInit(&element);
		EXPECT_HRESULT(SafeArrayGetElement(list, &i, &element), S_OK);
		EXPECT(element.vt == 3, "%s: element %d is of type %u", what, (int)i, element.vt);
		add_code(&codes, element.lVal);
	}
	SafeArrayDestroy(list);
	return codes;
}

static void expect_equal_codes(const struct codes *actual, const struct codes *wanted, const char *what)
{
	EXPECT(actual->count == wanted->count &&
	               memcmp(actual->codes, wanted->codes, wanted->count * sizeof(*wanted->codes)) == 0,
	       "%s: not what the drive lists", what);
}

static void expect_among(const struct codes *part, const struct codes *whole, const char *what)
{
	for (ULONG i = 0; i < part->count; i++) {
		bool found = false;

		for (ULONG j = 0; j < whole->count; j++)
			found |= part->codes[i] == whole->codes[j];
		EXPECT(found, "%s: 0x%X is current and not supported", what, (unsigned)part->codes[i]);
	}
}

static void feature_properties(struct rig *rig)
{
	struct configuration *configuration = read_configuration(rig);
	struct codes wanted = feature_codes(configuration, false), wanted_current = feature_codes(configuration, true);
	struct codes all, current;
	SAFEARRAY *list = NULL;
	HRESULT hr = IDiscRecorder2_get_SupportedFeaturePages(rig->recorder, &list);

	all = variants(hr, list, "SupportedFeaturePages");
	hr = IDiscRecorder2_get_CurrentFeaturePages(rig->recorder, &list);
	current = variants(hr, list, "CurrentFeaturePages");
	expect_equal_codes(&all, &wanted, "SupportedFeaturePages");
	expect_equal_codes(&current, &wanted_current, "CurrentFeaturePages");
	expect_among(&current, &all, "features");
	EXPECT(current.count < all.count, "all features of this drive are current");
	EXPECT_HRESULT(IDiscRecorder2_get_SupportedFeaturePages(rig->recorder, NULL), E_POINTER);
	EXPECT_HRESULT(IDiscRecorder2_get_CurrentFeaturePages(rig->recorder, NULL), E_POINTER);
}

static void profile_properties(struct rig *rig)
{
	struct configuration *configuration = read_configuration(rig);
	struct codes wanted = profile_codes(configuration, false), wanted_current = profile_codes(configuration, true);
	struct codes all, current;
	SAFEARRAY *list = NULL;
	HRESULT hr = IDiscRecorder2_get_SupportedProfiles(rig->recorder, &list);

	all = variants(hr, list, "SupportedProfiles");
	hr = IDiscRecorder2_get_CurrentProfiles(rig->recorder, &list);
	current = variants(hr, list, "CurrentProfiles");
	expect_equal_codes(&all, &wanted, "SupportedProfiles");
	expect_equal_codes(&current, &wanted_current, "CurrentProfiles");
	expect_among(&current, &all, "profiles");
	EXPECT_HRESULT(IDiscRecorder2_get_SupportedProfiles(rig->recorder, NULL), E_POINTER);
	EXPECT_HRESULT(IDiscRecorder2_get_CurrentProfiles(rig->recorder, NULL), E_POINTER);
}

/* MODE SENSE(10) for all pages: byte 7 is the length of the block descriptors before the first. */
static void mode_page_property(struct rig *rig)
{
	static const uint8_t mode_sense[10] = {0x5A, 0x08, 0x3F, 0, 0, 0, 0, 0x10, 0};
	struct raw *raw = rig_keep(rig, sizeof(*raw), NULL);
	struct codes wanted = {.count = 0}, actual;
	SAFEARRAY *list = NULL;
	HRESULT hr;

	raw_get(rig, mode_sense, 10, 0x1000, raw);
	for (ULONG at = 8 + raw->data[7]; at + 2 <= raw->bytes; at += 2 + (ULONG)raw->data[at + 1])
		add_code(&wanted, raw->data[at] & 0x3F);
	hr = IDiscRecorder2_get_SupportedModePages(rig->recorder, &list);
	actual = variants(hr, list, "SupportedModePages");
	EXPECT(wanted.count > 0, "the drive has no mode pages");
	expect_equal_codes(&actual, &wanted, "SupportedModePages");
	EXPECT_HRESULT(IDiscRecorder2_get_SupportedModePages(rig->recorder, NULL), E_POINTER);
}

/* An empty drive has no current profile: the list is there and empty. */
static void empty_drive(struct rig *rig)
{
	IMAPI_PROFILE_TYPE *profiles = NULL;
	SAFEARRAY *list = NULL;
	struct codes current;
	ULONG count = 9;
	HRESULT hr = IDiscRecorder2Ex_GetSupportedProfiles(rig->recorder_ex, TRUE, &profiles, &count);

	EXPECT_HRESULT(hr, S_OK);
	EXPECT_EQUAL(count, 0);
	CoTaskMemFree(profiles);
	hr = IDiscRecorder2_get_CurrentProfiles(rig->recorder, &list);
	current = variants(hr, list, "CurrentProfiles");
	EXPECT_EQUAL(current.count, 0);
	EXPECT_HRESULT(IDiscRecorder2Ex_GetSupportedProfiles(rig->recorder_ex, FALSE, &profiles, &count), S_OK);
	EXPECT(count > 0, "an empty drive supports no profile");
	CoTaskMemFree(profiles);
}

/* clang-format off */
const struct test_case recorder_feature_cases[] = {
	{"Recorder.Features.PageIsTheDescriptor", "RX-10 RX-11 RX-16", "", 0,            ANY_MEDIUM, page_is_the_descriptor},
	{"Recorder.Features.CurrentOnly",         "RX-12",             "", 0,            BOTH_MEDIA, current_only},
	{"Recorder.Features.Absent",              "RX-12",             "", 0,            ANY_MEDIUM, absent_feature},
	{"Recorder.Features.NoGetConfiguration",  "RX-12",             "", NEEDS_FAULTS, ANY_MEDIUM, no_get_configuration},
	{"Recorder.Features.Listed",              "RX-10 RX-15",       "", 0,            BOTH_MEDIA, listed_features},
	{"Recorder.Profiles.Listed",              "RX-10 RX-15 RX-16", "", 0,            BOTH_MEDIA, listed_profiles},
	{"Recorder.Profiles.OfAnEmptyDrive",      "RX-15 R2-12",       "", 0,            "",         empty_drive},
	{"Recorder.Properties.Features",          "R2-11 R2-12",       "", 0,            BOTH_MEDIA, feature_properties},
	{"Recorder.Properties.Profiles",          "R2-11 R2-12",       "", 0,            BOTH_MEDIA, profile_properties},
	{"Recorder.Properties.ModePages",         "R2-11",             "", 0,            ANY_MEDIUM, mode_page_property},
	{0},
};
/* clang-format on */
