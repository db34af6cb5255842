/* SPDX-License-Identifier: MIT */
/* MsftWriteEngine2: its properties, and what WriteSection checks before anything happens. */
#include "tests/unit/imapi2/doubles.h"
#include "tests/unit/unit.h"

static HRESULT write(struct world *world, LONG lba, LONG blocks)
{
	return IWriteEngine2_WriteSection(world->engine, &world->stream.IStream_iface, lba, blocks);
}

static void defaults(struct world *world)
{
	IDiscRecorder2Ex *recorder = &world->recorder.IDiscRecorder2Ex_iface;
	LONG bytes = 0, starting = 0, ending = 0;
	VARIANT_BOOL streaming = 7, writing = 7;
	IClassFactory *factory;
	IWriteEngine2 *fresh;

	imapi2_get_class_object(&world->host, &CLSID_MsftWriteEngine2, &IID_IClassFactory, (void **)&factory);
	CHECK_EQUAL(IClassFactory_CreateInstance(factory, NULL, &IID_IWriteEngine2, (void **)&fresh), S_OK);
	IClassFactory_Release(factory);
	CHECK_EQUAL(IWriteEngine2_get_Recorder(fresh, &recorder), S_OK);
	CHECK(recorder == NULL);
	CHECK_EQUAL(IWriteEngine2_get_BytesPerSector(fresh, &bytes), S_OK);
	CHECK_EQUAL(bytes, -1);
	CHECK_EQUAL(IWriteEngine2_get_StartingSectorsPerSecond(fresh, &starting), S_OK);
	CHECK_EQUAL(IWriteEngine2_get_EndingSectorsPerSecond(fresh, &ending), S_OK);
	CHECK_EQUAL(starting, -1);
	CHECK_EQUAL(ending, -1);
	CHECK_EQUAL(IWriteEngine2_get_UseStreamingWrite12(fresh, &streaming), S_OK);
	CHECK_EQUAL(streaming, 0);
	CHECK_EQUAL(IWriteEngine2_get_WriteInProgress(fresh, &writing), S_OK);
	CHECK_EQUAL(writing, 0);
	CHECK_EQUAL(IWriteEngine2_CancelWrite(fresh), 0x00AA0302);
	CHECK_EQUAL(IWriteEngine2_WriteSection(fresh, &world->stream.IStream_iface, 0, 1), (HRESULT)0xC0AA0003);
	IWriteEngine2_put_Recorder(fresh, &world->recorder.IDiscRecorder2Ex_iface);
	CHECK_EQUAL(IWriteEngine2_WriteSection(fresh, &world->stream.IStream_iface, 0, 1), (HRESULT)0x80070057);
	CHECK_EQUAL(IWriteEngine2_Release(fresh), 0);
}

static void defaults_are_as_documented(void)
{
	in_world(defaults, NULL);
}

static void null_getters(struct world *world)
{
	CHECK_EQUAL(IWriteEngine2_get_Recorder(world->engine, NULL), E_POINTER);
	CHECK_EQUAL(IWriteEngine2_get_UseStreamingWrite12(world->engine, NULL), E_POINTER);
	CHECK_EQUAL(IWriteEngine2_get_StartingSectorsPerSecond(world->engine, NULL), E_POINTER);
	CHECK_EQUAL(IWriteEngine2_get_EndingSectorsPerSecond(world->engine, NULL), E_POINTER);
	CHECK_EQUAL(IWriteEngine2_get_BytesPerSector(world->engine, NULL), E_POINTER);
	CHECK_EQUAL(IWriteEngine2_get_WriteInProgress(world->engine, NULL), E_POINTER);
}

static void getters_refuse_null(void)
{
	in_world(null_getters, NULL);
}

static void setters(struct world *world)
{
	static const LONG sizes[] = {1, 2048, 2352, 2448, INT32_MAX}, speeds[] = {3000, 75, 1, -1};
	LONG value;

	for (size_t i = 0; i < 5; i++) {
		CHECK_EQUAL(IWriteEngine2_put_BytesPerSector(world->engine, sizes[i]), S_OK);
		IWriteEngine2_get_BytesPerSector(world->engine, &value);
		CHECK_EQUAL(value, sizes[i]);
	}
	for (size_t i = 0; i < 4; i++) {
		CHECK_EQUAL(IWriteEngine2_put_StartingSectorsPerSecond(world->engine, speeds[i]), S_OK);
		CHECK_EQUAL(IWriteEngine2_put_EndingSectorsPerSecond(world->engine, speeds[i]), S_OK);
		IWriteEngine2_get_StartingSectorsPerSecond(world->engine, &value);
		CHECK_EQUAL(value, speeds[i]);
		IWriteEngine2_get_EndingSectorsPerSecond(world->engine, &value);
		CHECK_EQUAL(value, speeds[i]);
	}
	CHECK_EQUAL(IWriteEngine2_put_UseStreamingWrite12(world->engine, VARIANT_FALSE), S_OK);
}

static void setters_keep_what_they_are_given(void)
{
	in_world(setters, NULL);
}

static void bad_setters(struct world *world)
{
	static const LONG bad[] = {0, -2, INT32_MIN};
	VARIANT_BOOL streaming = 7;
	LONG value;

	CHECK_EQUAL(IWriteEngine2_put_BytesPerSector(world->engine, -1), E_INVALIDARG);
	for (size_t i = 0; i < 3; i++) {
		CHECK_EQUAL(IWriteEngine2_put_BytesPerSector(world->engine, bad[i]), E_INVALIDARG);
		CHECK_EQUAL(IWriteEngine2_put_StartingSectorsPerSecond(world->engine, bad[i]), E_INVALIDARG);
		CHECK_EQUAL(IWriteEngine2_put_EndingSectorsPerSecond(world->engine, bad[i]), E_INVALIDARG);
	}
	IWriteEngine2_get_BytesPerSector(world->engine, &value);
	CHECK_EQUAL(value, 2048);
	CHECK_EQUAL(IWriteEngine2_put_UseStreamingWrite12(world->engine, VARIANT_TRUE), (HRESULT)0x80004001);
	IWriteEngine2_get_UseStreamingWrite12(world->engine, &streaming);
	CHECK_EQUAL(streaming, 0);
}

static void setters_refuse_bad_arguments(void)
{
	in_world(bad_setters, NULL);
}

static void recorders(struct world *world)
{
	IDiscRecorder2Ex *first = &world->recorder.IDiscRecorder2Ex_iface, *got;
	static struct fake_recorder second;
	struct fake_recorder *other = &second;

	fake_recorder_init(other, world->host.platform);
	CHECK_EQUAL(world->recorder.references, 2);
	CHECK_EQUAL(IWriteEngine2_put_Recorder(world->engine, NULL), E_POINTER);
	CHECK_EQUAL(IWriteEngine2_get_Recorder(world->engine, &got), S_OK);
	CHECK(got == first);
	CHECK_EQUAL(world->recorder.references, 3);
	IDiscRecorder2Ex_Release(got);
	other->limit_result = (HRESULT)0xC0AA0210;
	CHECK_EQUAL(IWriteEngine2_put_Recorder(world->engine, &other->IDiscRecorder2Ex_iface), (HRESULT)0xC0AA0210);
	CHECK_EQUAL(other->references, 1);
	other->limit_result = S_OK;
	CHECK_EQUAL(IWriteEngine2_put_Recorder(world->engine, &other->IDiscRecorder2Ex_iface), S_OK);
	CHECK_EQUAL(world->recorder.references, 1);
	CHECK_EQUAL(IWriteEngine2_put_Recorder(world->engine, first), S_OK);
	CHECK_EQUAL(other->references, 1);
}

static void put_recorder_shares_and_replaces(void)
{
	in_world(recorders, NULL);
}

static void bad_sections(struct world *world)
{
	CHECK_EQUAL(IWriteEngine2_WriteSection(world->engine, NULL, 0, 1), E_POINTER);
	CHECK_EQUAL(write(world, 0, 0), E_INVALIDARG);
	CHECK_EQUAL(write(world, 0, -1), E_INVALIDARG);
	CHECK_EQUAL(write(world, INT32_MAX, 2), E_INVALIDARG);
	IWriteEngine2_put_BytesPerSector(world->engine, 32769);
	CHECK_EQUAL(write(world, 0, 1), E_INVALIDARG);
	IWriteEngine2_put_BytesPerSector(world->engine, 2048);
	world->recorder.alignment = 0x80000000;
	CHECK_EQUAL(write(world, 0, 1), (HRESULT)0xC0AA02FF);
	world->recorder.alignment = 1;
	CHECK_EQUAL(write(world, 0, 65), E_INVALIDARG);
	world->recorder.limit_result = (HRESULT)0x80070037;
	CHECK_EQUAL(write(world, 0, 1), (HRESULT)0x80070037);
	world->recorder.limit_result = S_OK;
	CHECK_EQUAL(world->recorder.commands, 0);
	CHECK_EQUAL(world->sink.updates, 0);
	CHECK_EQUAL(world->stream.reads, 0);
	CHECK_EQUAL(write(world, 0, 1), S_OK);
}

static void write_section_checks_before_anything(void)
{
	in_world(bad_sections, NULL);
}

static void identity(struct world *world)
{
	IUnknown *from_engine, *from_container, *none = NULL;
	IConnectionPointContainer *container;
	IDispatch *dispatch;

	CHECK_EQUAL(IWriteEngine2_QueryInterface(world->engine, &IID_IUnknown, (void **)&from_engine), S_OK);
	CHECK_EQUAL(IWriteEngine2_QueryInterface(world->engine, &IID_IDispatch, (void **)&dispatch), S_OK);
	CHECK_EQUAL(IWriteEngine2_QueryInterface(world->engine, &IID_IConnectionPointContainer, (void **)&container),
	            S_OK);
	CHECK_EQUAL(IConnectionPointContainer_QueryInterface(container, &IID_IUnknown, (void **)&from_container), S_OK);
	CHECK(from_engine == from_container);
	CHECK_EQUAL(IWriteEngine2_QueryInterface(world->engine, &IID_IDiscRecorder2, (void **)&none), E_NOINTERFACE);
	CHECK(none == NULL);
	CHECK_EQUAL(IWriteEngine2_QueryInterface(world->engine, &IID_IUnknown, NULL), E_POINTER);
	IUnknown_Release(from_engine);
	IUnknown_Release(from_container);
	IDispatch_Release(dispatch);
	IConnectionPointContainer_Release(container);
}

static void identity_holds(void)
{
	in_world(identity, NULL);
}

/* Name and DISPID of every member. */
static void members(struct world *world)
{
	static const struct {
		const OLECHAR *name;
		DISPID id;
	} rows[] = {
		{u"WriteSection", 0x200},
		{u"CancelWrite", 0x201},
		{u"Recorder", 0x100},
		{u"UseStreamingWrite12", 0x101},
		{u"StartingSectorsPerSecond", 0x102},
		{u"EndingSectorsPerSecond", 0x103},
		{u"BytesPerSector", 0x104},
		{u"WriteInProgress", 0x105},
	};
	DISPPARAMS none = {0};
	VARIANT result;
	DISPID id;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		LPOLESTR name = (LPOLESTR)rows[i].name;

		CHECK_EQUAL(IWriteEngine2_GetIDsOfNames(world->engine, &IID_NULL, &name, 1, 0, &id), S_OK);
		CHECK_EQUAL(id, rows[i].id);
	}
	CHECK_EQUAL(IWriteEngine2_Invoke(world->engine, 0x201, &IID_NULL, 0, DISPATCH_METHOD, &none, NULL, NULL, NULL),
	            0x00AA0302);
	CHECK_EQUAL(IWriteEngine2_Invoke(world->engine, 0x104, &IID_NULL, 0, DISPATCH_PROPERTYGET, &none, &result, NULL,
	                                 NULL),
	            S_OK);
	CHECK_EQUAL(result.lVal, 2048);
	CHECK_EQUAL(IWriteEngine2_Invoke(world->engine, 0x100, &IID_NULL, 0, DISPATCH_PROPERTYGET, &none, &result, NULL,
	                                 NULL),
	            S_OK);
	CHECK(result.punkVal == (IUnknown *)&world->recorder.IDiscRecorder2Ex_iface);
	VariantClear(&result);
}

static void members_have_their_dispids(void)
{
	in_world(members, NULL);
}

/* A script writes by number: WriteSection(stream, 5, 3). */
static void invoked(struct world *world)
{
	VARIANT arguments[3] = {{.vt = VT_I2, .iVal = 3},
	                        {.vt = VT_I4, .lVal = 5},
	                        {.vt = VT_UNKNOWN, .punkVal = (IUnknown *)&world->stream.IStream_iface}};
	DISPPARAMS parameters = {arguments, NULL, 3, 0};

	CHECK_EQUAL(IWriteEngine2_Invoke(world->engine, 0x200, &IID_NULL, 0, DISPATCH_METHOD, &parameters, NULL, NULL,
	                                 NULL),
	            S_OK);
	CHECK_EQUAL(world->recorder.bytes, 3 * 2048);
	CHECK_EQUAL(world->recorder.cdbs[0][5], 5);
}

static void section_can_be_invoked(void)
{
	in_world(invoked, NULL);
}

static const struct unit_test tests[] = {
	{"Engine.DefaultsAreAsDocumented", defaults_are_as_documented},
	{"Engine.GettersRefuseNull", getters_refuse_null},
	{"Engine.SettersKeepWhatTheyAreGiven", setters_keep_what_they_are_given},
	{"Engine.SettersRefuseBadArguments", setters_refuse_bad_arguments},
	{"Engine.PutRecorderSharesAndReplaces", put_recorder_shares_and_replaces},
	{"Engine.WriteSectionChecksBeforeAnything", write_section_checks_before_anything},
	{"Engine.IdentityHolds", identity_holds},
	{"Engine.MembersHaveTheirDispids", members_have_their_dispids},
	{"Engine.SectionCanBeInvoked", section_can_be_invoked},
	{NULL, NULL},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
