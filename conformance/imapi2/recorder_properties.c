/* SPDX-License-Identifier: MIT */
/* IDiscRecorder2: what it tells of a drive besides lists, the tray, and its members by name and number. */
#include <stddef.h>
#include <string.h>

#include "conformance/imapi2/cases.h"
#include "conformance/imapi2/recorder.h"
#include "engine/imapi2/imapi2error.h"

enum { TIMEOUT_S = 30, READY_POLLS_MAX = 600 };
#define READY_INTERVAL_NS (100 * NS_PER_MS)

/* ---- identity ---- */

/* Whether a property is a field of INQUIRY data, without the blanks behind it. */
static void expect_field(HRESULT hr, BSTR property, const uint8_t *field, UINT width, const char *what)
{
	UINT length = SysStringLen(property);

	if (!EXPECT_HRESULT(hr, S_OK))
		return;
	EXPECT(length <= width, "%s has %u characters", what, (unsigned)length);
	for (UINT i = 0; i < width; i++)
		EXPECT(i < length ? property[i] == field[i] : field[i] == ' ' || !field[i],
		       "%s is another from character %u on", what, (unsigned)i);
	SysFreeString(property);
}

static void identity(struct rig *rig)
{
	static const uint8_t inquiry[6] = {0x12, 0, 0, 0, 36};
	struct raw *raw = rig_keep(rig, sizeof(*raw), NULL);
	BSTR text = NULL;
	HRESULT hr;

	raw_get(rig, inquiry, 6, 36, raw);
	hr = IDiscRecorder2_get_VendorId(rig->recorder, &text);
	expect_field(hr, text, raw->data + 8, 8, "VendorId");
	hr = IDiscRecorder2_get_ProductId(rig->recorder, &text);
	expect_field(hr, text, raw->data + 16, 16, "ProductId");
	hr = IDiscRecorder2_get_ProductRevision(rig->recorder, &text);
	expect_field(hr, text, raw->data + 32, 4, "ProductRevision");
	EXPECT_HRESULT(IDiscRecorder2_get_VendorId(rig->recorder, NULL), E_POINTER);
	EXPECT_HRESULT(IDiscRecorder2_get_ProductId(rig->recorder, NULL), E_POINTER);
	EXPECT_HRESULT(IDiscRecorder2_get_ProductRevision(rig->recorder, NULL), E_POINTER);
}

/* The same drive has the same name, whoever asks. */
static void volume_name(struct rig *rig)
{
	IDiscRecorder2 *other = recorder_of_another_client(rig);
	BSTR first = NULL, second = NULL;

	REQUIRE(other, "no recorder");
	EXPECT_HRESULT(IDiscRecorder2_get_VolumeName(rig->recorder, &first), S_OK);
	EXPECT_HRESULT(IDiscRecorder2_get_VolumeName(other, &second), S_OK);
	EXPECT(SysStringLen(first) > 0, "VolumeName is empty");
	EXPECT(SysStringByteLen(first) == SysStringByteLen(second) &&
	               memcmp(first, second, SysStringByteLen(first)) == 0,
	       "one drive has two names");
	SysFreeString(first);
	SysFreeString(second);
	EXPECT_HRESULT(IDiscRecorder2_get_VolumeName(rig->recorder, NULL), E_POINTER);
}

/* Variants of type VT_BSTR; without a file system there are none in this rig. */
static void volume_path_names(struct rig *rig)
{
	SAFEARRAY *list = NULL;
	VARTYPE type = VT_EMPTY;
	LONG upper = 99;

	REQUIRE_HRESULT(IDiscRecorder2_get_VolumePathNames(rig->recorder, &list), S_OK);
	REQUIRE(list, "no array");
	EXPECT_HRESULT(SafeArrayGetVartype(list, &type), S_OK);
	EXPECT_EQUAL(type, 12);
	EXPECT_EQUAL(SafeArrayGetDim(list), 1);
	EXPECT_HRESULT(SafeArrayGetUBound(list, 1, &upper), S_OK);
	EXPECT(upper == -1 || expect_is_lenient(), "%d path names", (int)upper + 1);
	for (LONG i = 0; i <= upper; i++) {
		VARIANT element;

		VariantInit(&element);
		EXPECT_HRESULT(SafeArrayGetElement(list, &i, &element), S_OK);
		EXPECT_EQUAL(element.vt, 8);
		VariantClear(&element);
	}
	SafeArrayDestroy(list);
	EXPECT_HRESULT(IDiscRecorder2_get_VolumePathNames(rig->recorder, NULL), E_POINTER);
}

static void volume_path_names_of_a_mount(struct rig *rig)
{
	static const OLECHAR expected[] = u"/media/forged disc";
	SAFEARRAY *list = NULL;
	LONG first = 0, upper = 99;
	VARIANT element;

	rig_mount(rig, true);
	REQUIRE_HRESULT(IDiscRecorder2_get_VolumePathNames(rig->recorder, &list), S_OK);
	EXPECT_HRESULT(SafeArrayGetUBound(list, 1, &upper), S_OK);
	EXPECT_EQUAL(upper, 0);
	VariantInit(&element);
	EXPECT_HRESULT(SafeArrayGetElement(list, &first, &element), S_OK);
	if (EXPECT(element.vt == 8, "a path name of type %u", element.vt))
		EXPECT(SysStringByteLen(element.bstrVal) == sizeof(expected) - 2 &&
		               memcmp(element.bstrVal, expected, sizeof(expected)) == 0,
		       "another path name");
	VariantClear(&element);
	SafeArrayDestroy(list);
	rig_mount(rig, false);
}

/* Feature 0003h: in byte 4 bits 7-5 the mechanism, of which 1 is a tray, bit 4 Load, bit 3 Eject. */
static void expect_can_load(struct rig *rig, uint8_t mechanism, VARIANT_BOOL expected)
{
	const uint8_t removable_medium[16] = {0, 0, 0, 12, 0, 0, 0, 0, 0, 3, 0x07, 4, mechanism};
	VARIANT_BOOL value = 7;

	rig_forge(rig, 0x46, removable_medium, sizeof(removable_medium));
	EXPECT_HRESULT(IDiscRecorder2_get_DeviceCanLoadMedia(rig->recorder, &value), S_OK);
	EXPECT(value == expected, "mechanism %02Xh: %d", mechanism, value);
	rig_forge_no_more(rig);
}

static void can_load(struct rig *rig)
{
	VARIANT_BOOL value = 7;

	expect_can_load(rig, 0x38, VARIANT_TRUE);
	expect_can_load(rig, 0x28, VARIANT_FALSE);
	expect_can_load(rig, 0x00, VARIANT_FALSE);
	EXPECT_HRESULT(IDiscRecorder2_get_DeviceCanLoadMedia(rig->recorder, &value), S_OK);
	EXPECT_EQUAL(value, VARIANT_TRUE);
	EXPECT_HRESULT(IDiscRecorder2_get_DeviceCanLoadMedia(rig->recorder, NULL), E_POINTER);
}

/* ---- the tray ---- */

struct readiness {
	HRESULT result;
	uint8_t key, asc, ascq;
};

static struct readiness test_unit_ready(struct rig *rig)
{
	BYTE cdb[6] = {0x00}, sense[18] = {0};
	struct readiness readiness = {
		.result = IDiscRecorder2Ex_SendCommandNoData(rig->recorder_ex, cdb, 6, sense, TIMEOUT_S)};

	readiness.key = sense[2] & 0x0F;
	readiness.asc = sense[12];
	readiness.ascq = sense[13];
	return readiness;
}

/* Waits while the drive has a unit attention or becomes ready. */
static struct readiness settle(struct rig *rig)
{
	struct readiness readiness = test_unit_ready(rig);

	for (unsigned i = 0; i < READY_POLLS_MAX; i++) {
		if (readiness.key != 0x6 && !(readiness.key == 0x2 && readiness.asc == 0x04))
			return readiness;
		sleep_until(rig->platform, platform_now(rig->platform) + READY_INTERVAL_NS);
		readiness = test_unit_ready(rig);
	}
	EXPECT(false, "the drive does not settle: %X/%02X", readiness.key, readiness.asc);
	return readiness;
}

static void tray(struct rig *rig)
{
	struct readiness readiness = settle(rig);

	EXPECT_HRESULT(readiness.result, S_OK);
	EXPECT_HRESULT(IDiscRecorder2_EjectMedia(rig->recorder), S_OK);
	readiness = settle(rig);
	EXPECT_EQUAL(readiness.key, 0x2);
	EXPECT_EQUAL(readiness.asc, 0x3A);
	EXPECT_EQUAL(readiness.ascq, 0x02); /* tray open */
	EXPECT_HRESULT(IDiscRecorder2_CloseTray(rig->recorder), S_OK);
	readiness = settle(rig);
	EXPECT_HRESULT(readiness.result, S_OK);
}

/* A drive whose tray is locked says MEDIUM REMOVAL PREVENTED, 5/53/02, which no code stands for. */
static void locked_tray(struct rig *rig)
{
	BYTE prevent[6] = {0x1E, 0, 0, 0, 1}, allow[6] = {0x1E}, sense[18];
	struct readiness readiness;

	EXPECT_HRESULT(IDiscRecorder2Ex_SendCommandNoData(rig->recorder_ex, prevent, 6, sense, TIMEOUT_S), S_OK);
	EXPECT(FAILED(IDiscRecorder2_EjectMedia(rig->recorder)), "a locked tray is opened");
	readiness = settle(rig);
	EXPECT_HRESULT(readiness.result, S_OK);
	EXPECT_HRESULT(IDiscRecorder2Ex_SendCommandNoData(rig->recorder_ex, allow, 6, sense, TIMEOUT_S), S_OK);
	EXPECT_HRESULT(IDiscRecorder2_EjectMedia(rig->recorder), S_OK);
}

/* ---- the table, and IDispatch ---- */

#define EXPECT_SLOT(member, slot) EXPECT_EQUAL(offsetof(IDiscRecorder2Vtbl, member), (slot) * sizeof(void *))

static void table(struct rig *rig)
{
	(void)rig;
	EXPECT_EQUAL(sizeof(IDiscRecorder2Vtbl), 28 * sizeof(void *));
	EXPECT_SLOT(EjectMedia, 7);
	EXPECT_SLOT(CloseTray, 8);
	EXPECT_SLOT(AcquireExclusiveAccess, 9);
	EXPECT_SLOT(ReleaseExclusiveAccess, 10);
	EXPECT_SLOT(DisableMcn, 11);
	EXPECT_SLOT(EnableMcn, 12);
	EXPECT_SLOT(InitializeDiscRecorder, 13);
	EXPECT_SLOT(get_ActiveDiscRecorder, 14);
	EXPECT_SLOT(get_VendorId, 15);
	EXPECT_SLOT(get_ProductId, 16);
	EXPECT_SLOT(get_ProductRevision, 17);
	EXPECT_SLOT(get_VolumeName, 18);
	EXPECT_SLOT(get_VolumePathNames, 19);
	EXPECT_SLOT(get_DeviceCanLoadMedia, 20);
	EXPECT_SLOT(get_LegacyDeviceNumber, 21);
	EXPECT_SLOT(get_SupportedFeaturePages, 22);
	EXPECT_SLOT(get_CurrentFeaturePages, 23);
	EXPECT_SLOT(get_SupportedProfiles, 24);
	EXPECT_SLOT(get_CurrentProfiles, 25);
	EXPECT_SLOT(get_SupportedModePages, 26);
	EXPECT_SLOT(get_ExclusiveAccessOwner, 27);
}

struct member {
	const OLECHAR *name;
	DISPID id;
};

static void members(struct rig *rig)
{
	static const struct member rows[] = {
		{u"EjectMedia", 0x100},
		{u"CloseTray", 0x101},
		{u"AcquireExclusiveAccess", 0x102},
		{u"ReleaseExclusiveAccess", 0x103},
		{u"DisableMcn", 0x104},
		{u"EnableMcn", 0x105},
		{u"InitializeDiscRecorder", 0x106},
		{u"ActiveDiscRecorder", 0},
		{u"VendorId", 0x201},
		{u"ProductId", 0x202},
		{u"ProductRevision", 0x203},
		{u"VolumeName", 0x204},
		{u"VolumePathNames", 0x205},
		{u"DeviceCanLoadMedia", 0x206},
		{u"LegacyDeviceNumber", 0x207},
		{u"SupportedFeaturePages", 0x208},
		{u"CurrentFeaturePages", 0x209},
		{u"SupportedProfiles", 0x20A},
		{u"CurrentProfiles", 0x20B},
		{u"SupportedModePages", 0x20C},
		{u"ExclusiveAccessOwner", 0x20D},
	};
	LPOLESTR unknown = (LPOLESTR)u"Nonsense";
	DISPID id;

	for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		LPOLESTR name = (LPOLESTR)rows[i].name;

		id = -99;
		EXPECT_HRESULT(
			IDiscRecorder2_GetIDsOfNames(rig->recorder, &IID_NULL, &name, 1, LOCALE_USER_DEFAULT, &id),
			S_OK);
		EXPECT_EQUAL(id, rows[i].id);
	}
	EXPECT_HRESULT(IDiscRecorder2_GetIDsOfNames(rig->recorder, &IID_NULL, &unknown, 1, LOCALE_USER_DEFAULT, &id),
	               DISP_E_UNKNOWNNAME);
}

static HRESULT get_by_number(struct rig *rig, DISPID id, VARIANT *ret_value)
{
	DISPPARAMS none = {NULL, NULL, 0, 0};

	VariantInit(ret_value);
	return IDiscRecorder2_Invoke(rig->recorder, id, &IID_NULL, LOCALE_USER_DEFAULT, DISPATCH_PROPERTYGET, &none,
	                             ret_value, NULL, NULL);
}

/* A text, a truth, a list, and what is no member. */
static void properties_by_number(struct rig *rig)
{
	BSTR vendor = NULL;
	VARIANT value;

	EXPECT_HRESULT(IDiscRecorder2_get_VendorId(rig->recorder, &vendor), S_OK);
	EXPECT_HRESULT(get_by_number(rig, 0x201, &value), S_OK);
	if (EXPECT(value.vt == 8, "VendorId is of type %u", value.vt))
		EXPECT(SysStringByteLen(vendor) == SysStringByteLen(value.bstrVal) &&
		               memcmp(vendor, value.bstrVal, SysStringByteLen(vendor)) == 0,
		       "VendorId is another by its number");
	VariantClear(&value);
	SysFreeString(vendor);
	EXPECT_HRESULT(get_by_number(rig, 0x206, &value), S_OK);
	EXPECT_EQUAL(value.vt, 11);
	EXPECT(value.boolVal == 0 || value.boolVal == -1, "DeviceCanLoadMedia is %d", value.boolVal);
	EXPECT_HRESULT(get_by_number(rig, 0x20A, &value), S_OK);
	EXPECT_EQUAL(value.vt, 0x200C);
	VariantClear(&value);
	EXPECT_HRESULT(get_by_number(rig, 0x200, &value), DISP_E_MEMBERNOTFOUND);
	EXPECT_HRESULT(get_by_number(rig, 0x20E, &value), DISP_E_MEMBERNOTFOUND);
}

/* clang-format off */
const struct test_case recorder_property_cases[] = {
	{"Recorder.Properties.Identity",        "OR-12",       "", 0,                               ANY_MEDIUM, identity},
	{"Recorder.Properties.VolumeName",      "OR-13",       "", 0,                               ANY_MEDIUM, volume_name},
	{"Recorder.Properties.VolumePathNames", "OR-14",       "", 0,                               ANY_MEDIUM, volume_path_names},
	{"Recorder.Properties.MountPoint",      "OR-14",       "", NEEDS_FAULTS | NEEDS_OUR_ENGINE, ANY_MEDIUM, volume_path_names_of_a_mount},
	{"Recorder.Properties.CanLoadMedia",    "OR-15 CB-10", "", NEEDS_FAULTS | NEEDS_OUR_ENGINE, ANY_MEDIUM, can_load},
	{"Recorder.Tray.Moves",                 "OR-17",       "", NEEDS_FAULTS,                    ANY_MEDIUM, tray},
	{"Recorder.Tray.Locked",                "OR-17",       "", NEEDS_FAULTS,                    ANY_MEDIUM, locked_tray},
	{"Recorder.Table",                      "OR-19",       "", 0,                               ANY_MEDIUM, table},
	{"Recorder.Members",                    "OR-18",       "", 0,                               ANY_MEDIUM, members},
	{"Recorder.Members.ByNumber",           "OR-18 CB-10", "", 0,                               ANY_MEDIUM, properties_by_number},
	{0},
};
/* clang-format on */
