/* SPDX-License-Identifier: MIT */
/* The C binding as the SDK has it: sizes of the tables, GUIDs, codes, and a client written for it. */
#include "tests/unit/imapi2/sdk_client.h"

#include <string.h>

#include "platform/posix.h"
#include "tests/unit/imapi2/doubles.h"
#include "tests/unit/unit.h"

static void tables_have_their_slots(void)
{
	CHECK_EQUAL(sizeof(IWriteEngine2Vtbl), 20 * sizeof(void *));
	CHECK_EQUAL(sizeof(IWriteEngine2EventArgsVtbl), 14 * sizeof(void *));
	CHECK_EQUAL(sizeof(DWriteEngine2EventsVtbl), 8 * sizeof(void *));
	CHECK_EQUAL(sizeof(IDiscRecorder2Vtbl), 28 * sizeof(void *));
	CHECK_EQUAL(sizeof(IDiscRecorder2ExVtbl), 21 * sizeof(void *));
	CHECK_EQUAL(sizeof(IStreamPseudoRandomBasedVtbl), 18 * sizeof(void *));
	CHECK_EQUAL(offsetof(IWriteEngine2Vtbl, Invoke), 6 * sizeof(void *));
	CHECK_EQUAL(offsetof(IWriteEngine2Vtbl, CancelWrite), 8 * sizeof(void *));
	CHECK_EQUAL(offsetof(IWriteEngine2Vtbl, get_WriteInProgress), 19 * sizeof(void *));
	CHECK_EQUAL(offsetof(IDiscRecorder2ExVtbl, SendCommandGetDataFromDevice), 5 * sizeof(void *));
	CHECK_EQUAL(offsetof(IStreamPseudoRandomBasedVtbl, Clone), 13 * sizeof(void *));
}

static void guids_are_imapi2s(void)
{
	static const uint8_t tail[] = {0x64, 0x7F, 0x0F, 0x5B, 0x8F, 0x00, 0x5D, 0x77, 0xAF, 0xBE, 0x26, 0x1E};

	CHECK_EQUAL(CLSID_MsftWriteEngine2.Data1, 0x2735412C);
	CHECK_EQUAL(CLSID_MsftDiscRecorder2.Data1, 0x2735412D);
	CHECK_EQUAL(IID_IDiscRecorder2Ex.Data1, 0x27354132);
	CHECK_EQUAL(IID_IDiscRecorder2.Data1, 0x27354133);
	CHECK_EQUAL(IID_IWriteEngine2.Data1, 0x27354135);
	CHECK_EQUAL(IID_IWriteEngine2EventArgs.Data1, 0x27354136);
	CHECK_EQUAL(IID_DWriteEngine2Events.Data1, 0x27354137);
	CHECK_BYTES((const uint8_t *)&IID_IWriteEngine2 + 4, tail, 12);
}

static void codes_keep_their_severity(void)
{
	CHECK(SUCCEEDED(S_IMAPI_WRITE_NOT_IN_PROGRESS));
	CHECK_EQUAL(S_IMAPI_WRITE_NOT_IN_PROGRESS, 0x00AA0302);
	CHECK(FAILED(E_IMAPI_REQUEST_CANCELLED));
	CHECK_EQUAL(HRESULT_FACILITY(E_IMAPI_REQUEST_CANCELLED), 0xAA);
	CHECK_EQUAL((uint32_t)E_IMAPI_ERASE_RECORDER_IN_USE, 0x80AA0900);
	CHECK_EQUAL((uint32_t)E_IMAPI_RAW_IMAGE_TRACK_INDEX_TOO_CLOSE_TO_OTHER_INDEX, 0x80AA0A0A);
}

static int open_fake(void *context, const char *id, struct transport **ret_transport)
{
	CHECK_STRING(id, "drive0");
	*ret_transport = context;
	return 0;
}

static void client_runs_unchanged(void)
{
	static const uint8_t second[] = {0x2A, 0, 0, 1, 0x82, 0xA0, 0, 0, 32, 0};
	struct fake_transport transport;
	struct imapi2_host host = {posix_create(1), open_fake, &transport.transport};
	struct sdk_report report = {0};

	fake_transport_init(&transport);
	imapi2_set_process_host(&host);
	CHECK_EQUAL(sdk_client(&report), S_OK);
	imapi2_set_process_host(NULL);
	CHECK_EQUAL(transport.commands, 1 + 32 + 32 + 1); /* INQUIRY, twice 1024 blocks by 32, SYNCHRONIZE CACHE */
	CHECK_BYTES(transport.cdbs[33], second, 10);
	CHECK_EQUAL(transport.cdbs[65 % 64][0], 0x35);
	CHECK_STRING(transport.owner, "EraseClient");
	CHECK_EQUAL(transport.claims, 0);
	CHECK(transport.destroyed);
	CHECK(report.updates >= 4);
	CHECK_EQUAL(report.last_progress, 1023);
	CHECK_EQUAL(report.sink_references, 1);
	platform_destroy(host.platform);
}

static void classes_have_names(void)
{
	struct imapi2_host host = {NULL, NULL, NULL};
	CLSID id;

	imapi2_set_process_host(&host);
	CHECK_EQUAL(CLSIDFromProgID(u"IMAPI2.MsftWriteEngine2", &id), S_OK);
	CHECK(IsEqualCLSID(&id, &CLSID_MsftWriteEngine2));
	CHECK_EQUAL(CLSIDFromProgID(u"imapi2.msftstreamprgn001", &id), S_OK);
	CHECK(IsEqualCLSID(&id, &CLSID_MsftStreamPrng001));
	CHECK_EQUAL(CLSIDFromProgID(u"IMAPI2.MsftDiscMaster2", &id), CO_E_CLASSSTRING);
	imapi2_set_process_host(NULL);
}

static void engine_is_not_aggregated(void)
{
	struct imapi2_host host = {NULL, NULL, NULL};
	IUnknown outer = {NULL};
	void *object = &outer;

	imapi2_set_process_host(&host);
	CHECK_EQUAL(CoCreateInstance(&CLSID_MsftWriteEngine2, &outer, CLSCTX_ALL, &IID_IUnknown, &object),
	            CLASS_E_NOAGGREGATION);
	CHECK(object == NULL);
	CHECK_EQUAL(CoCreateInstance(&IID_IUnknown, NULL, CLSCTX_ALL, &IID_IUnknown, &object), REGDB_E_CLASSNOTREG);
	CHECK_EQUAL(CoCreateInstance(&CLSID_MsftStreamZero, NULL, CLSCTX_LOCAL_SERVER, &IID_IStream, &object),
	            REGDB_E_CLASSNOTREG);
	CHECK_EQUAL(DllGetClassObject(&IID_IUnknown, &IID_IClassFactory, &object), CLASS_E_CLASSNOTAVAILABLE);
	imapi2_set_process_host(NULL);
}

static const struct unit_test tests[] = {
	{"Sdk.TablesHaveTheirSlots", tables_have_their_slots},
	{"Sdk.GuidsAreImapi2s", guids_are_imapi2s},
	{"Sdk.CodesKeepTheirSeverity", codes_keep_their_severity},
	{"Sdk.ClientRunsUnchanged", client_runs_unchanged},
	{"Sdk.ClassesHaveNames", classes_have_names},
	{"Sdk.EngineIsNotAggregated", engine_is_not_aggregated},
	{NULL, NULL},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
