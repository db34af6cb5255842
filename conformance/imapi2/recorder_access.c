/* SPDX-License-Identifier: MIT */
/* IDiscRecorder2: what must come first, who has the drive, the tray. */
#include <string.h>

#include "conformance/imapi2/burn.h"
#include "conformance/imapi2/cases.h"
#include "conformance/imapi2/recorder.h"
#include "engine/imapi2/imapi2error.h"

enum { TIMEOUT_S = 30 };

static HRESULT test_unit_ready(IDiscRecorder2Ex *recorder)
{
	BYTE cdb[6] = {0x00}, sense[18];

	return IDiscRecorder2Ex_SendCommandNoData(recorder, cdb, 6, sense, TIMEOUT_S);
}

static bool is_text(BSTR text, const char *wanted)
{
	size_t length = strlen(wanted);

	if (SysStringLen(text) != length)
		return false;
	for (size_t i = 0; i < length; i++)
		if (text[i] != (OLECHAR)wanted[i])
			return false;
	return true;
}

/* ---- before InitializeDiscRecorder ---- */

static void uninitialised_texts(IDiscRecorder2 *recorder)
{
	BSTR text = NULL;

	EXPECT_FAILURE(IDiscRecorder2_get_ActiveDiscRecorder(recorder, &text), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2_get_VendorId(recorder, &text), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2_get_ProductId(recorder, &text), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2_get_ProductRevision(recorder, &text), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2_get_VolumeName(recorder, &text), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2_get_ExclusiveAccessOwner(recorder, &text), E_FAIL);
}

static void uninitialised_properties(IDiscRecorder2 *recorder)
{
	SAFEARRAY *list = NULL;
	VARIANT_BOOL can_load = 0;
	LONG number = 0;

	EXPECT_FAILURE(IDiscRecorder2_get_VolumePathNames(recorder, &list), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2_get_SupportedFeaturePages(recorder, &list), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2_get_CurrentFeaturePages(recorder, &list), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2_get_SupportedProfiles(recorder, &list), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2_get_CurrentProfiles(recorder, &list), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2_get_SupportedModePages(recorder, &list), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2_get_DeviceCanLoadMedia(recorder, &can_load), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2_get_LegacyDeviceNumber(recorder, &number), E_FAIL);
}

static void uninitialised_actions(IDiscRecorder2 *recorder)
{
	EXPECT_FAILURE(IDiscRecorder2_EjectMedia(recorder), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2_CloseTray(recorder), E_FAIL);
	EXPECT_FAILURE(recorder_acquire(recorder, "Nobody"), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2_ReleaseExclusiveAccess(recorder), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2_DisableMcn(recorder), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2_EnableMcn(recorder), E_FAIL);
}

static void uninitialised_ex(IDiscRecorder2Ex *ex)
{
	BYTE cdb[10] = {0}, sense[18], buffer[36] = {0x01, 2}, *data = NULL;
	IMAPI_FEATURE_PAGE_TYPE *features = NULL;
	IMAPI_PROFILE_TYPE *profiles = NULL;
	IMAPI_MODE_PAGE_TYPE *pages = NULL;
	ULONG count = 0;

	EXPECT_FAILURE(test_unit_ready(ex), E_FAIL);
	cdb[0] = 0x12;
	EXPECT_FAILURE(IDiscRecorder2Ex_SendCommandGetDataFromDevice(ex, cdb, 6, sense, TIMEOUT_S, buffer, 36, &count),
	               E_FAIL);
	cdb[0] = 0x55;
	EXPECT_FAILURE(IDiscRecorder2Ex_SendCommandSendDataToDevice(ex, cdb, 10, sense, TIMEOUT_S, buffer, 8), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2Ex_ReadDvdStructure(ex, 0, 0, 0, 0, &data, &count), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2Ex_SendDvdStructure(ex, 0, buffer, 4), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2Ex_GetAdapterDescriptor(ex, &data, &count), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2Ex_GetDeviceDescriptor(ex, &data, &count), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2Ex_GetDiscInformation(ex, &data, &count), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2Ex_GetTrackInformation(ex, 1, 1, &data, &count), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2Ex_GetFeaturePage(ex, 1, FALSE, &data, &count), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2Ex_GetModePage(ex, 1, 0, &data, &count), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2Ex_SetModePage(ex, 0, buffer, 4), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2Ex_GetSupportedFeaturePages(ex, FALSE, &features, &count), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2Ex_GetSupportedProfiles(ex, FALSE, &profiles, &count), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2Ex_GetSupportedModePages(ex, 0, &pages, &count), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2Ex_GetByteAlignmentMask(ex, &count), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2Ex_GetMaximumPageAlignedTransferSize(ex, &count), E_FAIL);
	EXPECT_FAILURE(IDiscRecorder2Ex_GetMaximumNonPageAlignedTransferSize(ex, &count), E_FAIL);
}

static void initialise_first(struct rig *rig)
{
	IDiscRecorder2 *recorder = recorder_uninitialised(rig);
	IDiscRecorder2Ex *ex = recorder ? recorder_ex_of(recorder) : NULL;

	REQUIRE(ex, "no recorder");
	rig_forget_log(rig);
	uninitialised_texts(recorder);
	uninitialised_properties(recorder);
	uninitialised_actions(recorder);
	uninitialised_ex(ex);
	EXPECT_EQUAL(rig->log_count, 0);
	EXPECT_HRESULT(recorder_initialise(rig, recorder), S_OK);
	EXPECT_HRESULT(test_unit_ready(ex), S_OK);
}

static void initialise_once(struct rig *rig)
{
	IDiscRecorder2 *recorder = recorder_of_another_client(rig);

	REQUIRE(recorder, "no recorder");
	EXPECT_HRESULT(recorder_initialise(rig, recorder), E_FAIL);
	EXPECT_HRESULT(test_unit_ready(recorder_ex_of(recorder)), S_OK);
}

static void no_id(struct rig *rig)
{
	IDiscRecorder2 *recorder = recorder_uninitialised(rig);
	BSTR empty = SysAllocStringLen(NULL, 0);

	EXPECT_HRESULT(IDiscRecorder2_InitializeDiscRecorder(recorder, NULL), E_INVALIDARG);
	EXPECT_HRESULT(IDiscRecorder2_InitializeDiscRecorder(recorder, empty), E_INVALIDARG);
	SysFreeString(empty);
	EXPECT_FAILURE(test_unit_ready(recorder_ex_of(recorder)), E_FAIL);
	EXPECT_HRESULT(recorder_initialise(rig, recorder), S_OK);
}

static void active_recorder(struct rig *rig)
{
	IDiscRecorder2 *recorder = recorder_of_another_client(rig);
	BSTR first = NULL, second = NULL;

	REQUIRE(recorder, "no recorder");
	EXPECT_HRESULT(IDiscRecorder2_get_ActiveDiscRecorder(rig->recorder, &first), S_OK);
	EXPECT_HRESULT(IDiscRecorder2_get_ActiveDiscRecorder(recorder, &second), S_OK);
	EXPECT(SysStringLen(first) > 0 && SysStringByteLen(first) == SysStringByteLen(second) &&
	               memcmp(first, second, SysStringByteLen(first)) == 0,
	       "ActiveDiscRecorder is not the id that the recorder was initialised with");
	EXPECT_HRESULT(IDiscRecorder2_get_ActiveDiscRecorder(recorder, NULL), E_POINTER);
	SysFreeString(first);
	SysFreeString(second);
}

/* ---- exclusive access ---- */

static void locked_drive(struct rig *rig)
{
	IDiscRecorder2 *recorder = recorder_uninitialised(rig);
	IDiscRecorder2Ex *ex = recorder ? recorder_ex_of(recorder) : NULL;
	BYTE *data = NULL;
	ULONG count = 0;

	REQUIRE(ex, "no recorder");
	REQUIRE_HRESULT(recorder_acquire(rig->recorder, "The first"), S_OK);
	EXPECT_HRESULT(recorder_initialise(rig, recorder), S_OK);
	EXPECT_HRESULT(test_unit_ready(ex), E_IMAPI_RECORDER_LOCKED);
	EXPECT_HRESULT(IDiscRecorder2Ex_GetDiscInformation(ex, &data, &count), E_IMAPI_RECORDER_LOCKED);
	EXPECT_HRESULT(IDiscRecorder2Ex_GetTrackInformation(ex, 1, 1, &data, &count), E_IMAPI_RECORDER_LOCKED);
	EXPECT_HRESULT(IDiscRecorder2Ex_GetFeaturePage(ex, 1, FALSE, &data, &count), E_IMAPI_RECORDER_LOCKED);
	EXPECT_HRESULT(IDiscRecorder2Ex_GetModePage(ex, 1, 0, &data, &count), E_IMAPI_RECORDER_LOCKED);
	EXPECT_HRESULT(IDiscRecorder2Ex_ReadDvdStructure(ex, 0, 0, 0, 0, &data, &count), E_IMAPI_RECORDER_LOCKED);
	EXPECT_HRESULT(IDiscRecorder2_EjectMedia(recorder), E_IMAPI_RECORDER_LOCKED);
	EXPECT_HRESULT(IDiscRecorder2_CloseTray(recorder), E_IMAPI_RECORDER_LOCKED);
	EXPECT_HRESULT(test_unit_ready(rig->recorder_ex), S_OK);
	EXPECT_HRESULT(IDiscRecorder2_ReleaseExclusiveAccess(rig->recorder), S_OK);
	EXPECT_HRESULT(test_unit_ready(ex), S_OK);
	EXPECT_HRESULT(IDiscRecorder2Ex_GetDiscInformation(ex, &data, &count), S_OK);
	CoTaskMemFree(data);
}

static void counted_access(struct rig *rig)
{
	IDiscRecorder2 *other = recorder_of_another_client(rig);

	REQUIRE(other, "no recorder");
	for (unsigned i = 0; i < 3; i++)
		EXPECT_HRESULT(recorder_acquire(rig->recorder, "The first"), S_OK);
	for (unsigned i = 0; i < 3; i++) {
		EXPECT_HRESULT_READING(recorder_acquire(other, "The second"), E_IMAPI_RECORDER_LOCKED, E_ACCESSDENIED);
		EXPECT_HRESULT(IDiscRecorder2_ReleaseExclusiveAccess(rig->recorder), S_OK);
	}
	EXPECT_HRESULT(recorder_acquire(other, "The second"), S_OK);
	EXPECT_HRESULT_READING(recorder_acquire(rig->recorder, "The first"), E_IMAPI_RECORDER_LOCKED, E_ACCESSDENIED);
	EXPECT_HRESULT(IDiscRecorder2_ReleaseExclusiveAccess(other), S_OK);
	EXPECT_HRESULT(recorder_acquire(rig->recorder, "The first"), S_OK);
	EXPECT_HRESULT(IDiscRecorder2_ReleaseExclusiveAccess(rig->recorder), S_OK);
}

/* A release too many is not owed: the next access is there in full. */
static void release_without_access(struct rig *rig)
{
	IDiscRecorder2 *other = recorder_of_another_client(rig);

	REQUIRE(other, "no recorder");
	EXPECT_FAILURE(IDiscRecorder2_ReleaseExclusiveAccess(rig->recorder), E_FAIL);
	EXPECT_HRESULT(recorder_acquire(rig->recorder, "The first"), S_OK);
	EXPECT_HRESULT(test_unit_ready(recorder_ex_of(other)), E_IMAPI_RECORDER_LOCKED);
	EXPECT_FAILURE(IDiscRecorder2_ReleaseExclusiveAccess(other), E_FAIL);
	EXPECT_HRESULT(test_unit_ready(recorder_ex_of(other)), E_IMAPI_RECORDER_LOCKED);
	EXPECT_HRESULT(IDiscRecorder2_ReleaseExclusiveAccess(rig->recorder), S_OK);
	EXPECT_HRESULT(test_unit_ready(recorder_ex_of(other)), S_OK);
}

/* A client that goes away without giving the drive back. */
static void released_recorder(struct rig *rig)
{
	IDiscRecorder2 *other = NULL;

	REQUIRE_HRESULT(CoCreateInstance(&CLSID_MsftDiscRecorder2, NULL, CLSCTX_INPROC_SERVER, &IID_IDiscRecorder2,
	                                 (void **)&other),
	                S_OK);
	EXPECT_HRESULT(recorder_initialise(rig, other), S_OK);
	EXPECT_HRESULT(recorder_acquire(other, "The other"), S_OK);
	EXPECT_HRESULT(test_unit_ready(rig->recorder_ex), E_IMAPI_RECORDER_LOCKED);
	EXPECT_EQUAL(IDiscRecorder2_Release(other), 0);
	EXPECT_HRESULT(test_unit_ready(rig->recorder_ex), S_OK);
}

static void client_names(struct rig *rig)
{
	static const char longest[] = "Burner 1.0, by: me; a_b-c...............................AZaz09";
	static const char *const wrong[] = {"", "a/b", "a\\b", "a*", "a\tb", "a(b)", "a'b", "a\"b", "a\x7F"};
	char too_long[64];

	EXPECT_EQUAL(strlen(longest), 62);
	EXPECT_HRESULT(recorder_acquire(rig->recorder, longest), S_OK);
	EXPECT_HRESULT(recorder_acquire(rig->recorder, "a"), S_OK);
	EXPECT_HRESULT(IDiscRecorder2_ReleaseExclusiveAccess(rig->recorder), S_OK);
	EXPECT_HRESULT(IDiscRecorder2_ReleaseExclusiveAccess(rig->recorder), S_OK);
	EXPECT_HRESULT(IDiscRecorder2_AcquireExclusiveAccess(rig->recorder, VARIANT_FALSE, NULL), E_INVALIDARG);
	for (unsigned i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		EXPECT_HRESULT(recorder_acquire(rig->recorder, wrong[i]), E_INVALIDARG);
	memset(too_long, 'a', 63);
	too_long[63] = '\0';
	EXPECT_HRESULT(recorder_acquire(rig->recorder, too_long), E_INVALIDARG);
	EXPECT_FAILURE(IDiscRecorder2_ReleaseExclusiveAccess(rig->recorder), E_FAIL);
}

static void expect_owner(IDiscRecorder2 *recorder, const char *name)
{
	BSTR owner = NULL;

	EXPECT_HRESULT(IDiscRecorder2_get_ExclusiveAccessOwner(recorder, &owner), S_OK);
	EXPECT(is_text(owner, name), "the owner is not \"%s\"", name);
	SysFreeString(owner);
}

static void access_owner(struct rig *rig)
{
	IDiscRecorder2 *other = recorder_of_another_client(rig);

	REQUIRE(other, "no recorder");
	EXPECT_HRESULT(recorder_acquire(rig->recorder, "Burner 1.0"), S_OK);
	expect_owner(rig->recorder, "Burner 1.0");
	expect_owner(other, "Burner 1.0");
	EXPECT_HRESULT(IDiscRecorder2_ReleaseExclusiveAccess(rig->recorder), S_OK);
	EXPECT_HRESULT(recorder_acquire(other, "Another"), S_OK);
	expect_owner(rig->recorder, "Another");
	EXPECT_HRESULT(IDiscRecorder2_ReleaseExclusiveAccess(other), S_OK);
	EXPECT_HRESULT(IDiscRecorder2_get_ExclusiveAccessOwner(rig->recorder, NULL), E_POINTER);
}

static void no_owner(struct rig *rig)
{
	expect_owner(rig->recorder, "");
	EXPECT_HRESULT(recorder_acquire(rig->recorder, "Burner 1.0"), S_OK);
	EXPECT_HRESULT(IDiscRecorder2_ReleaseExclusiveAccess(rig->recorder), S_OK);
	expect_owner(rig->recorder, "");
}

static HRESULT acquire_by_force(IDiscRecorder2 *recorder)
{
	BSTR name = SysAllocString(u"Burner 1.0");
	HRESULT hr = IDiscRecorder2_AcquireExclusiveAccess(recorder, VARIANT_TRUE, name);

	SysFreeString(name);
	return hr;
}

static void mounted_file_system(struct rig *rig)
{
	rig_mount(rig, true);
	EXPECT_HRESULT_READING(recorder_acquire(rig->recorder, "Burner 1.0"), E_IMAPI_RECORDER_LOCKED, E_ACCESSDENIED);
	EXPECT_FAILURE(IDiscRecorder2_ReleaseExclusiveAccess(rig->recorder), E_FAIL);
	EXPECT_HRESULT(acquire_by_force(rig->recorder), S_OK);
	EXPECT_HRESULT(IDiscRecorder2_ReleaseExclusiveAccess(rig->recorder), S_OK);
	rig_mount(rig, false);
	EXPECT_HRESULT(recorder_acquire(rig->recorder, "Burner 1.0"), S_OK);
	EXPECT_HRESULT(IDiscRecorder2_ReleaseExclusiveAccess(rig->recorder), S_OK);
}

/* Nobody's files change under them: reading goes on, writing needs exclusive access. */
static void mounted_file_system_is_not_written(struct rig *rig)
{
	BYTE blank[12] = {0xA1}, close[10] = {0x5B}, sense[18];
	struct burn *burn = burn_prepare(rig, SHORT_BLOCKS);

	rig_mount(rig, true);
	rig_forget_log(rig);
	EXPECT_HRESULT(IDiscRecorder2Ex_SendCommandNoData(rig->recorder_ex, blank, 12, sense, TIMEOUT_S),
	               E_IMAPI_RECORDER_LOCKED);
	EXPECT_HRESULT(IDiscRecorder2Ex_SendCommandNoData(rig->recorder_ex, close, 10, sense, TIMEOUT_S),
	               E_IMAPI_RECORDER_LOCKED);
	EXPECT_EQUAL(rig->log_count, 0);
	EXPECT_HRESULT(test_unit_ready(rig->recorder_ex), S_OK);
	EXPECT_HRESULT(acquire_by_force(rig->recorder), S_OK);
	EXPECT_HRESULT(burn_run(burn), S_OK);
	EXPECT_HRESULT(IDiscRecorder2_ReleaseExclusiveAccess(rig->recorder), S_OK);
	EXPECT_HRESULT(IDiscRecorder2Ex_SendCommandNoData(rig->recorder_ex, blank, 12, sense, TIMEOUT_S),
	               E_IMAPI_RECORDER_LOCKED);
	rig_mount(rig, false);
}

static void media_change_notification(struct rig *rig)
{
	EXPECT_HRESULT(IDiscRecorder2_DisableMcn(rig->recorder), S_OK);
	EXPECT_HRESULT(IDiscRecorder2_DisableMcn(rig->recorder), S_OK);
	EXPECT_HRESULT(IDiscRecorder2_EnableMcn(rig->recorder), S_OK);
	EXPECT_HRESULT(IDiscRecorder2_EnableMcn(rig->recorder), S_OK);
	EXPECT_FAILURE(IDiscRecorder2_EnableMcn(rig->recorder), E_FAIL);
	EXPECT_HRESULT(IDiscRecorder2_DisableMcn(rig->recorder), S_OK);
	EXPECT_HRESULT(IDiscRecorder2_EnableMcn(rig->recorder), S_OK);
}

/* clang-format off */
const struct test_case recorder_access_cases[] = {
	{"Recorder.Initialise.First",          "R2-01",       "", 0,            "dvd+r",    initialise_first},
	{"Recorder.Initialise.Once",           "OR-07",       "", NEEDS_OUR_ENGINE, ANY_MEDIUM, initialise_once},
	{"Recorder.Initialise.NoId",           "OR-08",       "", 0,            "dvd+r",    no_id},
	{"Recorder.Initialise.ActiveRecorder", "R2-03",       "", 0,            ANY_MEDIUM, active_recorder},
	{"Recorder.Access.LockedDrive",        "RX-21 R2-02", "", 0,            "dvd+r",    locked_drive},
	{"Recorder.Access.Counted",            "R2-04 R2-05", "", 0,            ANY_MEDIUM, counted_access},
	{"Recorder.Access.ReleaseWithout",     "R2-13",       "", 0,            "dvd+r",    release_without_access},
	{"Recorder.Access.ReleasedRecorder",   "OR-09",       "", 0,            "dvd+r",    released_recorder},
	{"Recorder.Access.ClientNames",        "R2-06",       "", 0,            ANY_MEDIUM, client_names},
	{"Recorder.Access.Owner",              "R2-08",       "", 0,            ANY_MEDIUM, access_owner},
	{"Recorder.Access.NoOwner",            "OR-10",       "", NEEDS_OUR_ENGINE, ANY_MEDIUM, no_owner},
	{"Recorder.Access.Mounted",            "R2-07",       "", NEEDS_FAULTS, ANY_MEDIUM, mounted_file_system},
	{"Recorder.Access.MountedIsNotWritten", "OR-11",      "", NEEDS_FAULTS | NEEDS_ROOM | NEEDS_OUR_ENGINE, BOTH_MEDIA, mounted_file_system_is_not_written},
	{"Recorder.Mcn",                       "R2-10",       "", 0,            ANY_MEDIUM, media_change_notification},
	{0},
};
/* clang-format on */
