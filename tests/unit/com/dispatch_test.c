/* SPDX-License-Identifier: MIT */
/* The generic IDispatch, on a class of four members. */
#include <string.h>

#include "engine/com/com.h"
#include "engine/com/dispatch_table.h"
#include "tests/unit/unit.h"

struct sample {
	LONG speed;
	VARIANT_BOOL flag;
	IUnknown *object;
	LONG first, second;
	HRESULT answer;
};

static HRESULT call_put_speed(void *object, VARIANT *arguments, VARIANT *result)
{
	(void)result;
	((struct sample *)object)->speed = arguments[0].lVal;
	return ((struct sample *)object)->answer;
}

static HRESULT call_get_speed(void *object, VARIANT *arguments, VARIANT *result)
{
	(void)arguments;
	result->lVal = ((struct sample *)object)->speed;
	return ((struct sample *)object)->answer;
}

static HRESULT call_put_flag(void *object, VARIANT *arguments, VARIANT *result)
{
	(void)result;
	((struct sample *)object)->flag = arguments[0].boolVal;
	return S_OK;
}

static HRESULT call_write(void *object, VARIANT *arguments, VARIANT *result)
{
	struct sample *sample = object;

	(void)result;
	sample->object = arguments[0].punkVal;
	sample->first = arguments[1].lVal;
	sample->second = arguments[2].lVal;
	return sample->answer;
}

static const struct dispatch_row rows[] = {
	{"Speed", 7, DISPATCH_PROPERTYPUT, VT_EMPTY, {{VT_I4, NULL}}, call_put_speed},
	{"Speed", 7, DISPATCH_PROPERTYGET, VT_I4, {{0}}, call_get_speed},
	{"Flag", 8, DISPATCH_PROPERTYPUT, VT_EMPTY, {{VT_BOOL, NULL}}, call_put_flag},
	{"Write", 9, DISPATCH_METHOD, VT_EMPTY, {{VT_UNKNOWN, &IID_IStream}, {VT_I4, NULL}, {VT_I4, NULL}}, call_write},
};
static const struct dispatch_table table = {rows, 4};

/* An object that is an IStream by name only, and counts. */
struct streamish {
	IUnknown IUnknown_iface;
	LONG references;
};

static HRESULT STDMETHODCALLTYPE streamish_QueryInterface(IUnknown *iface, REFIID riid, void **ppvObject)
{
	*ppvObject = NULL;
	if (!IsEqualIID(riid, &IID_IStream))
		return E_NOINTERFACE;
	((struct streamish *)iface)->references++;
	*ppvObject = iface;
	return S_OK;
}

static ULONG STDMETHODCALLTYPE streamish_AddRef(IUnknown *iface)
{
	return (ULONG)++((struct streamish *)iface)->references;
}

static ULONG STDMETHODCALLTYPE streamish_Release(IUnknown *iface)
{
	return (ULONG)--((struct streamish *)iface)->references;
}

static const IUnknownVtbl streamish_vtbl = {streamish_QueryInterface, streamish_AddRef, streamish_Release};

static HRESULT put(struct sample *sample, DISPID id, VARIANT value, UINT *ret_bad)
{
	DISPID named = DISPID_PROPERTYPUT;
	DISPPARAMS parameters = {&value, &named, 1, 1};

	return dispatch_invoke(&table, sample, id, &IID_NULL, DISPATCH_PROPERTYPUT, &parameters, NULL, NULL, ret_bad);
}

static void names_become_numbers(void)
{
	OLECHAR speed[] = u"SPEED", unknown[] = u"Colour";
	LPOLESTR names[] = {speed, unknown};
	DISPID ids[2];

	CHECK_EQUAL(dispatch_ids_of_names(&table, &IID_NULL, names, 1, ids), S_OK);
	CHECK_EQUAL(ids[0], 7);
	CHECK_EQUAL(dispatch_ids_of_names(&table, &IID_NULL, names, 2, ids), DISP_E_UNKNOWNNAME);
	CHECK_EQUAL(ids[1], -1);
	CHECK_EQUAL(dispatch_ids_of_names(&table, &IID_NULL, names + 1, 1, ids), DISP_E_UNKNOWNNAME);
	CHECK_EQUAL(dispatch_ids_of_names(&table, &IID_IUnknown, names, 1, ids), DISP_E_UNKNOWNINTERFACE);
}

static void there_is_no_type_information(void)
{
	ITypeInfo *info = (ITypeInfo *)&table;
	UINT count = 9;

	CHECK_EQUAL(dispatch_type_info_count(&count), S_OK);
	CHECK_EQUAL(count, 0);
	CHECK_EQUAL(dispatch_type_info(&info), DISP_E_BADINDEX);
	CHECK(info == NULL);
}

static void property_goes_and_comes(void)
{
	struct sample sample = {0};
	DISPPARAMS none = {0};
	VARIANT result;

	CHECK_EQUAL(put(&sample, 7, (VARIANT){.vt = VT_I4, .lVal = -5}, NULL), S_OK);
	CHECK_EQUAL(dispatch_invoke(&table, &sample, 7, &IID_NULL, DISPATCH_PROPERTYGET | DISPATCH_METHOD, &none,
	                            &result, NULL, NULL),
	            S_OK);
	CHECK_EQUAL(result.vt, VT_I4);
	CHECK_EQUAL(result.lVal, -5);
}

static void integers_convert_within_range(void)
{
	struct sample sample = {0};
	LONG referred = 12;
	VARIANT inner = {.vt = VT_I2, .iVal = -3};
	UINT bad = 9;

	CHECK_EQUAL(put(&sample, 7, (VARIANT){.vt = VT_UI1, .bVal = 200}, NULL), S_OK);
	CHECK_EQUAL(sample.speed, 200);
	CHECK_EQUAL(put(&sample, 7, (VARIANT){.vt = VT_BYREF | VT_I4, .plVal = &referred}, NULL), S_OK);
	CHECK_EQUAL(sample.speed, 12);
	CHECK_EQUAL(put(&sample, 7, (VARIANT){.vt = VT_BYREF | VT_VARIANT, .pvarVal = &inner}, NULL), S_OK);
	CHECK_EQUAL(sample.speed, -3);
	CHECK_EQUAL(put(&sample, 7, (VARIANT){.vt = VT_UI4, .ulVal = 0x80000000}, &bad), DISP_E_OVERFLOW);
	CHECK_EQUAL(bad, 0);
	CHECK_EQUAL(put(&sample, 7, (VARIANT){.vt = VT_BSTR}, NULL), DISP_E_TYPEMISMATCH);
	CHECK_EQUAL(put(&sample, 8, (VARIANT){.vt = VT_I4, .lVal = 2}, NULL), S_OK);
	CHECK_EQUAL(sample.flag, -1);
}

/* The first parameter is the last of rgvarg, and an object is asked for the interface the call wants. */
static void method_gets_its_arguments_in_order(void)
{
	struct streamish stream = {{&streamish_vtbl}, 1};
	struct sample sample = {0};
	VARIANT arguments[3] = {{.vt = VT_I4, .lVal = 32},
	                        {.vt = VT_I4, .lVal = -150},
	                        {.vt = VT_UNKNOWN, .punkVal = &stream.IUnknown_iface}};
	DISPPARAMS parameters = {arguments, NULL, 3, 0};

	CHECK_EQUAL(dispatch_invoke(&table, &sample, 9, &IID_NULL, DISPATCH_METHOD, &parameters, NULL, NULL, NULL),
	            S_OK);
	CHECK(sample.object == &stream.IUnknown_iface);
	CHECK_EQUAL(sample.first, -150);
	CHECK_EQUAL(sample.second, 32);
	CHECK_EQUAL(stream.references, 1);
}

static void wrong_object_names_its_argument(void)
{
	struct sample sample = {0};
	VARIANT arguments[3] = {{.vt = VT_I4}, {.vt = VT_I4}, {.vt = VT_I4}};
	DISPPARAMS parameters = {arguments, NULL, 3, 0};
	UINT bad = 9;

	CHECK_EQUAL(dispatch_invoke(&table, &sample, 9, &IID_NULL, DISPATCH_METHOD, &parameters, NULL, NULL, &bad),
	            DISP_E_TYPEMISMATCH);
	CHECK_EQUAL(bad, 2);
}

static void unknown_members_and_shapes_are_refused(void)
{
	VARIANT argument = {.vt = VT_I4};
	DISPID named = 3;
	DISPPARAMS none = {0}, one = {&argument, NULL, 1, 0}, with_name = {&argument, &named, 1, 1};
	struct sample sample = {0};

	CHECK_EQUAL(dispatch_invoke(&table, &sample, 99, &IID_NULL, DISPATCH_METHOD, &none, NULL, NULL, NULL),
	            DISP_E_MEMBERNOTFOUND);
	CHECK_EQUAL(dispatch_invoke(&table, &sample, 8, &IID_NULL, DISPATCH_PROPERTYGET, &none, NULL, NULL, NULL),
	            DISP_E_MEMBERNOTFOUND);
	CHECK_EQUAL(dispatch_invoke(&table, &sample, 9, &IID_NULL, DISPATCH_METHOD, &one, NULL, NULL, NULL),
	            DISP_E_BADPARAMCOUNT);
	CHECK_EQUAL(dispatch_invoke(&table, &sample, 7, &IID_NULL, DISPATCH_PROPERTYPUT, &with_name, NULL, NULL, NULL),
	            DISP_E_NONAMEDARGS);
	CHECK_EQUAL(dispatch_invoke(&table, &sample, 7, &IID_IUnknown, DISPATCH_PROPERTYGET, &none, NULL, NULL, NULL),
	            DISP_E_UNKNOWNINTERFACE);
	CHECK_EQUAL(dispatch_invoke(&table, &sample, 7, &IID_NULL, DISPATCH_PROPERTYGET, NULL, NULL, NULL, NULL),
	            E_INVALIDARG);
}

static void failures_are_exceptions_and_successes_are_themselves(void)
{
	struct sample sample = {.answer = E_INVALIDARG};
	DISPPARAMS none = {0};
	EXCEPINFO exception;
	VARIANT result;

	memset(&exception, 0xFF, sizeof(exception));
	CHECK_EQUAL(
		dispatch_invoke(&table, &sample, 7, &IID_NULL, DISPATCH_PROPERTYGET, &none, &result, &exception, NULL),
		DISP_E_EXCEPTION);
	CHECK_EQUAL((uint32_t)exception.scode, 0x80070057);
	CHECK_EQUAL(result.vt, VT_EMPTY);
	sample.answer = 0x00AA0302;
	CHECK_EQUAL(dispatch_invoke(&table, &sample, 7, &IID_NULL, DISPATCH_PROPERTYGET, &none, NULL, NULL, NULL),
	            0x00AA0302);
}

static const struct unit_test tests[] = {
	{"Dispatch.NamesBecomeNumbers", names_become_numbers},
	{"Dispatch.ThereIsNoTypeInformation", there_is_no_type_information},
	{"Dispatch.PropertyGoesAndComes", property_goes_and_comes},
	{"Dispatch.IntegersConvertWithinRange", integers_convert_within_range},
	{"Dispatch.MethodGetsItsArgumentsInOrder", method_gets_its_arguments_in_order},
	{"Dispatch.WrongObjectNamesItsArgument", wrong_object_names_its_argument},
	{"Dispatch.UnknownMembersAndShapesAreRefused", unknown_members_and_shapes_are_refused},
	{"Dispatch.FailuresAreExceptionsAndSuccessesAreThemselves",
         failures_are_exceptions_and_successes_are_themselves},
	{NULL, NULL},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
