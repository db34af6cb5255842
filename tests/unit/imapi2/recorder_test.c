/* SPDX-License-Identifier: MIT */
/* MsftDiscRecorder2 as IDiscRecorder2, on a transport that answers as told. */
#include "tests/unit/imapi2/doubles.h"

#include <errno.h>
#include <string.h>

#include "engine/com/text.h"
#include "tests/unit/unit.h"

static HRESULT initialize(IDiscRecorder2 *recorder, const char *id)
{
	BSTR text;
	HRESULT hr;

	bstr_from_utf8(id, &text);
	hr = IDiscRecorder2_InitializeDiscRecorder(recorder, text);
	SysFreeString(text);
	return hr;
}

static bool is_text(BSTR text, const OLECHAR *wanted)
{
	UINT length = 0;

	while (wanted[length])
		length++;
	return SysStringLen(text) == length && !memcmp(text, wanted, length * 2);
}

static void uninitialized(struct world *world)
{
	IDiscRecorder2 *recorder = world_recorder(world);
	IDiscRecorder2Ex *ex;
	BSTR name = SysAllocString(u"Test"), text = name;
	uint8_t sense[18];

	IDiscRecorder2_QueryInterface(recorder, &IID_IDiscRecorder2Ex, (void **)&ex);
	CHECK_EQUAL(IDiscRecorder2_EjectMedia(recorder), E_FAIL);
	CHECK_EQUAL(IDiscRecorder2_CloseTray(recorder), E_FAIL);
	CHECK_EQUAL(IDiscRecorder2_AcquireExclusiveAccess(recorder, VARIANT_TRUE, name), E_FAIL);
	CHECK_EQUAL(IDiscRecorder2_ReleaseExclusiveAccess(recorder), E_FAIL);
	CHECK_EQUAL(IDiscRecorder2_DisableMcn(recorder), E_FAIL);
	CHECK_EQUAL(IDiscRecorder2_EnableMcn(recorder), E_FAIL);
	CHECK_EQUAL(IDiscRecorder2_get_ActiveDiscRecorder(recorder, &text), E_FAIL);
	CHECK(text == NULL);
	CHECK_EQUAL(IDiscRecorder2_get_VendorId(recorder, &text), E_FAIL);
	CHECK_EQUAL(IDiscRecorder2_get_ExclusiveAccessOwner(recorder, &text), E_FAIL);
	CHECK_EQUAL(send_no_data(ex, 0x00, 6, sense), E_FAIL);
	CHECK_EQUAL(IWriteEngine2_put_Recorder(world->engine, ex), E_FAIL);
	CHECK_EQUAL(world->transport.commands, 0);
	IDiscRecorder2Ex_Release(ex);
	CHECK_EQUAL(IDiscRecorder2_Release(recorder), 0);
	SysFreeString(name);
}

static void everything_fails_before_initialize(void)
{
	in_world(uninitialized, NULL);
}

static void identity(struct world *world)
{
	static const uint8_t inquiry[] = {0x12, 0, 0, 0, 36, 0};
	IDiscRecorder2 *recorder = world_recorder(world);
	BSTR text;

	CHECK_EQUAL(initialize(recorder, "/dev/\xC3\xA9"), S_OK);
	CHECK_STRING(world->asked_id, "/dev/\xC3\xA9");
	CHECK_BYTES(world->transport.cdbs[0], inquiry, 6);
	CHECK_EQUAL(IDiscRecorder2_get_ActiveDiscRecorder(recorder, &text), S_OK);
	CHECK(is_text(text, u"/dev/\u00E9"));
	SysFreeString(text);
	CHECK_EQUAL(IDiscRecorder2_get_VendorId(recorder, &text), S_OK);
	CHECK(is_text(text, u"DRYBURN"));
	SysFreeString(text);
	CHECK_EQUAL(IDiscRecorder2_get_ProductId(recorder, &text), S_OK);
	CHECK(is_text(text, u"FAKE WRITER"));
	SysFreeString(text);
	CHECK_EQUAL(IDiscRecorder2_get_ProductRevision(recorder, &text), S_OK);
	CHECK(is_text(text, u"1.0"));
	SysFreeString(text);
	CHECK_EQUAL(IDiscRecorder2_get_VendorId(recorder, NULL), E_POINTER);
	CHECK_EQUAL(world->transport.commands, 1);
	CHECK_EQUAL(initialize(recorder, "other"), E_FAIL);
	CHECK_EQUAL(IDiscRecorder2_Release(recorder), 0);
	CHECK(world->transport.destroyed);
}

static void initialize_learns_the_identity(void)
{
	in_world(identity, NULL);
}

static void other_type(struct world *world)
{
	IDiscRecorder2 *recorder = world_recorder(world);
	IDiscRecorder2Ex *ex;

	world->transport.peripheral_type = *(const uint8_t *)world->parameter;
	CHECK_EQUAL(initialize(recorder, "disk"), E_FAIL);
	CHECK(world->transport.destroyed);
	IDiscRecorder2_QueryInterface(recorder, &IID_IDiscRecorder2Ex, (void **)&ex);
	CHECK_EQUAL(IWriteEngine2_put_Recorder(world->engine, ex), E_FAIL);
	IDiscRecorder2Ex_Release(ex);
	CHECK_EQUAL(IDiscRecorder2_Release(recorder), 0);
}

/* A disk, a tape, a drive that is not connected, nothing at all. */
static void only_optical_drives_are_accepted(void)
{
	static const uint8_t types[] = {0x00, 0x01, 0x25, 0x7F, 0x1F};

	for (size_t i = 0; i < sizeof(types); i++)
		in_world(other_type, &types[i]);
}

static void locked(struct world *world)
{
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex;
	uint8_t sense[18];

	world->transport.result = -EBUSY;
	ex = world_ready_recorder(world, &recorder);
	CHECK_EQUAL(send_no_data(ex, 0x00, 6, sense), (HRESULT)0xC0AA0210);
	world->transport.result = 0;
	world->transport.peripheral_type = 0;
	CHECK_EQUAL(send_no_data(ex, 0x00, 6, sense), E_FAIL);
	CHECK_EQUAL(world->transport.cdbs[world->transport.commands - 1][0], 0x12);
	world->transport.peripheral_type = 5;
	CHECK_EQUAL(send_no_data(ex, 0x00, 6, sense), S_OK);
	IDiscRecorder2_Release(recorder);
}

/* Its type is found out before its first command instead. */
static void locked_drive_can_be_initialised(void)
{
	in_world(locked, NULL);
}

static void bad_ids(struct world *world)
{
	static const OLECHAR lone[] = {'a', 0xD800, 0};
	IDiscRecorder2 *recorder = world_recorder(world);
	BSTR text = SysAllocString(lone);

	CHECK_EQUAL(IDiscRecorder2_InitializeDiscRecorder(recorder, NULL), E_INVALIDARG);
	CHECK_EQUAL(IDiscRecorder2_InitializeDiscRecorder(recorder, text), E_INVALIDARG);
	SysFreeString(text);
	world->open_result = -ENODEV;
	CHECK_EQUAL(initialize(recorder, "gone"), (HRESULT)0x80070037);
	world->open_result = -ENOENT;
	CHECK_EQUAL(initialize(recorder, "none"), (HRESULT)0x80070037);
	world->open_result = 0;
	CHECK_EQUAL(initialize(recorder, "here"), S_OK);
	IDiscRecorder2_Release(recorder);
}

static void bad_ids_are_refused(void)
{
	in_world(bad_ids, NULL);
}

static void claims(struct world *world)
{
	BSTR name = SysAllocString(u"Burner 1.0, by: me; a_b-c"), owner;
	IDiscRecorder2 *recorder;

	world_ready_recorder(world, &recorder);
	CHECK_EQUAL(IDiscRecorder2_ReleaseExclusiveAccess(recorder), E_FAIL);
	CHECK_EQUAL(IDiscRecorder2_AcquireExclusiveAccess(recorder, VARIANT_TRUE, name), S_OK);
	CHECK(world->transport.claim_forced);
	CHECK_EQUAL(IDiscRecorder2_AcquireExclusiveAccess(recorder, VARIANT_FALSE, name), S_OK);
	CHECK(!world->transport.claim_forced);
	CHECK_EQUAL(IDiscRecorder2_get_ExclusiveAccessOwner(recorder, &owner), S_OK);
	CHECK(is_text(owner, u"Burner 1.0, by: me; a_b-c"));
	SysFreeString(owner);
	CHECK_EQUAL(world->transport.claims, 2);
	CHECK_EQUAL(IDiscRecorder2_ReleaseExclusiveAccess(recorder), S_OK);
	CHECK_EQUAL(IDiscRecorder2_ReleaseExclusiveAccess(recorder), S_OK);
	CHECK_EQUAL(IDiscRecorder2_ReleaseExclusiveAccess(recorder), E_FAIL);
	CHECK_EQUAL(world->transport.claims, 0);
	world->transport.claim_result = -EBUSY;
	CHECK_EQUAL(IDiscRecorder2_AcquireExclusiveAccess(recorder, VARIANT_TRUE, name), (HRESULT)0xC0AA0210);
	CHECK_EQUAL(IDiscRecorder2_ReleaseExclusiveAccess(recorder), E_FAIL);
	IDiscRecorder2_Release(recorder);
	SysFreeString(name);
}

static void exclusive_access_is_counted(void)
{
	in_world(claims, NULL);
}

static void client_names(struct world *world)
{
	static const OLECHAR long_name[] = u"0123456789012345678901234567890123456789012345678901234567890123";
	static const struct {
		const OLECHAR *name;
		UINT length;
		HRESULT result;
	} rows[] = {{u"", 0, E_INVALIDARG},     {u"a/b", 3, E_INVALIDARG}, {u"\u00E9", 1, E_INVALIDARG},
	            {u"a\0b", 3, E_INVALIDARG}, {long_name, 62, S_OK},     {long_name, 63, E_INVALIDARG}};
	IDiscRecorder2 *recorder;

	world_ready_recorder(world, &recorder);
	CHECK_EQUAL(IDiscRecorder2_AcquireExclusiveAccess(recorder, VARIANT_TRUE, NULL), E_INVALIDARG);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		BSTR name = SysAllocStringLen(rows[i].name, rows[i].length);

		CHECK_EQUAL(IDiscRecorder2_AcquireExclusiveAccess(recorder, VARIANT_TRUE, name), rows[i].result);
		SysFreeString(name);
	}
	IDiscRecorder2_Release(recorder);
}

static void client_names_are_checked(void)
{
	in_world(client_names, NULL);
}

static void mcn(struct world *world)
{
	IDiscRecorder2 *recorder;

	world_ready_recorder(world, &recorder);
	CHECK_EQUAL(IDiscRecorder2_EnableMcn(recorder), E_FAIL);
	CHECK_EQUAL(IDiscRecorder2_DisableMcn(recorder), S_OK);
	CHECK_EQUAL(IDiscRecorder2_DisableMcn(recorder), S_OK);
	CHECK_EQUAL(IDiscRecorder2_EnableMcn(recorder), S_OK);
	CHECK_EQUAL(IDiscRecorder2_EnableMcn(recorder), S_OK);
	CHECK_EQUAL(IDiscRecorder2_EnableMcn(recorder), E_FAIL);
	IDiscRecorder2_Release(recorder);
}

static void mcn_is_counted(void)
{
	in_world(mcn, NULL);
}

static void tray(struct world *world)
{
	static const uint8_t eject[] = {0x1B, 0, 0, 0, 2, 0}, load[] = {0x1B, 0, 0, 0, 3, 0};
	static const uint8_t no_medium[] = {0x70, 0, 2, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0x3A, 2, 0, 0, 0, 0};
	DISPPARAMS none = {0};
	IDiscRecorder2 *recorder;

	world_ready_recorder(world, &recorder);
	CHECK_EQUAL(IDiscRecorder2_EjectMedia(recorder), S_OK);
	CHECK_BYTES(world->transport.cdbs[1], eject, 6);
	CHECK_EQUAL(IDiscRecorder2_Invoke(recorder, 0x101, &IID_NULL, 0, DISPATCH_METHOD, &none, NULL, NULL, NULL),
	            S_OK);
	CHECK_BYTES(world->transport.cdbs[2], load, 6);
	world->transport.status = 2;
	memcpy(world->transport.sense_data, no_medium, 18);
	world->transport.sense_length = 18;
	CHECK_EQUAL(IDiscRecorder2_EjectMedia(recorder), (HRESULT)0xC0AA0202);
	IDiscRecorder2_Release(recorder);
}

static void tray_moves(void)
{
	in_world(tray, NULL);
}

static const struct unit_test tests[] = {
	{"Recorder.EverythingFailsBeforeInitialize", everything_fails_before_initialize},
	{"Recorder.InitializeLearnsTheIdentity", initialize_learns_the_identity},
	{"Recorder.OnlyOpticalDrivesAreAccepted", only_optical_drives_are_accepted},
	{"Recorder.LockedDriveCanBeInitialised", locked_drive_can_be_initialised},
	{"Recorder.BadIdsAreRefused", bad_ids_are_refused},
	{"Recorder.ExclusiveAccessIsCounted", exclusive_access_is_counted},
	{"Recorder.ClientNamesAreChecked", client_names_are_checked},
	{"Recorder.McnIsCounted", mcn_is_counted},
	{"Recorder.TrayMoves", tray_moves},
	{NULL, NULL},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
