/* SPDX-License-Identifier: MIT */
/* BSTR, VARIANT, SAFEARRAY and transcoding. */
#include <stdlib.h>
#include <string.h>

#include "engine/com/com.h"
#include "engine/com/text.h"
#include "tests/unit/unit.h"

struct counted {
	IUnknown IUnknown_iface;
	LONG references;
};

static ULONG STDMETHODCALLTYPE counted_AddRef(IUnknown *iface)
{
	return (ULONG)++((struct counted *)iface)->references;
}

static ULONG STDMETHODCALLTYPE counted_Release(IUnknown *iface)
{
	return (ULONG)--((struct counted *)iface)->references;
}

static const IUnknownVtbl counted_vtbl = {NULL, counted_AddRef, counted_Release};

static void types_have_windows_sizes(void)
{
	CHECK_EQUAL(sizeof(LONG), 4);
	CHECK_EQUAL(sizeof(ULONG), 4);
	CHECK_EQUAL(sizeof(DWORD), 4);
	CHECK_EQUAL(sizeof(HRESULT), 4);
	CHECK_EQUAL(sizeof(OLECHAR), 2);
	CHECK_EQUAL(sizeof(VARIANT_BOOL), 2);
	CHECK_EQUAL(sizeof(BOOLEAN), 1);
	CHECK_EQUAL(sizeof(GUID), 16);
	CHECK_EQUAL(sizeof(VARIANT), 24);
	CHECK_EQUAL(offsetof(VARIANT, lVal), 8);
	CHECK_EQUAL((uint16_t)VARIANT_TRUE, 0xFFFF);
	CHECK_EQUAL((uint32_t)HRESULT_FROM_WIN32(ERROR_DEV_NOT_EXIST), 0x80070037);
}

static void bstr_counts_and_ends_with_nul(void)
{
	BSTR string = SysAllocString(u"abc"), part = SysAllocStringLen(u"a\0b", 3), zeros = SysAllocStringLen(NULL, 2);
	DWORD bytes;

	memcpy(&bytes, (char *)string - 4, 4);
	CHECK_EQUAL(bytes, 6);
	CHECK_EQUAL(SysStringLen(string), 3);
	CHECK_EQUAL(SysStringByteLen(string), 6);
	CHECK_EQUAL(string[3], 0);
	CHECK_EQUAL(SysStringLen(part), 3);
	CHECK_EQUAL(part[2], 'b');
	CHECK_EQUAL(zeros[0] | zeros[1] | zeros[2], 0);
	CHECK_EQUAL(SysStringLen(NULL), 0);
	CHECK(SysAllocString(NULL) == NULL);
	CHECK(SysAllocStringLen(NULL, UINT32_MAX) == NULL);
	SysFreeString(string);
	SysFreeString(part);
	SysFreeString(zeros);
	SysFreeString(NULL);
}

/* One to four bytes of UTF-8, and a pair of surrogates. */
static void text_survives_both_ways(void)
{
	static const char text[] = "A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x92\xBF";
	static const OLECHAR units[] = {'A', 0xE9, 0x20AC, 0xD83D, 0xDCBF};
	BSTR string;
	char *back;

	CHECK_EQUAL(bstr_from_utf8(text, &string), S_OK);
	CHECK_EQUAL(SysStringLen(string), 5);
	CHECK_BYTES(string, units, sizeof(units));
	CHECK_EQUAL(utf8_from_bstr(string, &back), S_OK);
	CHECK_STRING(back, text);
	free(back);
	SysFreeString(string);
	CHECK_EQUAL(utf8_from_bstr(NULL, &back), S_OK);
	CHECK_STRING(back, "");
	free(back);
}

static void bad_utf8_becomes_replacements(void)
{
	/* a lone continuation, an overlong slash, a surrogate, a sequence cut off by the end */
	static const char text[] = "\x80.\xC0\xAF.\xED\xA0\x80.\xE2\x82";
	static const OLECHAR units[] = {0xFFFD, '.', 0xFFFD, 0xFFFD, '.', 0xFFFD, 0xFFFD, 0xFFFD, '.', 0xFFFD, 0xFFFD};
	BSTR string;

	CHECK_EQUAL(bstr_from_utf8(text, &string), S_OK);
	CHECK_EQUAL(SysStringLen(string), 11);
	CHECK_BYTES(string, units, sizeof(units));
	SysFreeString(string);
}

static void bad_utf16_is_refused(void)
{
	static const OLECHAR bad[][3] = {{'a', 0xD800, 'b'}, {'a', 0xDC00, 'b'}, {'a', 'b', 0xD800}, {'a', 0, 'b'}};

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		BSTR string = SysAllocStringLen(bad[i], 3);
		char *text;

		CHECK_EQUAL(utf8_from_bstr(string, &text), E_INVALIDARG);
		CHECK(text == NULL);
		SysFreeString(string);
	}
}

static void names_compare_without_case(void)
{
	CHECK(spells_name(u"cancelWRITE", "CancelWrite"));
	CHECK(!spells_name(u"CancelWrit", "CancelWrite"));
	CHECK(!spells_name(u"CancelWrites", "CancelWrite"));
}

static void clearing_releases_what_a_variant_owns(void)
{
	struct counted object = {{&counted_vtbl}, 1};
	VARIANT variant = {.vt = VT_UNKNOWN, .punkVal = &object.IUnknown_iface}, string = {.vt = VT_BSTR};

	CHECK_EQUAL(VariantClear(&variant), S_OK);
	CHECK_EQUAL(object.references, 0);
	CHECK_EQUAL(variant.vt, VT_EMPTY);
	string.bstrVal = SysAllocString(u"text");
	CHECK_EQUAL(VariantClear(&string), S_OK);
	CHECK(string.bstrVal == NULL);
}

static void clearing_leaves_references_alone(void)
{
	struct counted object = {{&counted_vtbl}, 1};
	IUnknown *pointer = &object.IUnknown_iface;
	VARIANT variant = {.vt = VT_BYREF | VT_UNKNOWN, .ppunkVal = &pointer}, bad = {.vt = 0x0F00};
	VARIANT array = {.vt = VT_BYREF | VT_ARRAY | VT_I4, .byref = &object};

	CHECK_EQUAL(VariantClear(&variant), S_OK);
	CHECK_EQUAL(object.references, 1);
	CHECK_EQUAL(VariantClear(&array), S_OK);
	CHECK_EQUAL(VariantClear(&bad), DISP_E_BADVARTYPE);
}

static void copying_gives_the_copy_its_own(void)
{
	struct counted object = {{&counted_vtbl}, 1};
	VARIANT source = {.vt = VT_UNKNOWN, .punkVal = &object.IUnknown_iface}, copy = {.vt = VT_EMPTY};
	VARIANT string = {.vt = VT_BSTR, .bstrVal = SysAllocString(u"x")};

	CHECK_EQUAL(VariantCopy(&copy, &source), S_OK);
	CHECK_EQUAL(object.references, 2);
	CHECK_EQUAL(VariantCopy(&copy, &string), S_OK);
	CHECK_EQUAL(object.references, 1);
	CHECK(copy.bstrVal != string.bstrVal);
	CHECK_EQUAL(copy.bstrVal[0], 'x');
	VariantClear(&copy);
	VariantClear(&string);
}

static void array_has_its_bounds(void)
{
	SAFEARRAYBOUND bound = {3, -1};
	SAFEARRAY *array = SafeArrayCreate(VT_I4, 1, &bound);
	LONG lower, upper, index = 1, value;
	LONG *data;

	CHECK_EQUAL(SafeArrayGetLBound(array, 1, &lower), S_OK);
	CHECK_EQUAL(SafeArrayGetUBound(array, 1, &upper), S_OK);
	CHECK_EQUAL(lower, -1);
	CHECK_EQUAL(upper, 1);
	CHECK_EQUAL(SafeArrayGetLBound(array, 2, &lower), DISP_E_BADINDEX);
	CHECK_EQUAL(SafeArrayAccessData(array, (void **)&data), S_OK);
	data[2] = 77;
	CHECK_EQUAL(SafeArrayDestroy(array), DISP_E_ARRAYISLOCKED);
	CHECK_EQUAL(SafeArrayUnaccessData(array), S_OK);
	CHECK_EQUAL(SafeArrayUnaccessData(array), E_UNEXPECTED);
	CHECK_EQUAL(SafeArrayGetElement(array, &index, &value), S_OK);
	CHECK_EQUAL(value, 77);
	index = 2;
	CHECK_EQUAL(SafeArrayGetElement(array, &index, &value), DISP_E_BADINDEX);
	CHECK_EQUAL(SafeArrayDestroy(array), S_OK);
}

static void array_refuses_other_shapes(void)
{
	SAFEARRAYBOUND bounds[2] = {{1, 0}, {1, 0}}, beyond = {2, INT32_MAX};

	CHECK(SafeArrayCreate(VT_I4, 2, bounds) == NULL);
	CHECK(SafeArrayCreate(VT_EMPTY, 1, bounds) == NULL);
	CHECK(SafeArrayCreate(VT_I4, 1, &beyond) == NULL);
	CHECK_EQUAL(SafeArrayDestroy(NULL), S_OK);
}

static void array_of_variants_owns_them(void)
{
	struct counted object = {{&counted_vtbl}, 2};
	SAFEARRAY *array = SafeArrayCreateVector(VT_VARIANT, 0, 2), *copy;
	VARIANT *data;

	SafeArrayAccessData(array, (void **)&data);
	data[0] = (VARIANT){.vt = VT_BSTR, .bstrVal = SysAllocString(u"id")};
	data[1] = (VARIANT){.vt = VT_UNKNOWN, .punkVal = &object.IUnknown_iface};
	SafeArrayUnaccessData(array);
	CHECK_EQUAL(SafeArrayCopy(array, &copy), S_OK);
	CHECK_EQUAL(object.references, 3);
	CHECK_EQUAL(SafeArrayDestroy(array), S_OK);
	CHECK_EQUAL(SafeArrayDestroy(copy), S_OK);
	CHECK_EQUAL(object.references, 1);
}

static void initialising_counts(void)
{
	CHECK_EQUAL(CoInitialize(NULL), S_OK);
	CHECK_EQUAL(CoInitializeEx(NULL, COINIT_MULTITHREADED), S_FALSE);
	CoUninitialize();
	CoUninitialize();
	CHECK_EQUAL(CoInitializeEx(NULL, COINIT_MULTITHREADED), S_OK);
	CoUninitialize();
}

static const struct unit_test tests[] = {
	{"Types.HaveWindowsSizes", types_have_windows_sizes},
	{"Bstr.CountsAndEndsWithNul", bstr_counts_and_ends_with_nul},
	{"Text.SurvivesBothWays", text_survives_both_ways},
	{"Text.BadUtf8BecomesReplacements", bad_utf8_becomes_replacements},
	{"Text.BadUtf16IsRefused", bad_utf16_is_refused},
	{"Text.NamesCompareWithoutCase", names_compare_without_case},
	{"Variant.ClearingReleasesWhatItOwns", clearing_releases_what_a_variant_owns},
	{"Variant.ClearingLeavesReferencesAlone", clearing_leaves_references_alone},
	{"Variant.CopyingGivesTheCopyItsOwn", copying_gives_the_copy_its_own},
	{"SafeArray.HasItsBounds", array_has_its_bounds},
	{"SafeArray.RefusesOtherShapes", array_refuses_other_shapes},
	{"SafeArray.OfVariantsOwnsThem", array_of_variants_owns_them},
	{"Initialize.Counts", initialising_counts},
	{NULL, NULL},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
