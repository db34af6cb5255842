/* SPDX-License-Identifier: MIT */
#include "engine/imapi2/write_engine_object.h"

#define ENGINE ((IWriteEngine2 *)object)

#define GETTER(property, member)                                                              \
	static HRESULT call_get_##property(void *object, VARIANT *arguments, VARIANT *result) \
	{                                                                                     \
		(void)arguments;                                                              \
		return IWriteEngine2_get_##property(ENGINE, &result->member);                 \
	}

#define SETTER(property, member)                                                              \
	static HRESULT call_put_##property(void *object, VARIANT *arguments, VARIANT *result) \
	{                                                                                     \
		(void)result;                                                                 \
		return IWriteEngine2_put_##property(ENGINE, arguments[0].member);             \
	}

GETTER(UseStreamingWrite12, boolVal)
SETTER(UseStreamingWrite12, boolVal)
GETTER(StartingSectorsPerSecond, lVal)
SETTER(StartingSectorsPerSecond, lVal)
GETTER(EndingSectorsPerSecond, lVal)
SETTER(EndingSectorsPerSecond, lVal)
GETTER(BytesPerSector, lVal)
SETTER(BytesPerSector, lVal)
GETTER(WriteInProgress, boolVal)

static HRESULT call_WriteSection(void *object, VARIANT *arguments, VARIANT *result)
{
	(void)result;
	return IWriteEngine2_WriteSection(ENGINE, (IStream *)arguments[0].punkVal, arguments[1].lVal,
	                                  arguments[2].lVal);
}

static HRESULT call_CancelWrite(void *object, VARIANT *arguments, VARIANT *result)
{
	(void)arguments;
	(void)result;
	return IWriteEngine2_CancelWrite(ENGINE);
}

static HRESULT call_put_Recorder(void *object, VARIANT *arguments, VARIANT *result)
{
	(void)result;
	return IWriteEngine2_put_Recorder(ENGINE, (IDiscRecorder2Ex *)arguments[0].punkVal);
}

static HRESULT call_get_Recorder(void *object, VARIANT *arguments, VARIANT *result)
{
	(void)arguments;
	return IWriteEngine2_get_Recorder(ENGINE, (IDiscRecorder2Ex **)&result->punkVal);
}

/* clang-format off */
#define STREAM {VT_UNKNOWN, &IID_IStream}
#define RECORDER {VT_UNKNOWN, &IID_IDiscRecorder2Ex}
#define LONG_ {VT_I4, NULL}
#define BOOL_ {VT_BOOL, NULL}

static const struct dispatch_row rows[] = {
	{"WriteSection",             DISPID_IWRITEENGINE2_WRITESECTION,             DISPATCH_METHOD,      VT_EMPTY,   {STREAM, LONG_, LONG_}, call_WriteSection},
	{"CancelWrite",              DISPID_IWRITEENGINE2_CANCELWRITE,              DISPATCH_METHOD,      VT_EMPTY,   {{0}},      call_CancelWrite},
	{"Recorder",                 DISPID_IWRITEENGINE2_DISCRECORDER,             DISPATCH_PROPERTYPUT, VT_EMPTY,   {RECORDER}, call_put_Recorder},
	{"Recorder",                 DISPID_IWRITEENGINE2_DISCRECORDER,             DISPATCH_PROPERTYGET, VT_UNKNOWN, {{0}},      call_get_Recorder},
	{"UseStreamingWrite12",      DISPID_IWRITEENGINE2_USESTREAMINGWRITE12,      DISPATCH_PROPERTYPUT, VT_EMPTY,   {BOOL_},    call_put_UseStreamingWrite12},
	{"UseStreamingWrite12",      DISPID_IWRITEENGINE2_USESTREAMINGWRITE12,      DISPATCH_PROPERTYGET, VT_BOOL,    {{0}},      call_get_UseStreamingWrite12},
	{"StartingSectorsPerSecond", DISPID_IWRITEENGINE2_STARTINGSECTORSPERSECOND, DISPATCH_PROPERTYPUT, VT_EMPTY,   {LONG_},    call_put_StartingSectorsPerSecond},
	{"StartingSectorsPerSecond", DISPID_IWRITEENGINE2_STARTINGSECTORSPERSECOND, DISPATCH_PROPERTYGET, VT_I4,      {{0}},      call_get_StartingSectorsPerSecond},
	{"EndingSectorsPerSecond",   DISPID_IWRITEENGINE2_ENDINGSECTORSPERSECOND,   DISPATCH_PROPERTYPUT, VT_EMPTY,   {LONG_},    call_put_EndingSectorsPerSecond},
	{"EndingSectorsPerSecond",   DISPID_IWRITEENGINE2_ENDINGSECTORSPERSECOND,   DISPATCH_PROPERTYGET, VT_I4,      {{0}},      call_get_EndingSectorsPerSecond},
	{"BytesPerSector",           DISPID_IWRITEENGINE2_BYTESPERSECTOR,           DISPATCH_PROPERTYPUT, VT_EMPTY,   {LONG_},    call_put_BytesPerSector},
	{"BytesPerSector",           DISPID_IWRITEENGINE2_BYTESPERSECTOR,           DISPATCH_PROPERTYGET, VT_I4,      {{0}},      call_get_BytesPerSector},
	{"WriteInProgress",          DISPID_IWRITEENGINE2_WRITEINPROGRESS,          DISPATCH_PROPERTYGET, VT_BOOL,    {{0}},      call_get_WriteInProgress},
};
/* clang-format on */

const struct dispatch_table write_engine_dispatch = {rows, sizeof(rows) / sizeof(*rows)};
