/* SPDX-License-Identifier: MIT */
/* The C binding and the COM around it: identities, table layouts, numbers of members, codes. Literal numbers
 * throughout: the header under test is not asked about itself. */
#include <stddef.h>
#include <string.h>

#include "conformance/expect.h"
#include "conformance/hresult.h"
#include "conformance/imapi2/aftermath.h"
#include "conformance/imapi2/cases.h"
#include "engine/imapi2/imapi2error.h"

/* ---- identities ---- */

static bool is_imapi2_guid(const GUID *guid, uint32_t first)
{
	static const uint8_t rest[8] = {0x8F, 0x00, 0x5D, 0x77, 0xAF, 0xBE, 0x26, 0x1E};

	return guid->Data1 == first && guid->Data2 == 0x7F64 && guid->Data3 == 0x5B0F &&
	       memcmp(guid->Data4, rest, 8) == 0;
}

static void guids(struct rig *rig)
{
	(void)rig;
	EXPECT(is_imapi2_guid(&IID_IWriteEngine2, 0x27354135), "IID_IWriteEngine2 is another number");
	EXPECT(is_imapi2_guid(&IID_IWriteEngine2EventArgs, 0x27354136), "IID_IWriteEngine2EventArgs is another number");
	EXPECT(is_imapi2_guid(&IID_DWriteEngine2Events, 0x27354137), "IID_DWriteEngine2Events is another number");
	EXPECT(is_imapi2_guid(&CLSID_MsftWriteEngine2, 0x2735412C), "CLSID_MsftWriteEngine2 is another number");
	EXPECT(is_imapi2_guid(&IID_IDiscRecorder2, 0x27354133), "IID_IDiscRecorder2 is another number");
	EXPECT(is_imapi2_guid(&IID_IDiscRecorder2Ex, 0x27354132), "IID_IDiscRecorder2Ex is another number");
	EXPECT(is_imapi2_guid(&LIBID_IMAPI2, 0x2735412F), "LIBID_IMAPI2 is another number");
}

/* ---- tables ---- */

#define EXPECT_SLOT(table, member, slot) EXPECT_EQUAL(offsetof(table, member), (slot) * sizeof(void *))

static void engine_table(struct rig *rig)
{
	(void)rig;
	EXPECT_EQUAL(sizeof(IWriteEngine2Vtbl), 20 * sizeof(void *));
	EXPECT_SLOT(IWriteEngine2Vtbl, QueryInterface, 0);
	EXPECT_SLOT(IWriteEngine2Vtbl, AddRef, 1);
	EXPECT_SLOT(IWriteEngine2Vtbl, Release, 2);
	EXPECT_SLOT(IWriteEngine2Vtbl, GetTypeInfoCount, 3);
	EXPECT_SLOT(IWriteEngine2Vtbl, GetTypeInfo, 4);
	EXPECT_SLOT(IWriteEngine2Vtbl, GetIDsOfNames, 5);
	EXPECT_SLOT(IWriteEngine2Vtbl, Invoke, 6);
	EXPECT_SLOT(IWriteEngine2Vtbl, WriteSection, 7);
	EXPECT_SLOT(IWriteEngine2Vtbl, CancelWrite, 8);
	EXPECT_SLOT(IWriteEngine2Vtbl, put_Recorder, 9);
	EXPECT_SLOT(IWriteEngine2Vtbl, get_Recorder, 10);
	EXPECT_SLOT(IWriteEngine2Vtbl, put_UseStreamingWrite12, 11);
	EXPECT_SLOT(IWriteEngine2Vtbl, get_UseStreamingWrite12, 12);
	EXPECT_SLOT(IWriteEngine2Vtbl, put_StartingSectorsPerSecond, 13);
	EXPECT_SLOT(IWriteEngine2Vtbl, get_StartingSectorsPerSecond, 14);
	EXPECT_SLOT(IWriteEngine2Vtbl, put_EndingSectorsPerSecond, 15);
	EXPECT_SLOT(IWriteEngine2Vtbl, get_EndingSectorsPerSecond, 16);
	EXPECT_SLOT(IWriteEngine2Vtbl, put_BytesPerSector, 17);
	EXPECT_SLOT(IWriteEngine2Vtbl, get_BytesPerSector, 18);
	EXPECT_SLOT(IWriteEngine2Vtbl, get_WriteInProgress, 19);
}

static void other_tables(struct rig *rig)
{
	(void)rig;
	EXPECT_EQUAL(sizeof(IWriteEngine2EventArgsVtbl), 14 * sizeof(void *));
	EXPECT_SLOT(IWriteEngine2EventArgsVtbl, get_StartLba, 7);
	EXPECT_SLOT(IWriteEngine2EventArgsVtbl, get_SectorCount, 8);
	EXPECT_SLOT(IWriteEngine2EventArgsVtbl, get_LastReadLba, 9);
	EXPECT_SLOT(IWriteEngine2EventArgsVtbl, get_LastWrittenLba, 10);
	EXPECT_SLOT(IWriteEngine2EventArgsVtbl, get_TotalSystemBuffer, 11);
	EXPECT_SLOT(IWriteEngine2EventArgsVtbl, get_UsedSystemBuffer, 12);
	EXPECT_SLOT(IWriteEngine2EventArgsVtbl, get_FreeSystemBuffer, 13);
	EXPECT_EQUAL(sizeof(DWriteEngine2EventsVtbl), 8 * sizeof(void *));
	EXPECT_SLOT(DWriteEngine2EventsVtbl, Update, 7);
	EXPECT_EQUAL(sizeof(IDiscRecorder2ExVtbl), 21 * sizeof(void *));
	EXPECT_SLOT(IDiscRecorder2ExVtbl, SendCommandNoData, 3);
	EXPECT_SLOT(IDiscRecorder2ExVtbl, SendCommandSendDataToDevice, 4);
	EXPECT_SLOT(IDiscRecorder2ExVtbl, SendCommandGetDataFromDevice, 5);
	EXPECT_SLOT(IDiscRecorder2ExVtbl, ReadDvdStructure, 6);
	EXPECT_SLOT(IDiscRecorder2ExVtbl, SendDvdStructure, 7);
	EXPECT_SLOT(IDiscRecorder2ExVtbl, GetAdapterDescriptor, 8);
	EXPECT_SLOT(IDiscRecorder2ExVtbl, GetDeviceDescriptor, 9);
	EXPECT_SLOT(IDiscRecorder2ExVtbl, GetDiscInformation, 10);
	EXPECT_SLOT(IDiscRecorder2ExVtbl, GetTrackInformation, 11);
	EXPECT_SLOT(IDiscRecorder2ExVtbl, GetFeaturePage, 12);
	EXPECT_SLOT(IDiscRecorder2ExVtbl, GetModePage, 13);
	EXPECT_SLOT(IDiscRecorder2ExVtbl, SetModePage, 14);
	EXPECT_SLOT(IDiscRecorder2ExVtbl, GetSupportedFeaturePages, 15);
	EXPECT_SLOT(IDiscRecorder2ExVtbl, GetSupportedProfiles, 16);
	EXPECT_SLOT(IDiscRecorder2ExVtbl, GetSupportedModePages, 17);
	EXPECT_SLOT(IDiscRecorder2ExVtbl, GetByteAlignmentMask, 18);
	EXPECT_SLOT(IDiscRecorder2ExVtbl, GetMaximumNonPageAlignedTransferSize, 19);
	EXPECT_SLOT(IDiscRecorder2ExVtbl, GetMaximumPageAlignedTransferSize, 20);
}

/* Whatever the macros expand to, they must call the same functions. */
static void macros(struct rig *rig)
{
	IWriteEngine2 *engine = rig->engine;
	LONG by_macro = 0, by_table = 1;
	ULONG references = engine->lpVtbl->AddRef(engine);

	EXPECT_EQUAL(IWriteEngine2_Release(engine), references - 1);
	EXPECT_HRESULT(IWriteEngine2_put_BytesPerSector(engine, 2352), S_OK);
	EXPECT_HRESULT(engine->lpVtbl->get_BytesPerSector(engine, &by_table), S_OK);
	EXPECT_HRESULT(IWriteEngine2_get_BytesPerSector(engine, &by_macro), S_OK);
	EXPECT_EQUAL(by_macro, 2352);
	EXPECT_EQUAL(by_table, 2352);
	EXPECT_HRESULT(engine->lpVtbl->put_EndingSectorsPerSecond(engine, 75), S_OK);
	EXPECT_HRESULT(IWriteEngine2_get_EndingSectorsPerSecond(engine, &by_macro), S_OK);
	EXPECT_EQUAL(by_macro, 75);
}

/* ---- making one ---- */

static void created_by_class_id(struct rig *rig)
{
	IWriteEngine2 *engine = NULL;

	(void)rig;
	REQUIRE_HRESULT(
		CoCreateInstance(&CLSID_MsftWriteEngine2, NULL, CLSCTX_ALL, &IID_IWriteEngine2, (void **)&engine),
		S_OK);
	REQUIRE(engine, "no engine");
	EXPECT_EQUAL(IWriteEngine2_Release(engine), 0);
}

static void created_by_name(struct rig *rig)
{
	CLSID class_id = {0};

	(void)rig;
	EXPECT_HRESULT(CLSIDFromProgID(u"IMAPI2.MsftWriteEngine2", &class_id), S_OK);
	EXPECT(is_imapi2_guid(&class_id, 0x2735412C), "IMAPI2.MsftWriteEngine2 names another class");
	EXPECT_HRESULT(CLSIDFromProgID(u"IMAPI2.MsftWriteEngine3", &class_id), CO_E_CLASSSTRING);
}

static IUnknown *ask_for(IUnknown *object, const IID *interface_id)
{
	IUnknown *result = NULL;

	EXPECT_HRESULT(IUnknown_QueryInterface(object, interface_id, (void **)&result), S_OK);
	return result;
}

static void interfaces(struct rig *rig)
{
	static const IID *const ids[] = {&IID_IUnknown, &IID_IDispatch, &IID_IWriteEngine2,
	                                 &IID_IConnectionPointContainer};
	IUnknown *engine = (IUnknown *)rig->engine, *identity = ask_for(engine, &IID_IUnknown), *none = engine;

	REQUIRE(identity, "no IUnknown");
	for (unsigned i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		IUnknown *interface = ask_for(engine, ids[i]), *again;

		REQUIRE(interface, "interface %u is missing", i);
		again = ask_for(interface, &IID_IUnknown);
		EXPECT(again == identity, "interface %u belongs to another object", i);
		IUnknown_Release(again);
		IUnknown_Release(interface);
	}
	EXPECT_HRESULT(IUnknown_QueryInterface(engine, &IID_IDiscRecorder2Ex, (void **)&none), E_NOINTERFACE);
	EXPECT(!none, "a failing QueryInterface leaves a pointer");
	IUnknown_Release(identity);
}

static void connection_point(struct rig *rig)
{
	IConnectionPointContainer *container;
	IConnectionPoint *point = NULL;
	IID id = {0};

	REQUIRE_HRESULT(IWriteEngine2_QueryInterface(rig->engine, &IID_IConnectionPointContainer, (void **)&container),
	                S_OK);
	EXPECT_HRESULT(IConnectionPointContainer_FindConnectionPoint(container, &IID_DWriteEngine2Events, &point),
	               S_OK);
	IConnectionPointContainer_Release(container);
	REQUIRE(point, "no connection point");
	EXPECT_HRESULT(IConnectionPoint_GetConnectionInterface(point, &id), S_OK);
	EXPECT(is_imapi2_guid(&id, 0x27354137), "it is a connection point for another interface");
	IConnectionPoint_Release(point);
}

/* ---- IDispatch ---- */

struct member {
	const OLECHAR *name;
	DISPID id;
};

static void expect_members(IDispatch *object, const struct member *members, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		LPOLESTR name = (LPOLESTR)members[i].name;
		DISPID id = -99;

		EXPECT_HRESULT(IDispatch_GetIDsOfNames(object, &IID_NULL, &name, 1, LOCALE_USER_DEFAULT, &id), S_OK);
		EXPECT_EQUAL(id, members[i].id);
	}
}

static void engine_members(struct rig *rig)
{
	static const struct member members[] = {
		{u"WriteSection", 0x200},
		{u"CancelWrite", 0x201},
		{u"Recorder", 0x100},
		{u"UseStreamingWrite12", 0x101},
		{u"StartingSectorsPerSecond", 0x102},
		{u"EndingSectorsPerSecond", 0x103},
		{u"BytesPerSector", 0x104},
		{u"WriteInProgress", 0x105},
	};
	LPOLESTR unknown = (LPOLESTR)u"Nonsense";
	DISPID id = 0;

	expect_members((IDispatch *)rig->engine, members, sizeof(members) / sizeof(members[0]));
	EXPECT_HRESULT(IWriteEngine2_GetIDsOfNames(rig->engine, &IID_NULL, &unknown, 1, LOCALE_USER_DEFAULT, &id),
	               DISP_E_UNKNOWNNAME);
	EXPECT_EQUAL(id, DISPID_UNKNOWN);
}

static HRESULT get_by_number(IDispatch *object, DISPID member, VARIANT *ret_value)
{
	DISPPARAMS none = {NULL, NULL, 0, 0};

	VariantInit(ret_value);
	return IDispatch_Invoke(object, member, &IID_NULL, LOCALE_USER_DEFAULT, DISPATCH_PROPERTYGET, &none, ret_value,
	                        NULL, NULL);
}

static void engine_properties_by_number(struct rig *rig)
{
	VARIANT value;

	EXPECT_HRESULT(IWriteEngine2_put_BytesPerSector(rig->engine, 2448), S_OK);
	EXPECT_HRESULT(get_by_number((IDispatch *)rig->engine, 0x104, &value), S_OK);
	EXPECT_EQUAL(value.vt, 3);
	EXPECT_EQUAL(value.lVal, 2448);
	EXPECT_HRESULT(get_by_number((IDispatch *)rig->engine, 0x105, &value), S_OK);
	EXPECT_EQUAL(value.vt, 11);
	EXPECT_EQUAL(value.boolVal, 0);
	EXPECT_HRESULT(get_by_number((IDispatch *)rig->engine, 0x106, &value), DISP_E_MEMBERNOTFOUND);
}

static IDispatch *kept_event_args(struct burn *burn)
{
	burn->sink->keeps_progress = true;
	burn_run(burn);
	return (IDispatch *)burn->sink->kept;
}

static void event_args_members(struct rig *rig)
{
	static const struct member members[] = {
		{u"StartLba", 0x100},         {u"SectorCount", 0x101},       {u"LastReadLba", 0x102},
		{u"LastWrittenLba", 0x103},   {u"TotalSystemBuffer", 0x106}, {u"UsedSystemBuffer", 0x107},
		{u"FreeSystemBuffer", 0x108},
	};
	IDispatch *args = kept_event_args(burn_prepare(rig, SHORT_BLOCKS));
	VARIANT value;

	REQUIRE(args, "no EventArgs were kept");
	expect_members(args, members, sizeof(members) / sizeof(members[0]));
	EXPECT_HRESULT(get_by_number(args, 0x101, &value), S_OK);
	EXPECT_EQUAL(value.vt, 3);
	EXPECT_EQUAL(value.lVal, SHORT_BLOCKS);
	EXPECT_HRESULT(get_by_number(args, 0x104, &value), DISP_E_MEMBERNOTFOUND);
	EXPECT_HRESULT(get_by_number(args, 0x105, &value), DISP_E_MEMBERNOTFOUND);
}

/* ---- values ---- */

static void booleans(struct rig *rig)
{
	struct burn *burn = burn_prepare_slow(rig);
	VARIANT_BOOL value = 7;

	EXPECT_HRESULT(IWriteEngine2_get_WriteInProgress(rig->engine, &value), S_OK);
	EXPECT_EQUAL(value, 0);
	value = 7;
	EXPECT_HRESULT(IWriteEngine2_get_UseStreamingWrite12(rig->engine, &value), S_OK);
	EXPECT_EQUAL(value, 0);
	burn_run(burn);
	REQUIRE(burn->sink->count >= 3, "%u Updates came", burn->sink->count);
	EXPECT_EQUAL(burn->sink->updates[1].write_in_progress, -1);
}

static void codes(struct rig *rig)
{
	const char *name;
	int32_t code;

	(void)rig;
	for (unsigned i = 0; hresult_of_imapi(i, &name, &code); i++) {
		EXPECT(((uint32_t)code >> 16 & 0x1FFF) == 0xAA, "%s is not of facility AAh", name);
		EXPECT(SUCCEEDED(code) == (name[0] == 'S') && FAILED(code) == (name[0] == 'E'),
		       "%s has the wrong severity", name);
	}
	EXPECT_EQUAL(S_IMAPI_WRITE_NOT_IN_PROGRESS, 0x00AA0302);
	EXPECT_EQUAL(E_IMAPI_REQUEST_CANCELLED, (int32_t)0xC0AA0002);
	EXPECT_EQUAL(E_IMAPI_LOSS_OF_STREAMING, (int32_t)0xC0AA0300);
	EXPECT_EQUAL(E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE, (int32_t)0xC0AA0301);
	EXPECT_EQUAL(E_IMAPI_RECORDER_REQUIRED, (int32_t)0xC0AA0003);
	EXPECT_EQUAL(E_IMAPI_RECORDER_COMMAND_TIMEOUT, (int32_t)0xC0AA020D);
	EXPECT_EQUAL(E_IMAPI_RECORDER_MEDIA_BUSY, (int32_t)0xC0AA0207);
}

/* clang-format off */
const struct test_case binding_cases[] = {
	{"Binding.Guids",                    "CB-01 CB-11", "", 0, ANY_MEDIUM, guids},
	{"Binding.Table.Engine",             "CB-02",       "", 0, ANY_MEDIUM, engine_table},
	{"Binding.Table.Others",             "CB-03",       "", 0, ANY_MEDIUM, other_tables},
	{"Binding.Macros",                   "CB-04",       "", 0, ANY_MEDIUM, macros},
	{"Binding.Created.ByClassId",        "CB-05",       "", 0, ANY_MEDIUM, created_by_class_id},
	{"Binding.Created.ByName",           "CB-05",       "", 0, ANY_MEDIUM, created_by_name},
	{"Binding.Interfaces",               "CB-06",       "", 0, ANY_MEDIUM, interfaces},
	{"Binding.ConnectionPoint",          "CB-07",       "", 0, ANY_MEDIUM, connection_point},
	{"Binding.Members.Engine",           "CB-08",       "", 0, ANY_MEDIUM, engine_members},
	{"Binding.Members.EngineByNumber",   "CB-08 CB-10", "", 0, ANY_MEDIUM, engine_properties_by_number},
	{"Binding.Members.EventArgs",        "CB-09",       "", NEEDS_ROOM, "dvd+r", event_args_members},
	{"Binding.Booleans",                 "CB-10",       "", NEEDS_ROOM | NEEDS_FAULTS, "dvd+r", booleans},
	{"Binding.Codes",                    "CB-12",       "", 0, ANY_MEDIUM, codes},
	{0},
};
/* clang-format on */
