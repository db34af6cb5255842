/* SPDX-License-Identifier: MIT */
#include "engine/imapi2/recorder_object.h"

#define RECORDER ((IDiscRecorder2 *)object)

#define METHOD(name)                                                                  \
	static HRESULT call_##name(void *object, VARIANT *arguments, VARIANT *result) \
	{                                                                             \
		(void)arguments;                                                      \
		(void)result;                                                         \
		return IDiscRecorder2_##name(RECORDER);                               \
	}

#define GETTER(property, member)                                                              \
	static HRESULT call_get_##property(void *object, VARIANT *arguments, VARIANT *result) \
	{                                                                                     \
		(void)arguments;                                                              \
		return IDiscRecorder2_get_##property(RECORDER, &result->member);              \
	}

METHOD(EjectMedia)
METHOD(CloseTray)
METHOD(ReleaseExclusiveAccess)
METHOD(DisableMcn)
METHOD(EnableMcn)
GETTER(ActiveDiscRecorder, bstrVal)
GETTER(VendorId, bstrVal)
GETTER(ProductId, bstrVal)
GETTER(ProductRevision, bstrVal)
GETTER(VolumeName, bstrVal)
GETTER(VolumePathNames, parray)
GETTER(DeviceCanLoadMedia, boolVal)
GETTER(LegacyDeviceNumber, lVal)
GETTER(SupportedFeaturePages, parray)
GETTER(CurrentFeaturePages, parray)
GETTER(SupportedProfiles, parray)
GETTER(CurrentProfiles, parray)
GETTER(SupportedModePages, parray)
GETTER(ExclusiveAccessOwner, bstrVal)

static HRESULT call_AcquireExclusiveAccess(void *object, VARIANT *arguments, VARIANT *result)
{
	(void)result;
	return IDiscRecorder2_AcquireExclusiveAccess(RECORDER, arguments[0].boolVal, arguments[1].bstrVal);
}

static HRESULT call_InitializeDiscRecorder(void *object, VARIANT *arguments, VARIANT *result)
{
	(void)result;
	return IDiscRecorder2_InitializeDiscRecorder(RECORDER, arguments[0].bstrVal);
}

/* clang-format off */
#define TEXT_ {VT_BSTR, NULL}
#define BOOL_ {VT_BOOL, NULL}
#define LIST (VT_ARRAY | VT_VARIANT)

static const struct dispatch_row rows[] = {
	{"EjectMedia",             0x100,        DISPATCH_METHOD,      VT_EMPTY, {{0}},          call_EjectMedia},
	{"CloseTray",              0x101,        DISPATCH_METHOD,      VT_EMPTY, {{0}},          call_CloseTray},
	{"AcquireExclusiveAccess", 0x102,        DISPATCH_METHOD,      VT_EMPTY, {BOOL_, TEXT_}, call_AcquireExclusiveAccess},
	{"ReleaseExclusiveAccess", 0x103,        DISPATCH_METHOD,      VT_EMPTY, {{0}},          call_ReleaseExclusiveAccess},
	{"DisableMcn",             0x104,        DISPATCH_METHOD,      VT_EMPTY, {{0}},          call_DisableMcn},
	{"EnableMcn",              0x105,        DISPATCH_METHOD,      VT_EMPTY, {{0}},          call_EnableMcn},
	{"InitializeDiscRecorder", 0x106,        DISPATCH_METHOD,      VT_EMPTY, {TEXT_},        call_InitializeDiscRecorder},
	{"ActiveDiscRecorder",     DISPID_VALUE, DISPATCH_PROPERTYGET, VT_BSTR,  {{0}},          call_get_ActiveDiscRecorder},
	{"VendorId",               0x201,        DISPATCH_PROPERTYGET, VT_BSTR,  {{0}},          call_get_VendorId},
	{"ProductId",              0x202,        DISPATCH_PROPERTYGET, VT_BSTR,  {{0}},          call_get_ProductId},
	{"ProductRevision",        0x203,        DISPATCH_PROPERTYGET, VT_BSTR,  {{0}},          call_get_ProductRevision},
	{"VolumeName",             0x204,        DISPATCH_PROPERTYGET, VT_BSTR,  {{0}},          call_get_VolumeName},
	{"VolumePathNames",        0x205,        DISPATCH_PROPERTYGET, LIST,     {{0}},          call_get_VolumePathNames},
	{"DeviceCanLoadMedia",     0x206,        DISPATCH_PROPERTYGET, VT_BOOL,  {{0}},          call_get_DeviceCanLoadMedia},
	{"LegacyDeviceNumber",     0x207,        DISPATCH_PROPERTYGET, VT_I4,    {{0}},          call_get_LegacyDeviceNumber},
	{"SupportedFeaturePages",  0x208,        DISPATCH_PROPERTYGET, LIST,     {{0}},          call_get_SupportedFeaturePages},
	{"CurrentFeaturePages",    0x209,        DISPATCH_PROPERTYGET, LIST,     {{0}},          call_get_CurrentFeaturePages},
	{"SupportedProfiles",      0x20A,        DISPATCH_PROPERTYGET, LIST,     {{0}},          call_get_SupportedProfiles},
	{"CurrentProfiles",        0x20B,        DISPATCH_PROPERTYGET, LIST,     {{0}},          call_get_CurrentProfiles},
	{"SupportedModePages",     0x20C,        DISPATCH_PROPERTYGET, LIST,     {{0}},          call_get_SupportedModePages},
	{"ExclusiveAccessOwner",   0x20D,        DISPATCH_PROPERTYGET, VT_BSTR,  {{0}},          call_get_ExclusiveAccessOwner},
};
/* clang-format on */

const struct dispatch_table recorder_dispatch = {rows, sizeof(rows) / sizeof(*rows)};
