/* SPDX-License-Identifier: MIT */
/*
 * Generic IDispatch. An Invoke finds its row, brings each argument to the row's type, calls, and gives back what the
 * conversion took.
 */
#include "engine/com/dispatch_table.h"

#include <string.h>

#include "engine/com/text.h"

HRESULT dispatch_type_info_count(UINT *ret_count)
{
	if (!ret_count)
		return E_POINTER;
	*ret_count = 0;
	return S_OK;
}

HRESULT dispatch_type_info(ITypeInfo **ret_info)
{
	if (!ret_info)
		return E_POINTER;
	*ret_info = NULL;
	return DISP_E_BADINDEX;
}

static DISPID id_of(const struct dispatch_table *table, LPCOLESTR name)
{
	for (size_t i = 0; name && i < table->count; i++)
		if (spells_name(name, table->rows[i].name))
			return table->rows[i].id;
	return DISPID_UNKNOWN;
}

HRESULT dispatch_ids_of_names(const struct dispatch_table *table, REFIID riid, LPOLESTR *names, UINT count,
                              DISPID *ret_ids)
{
	HRESULT hr = S_OK;

	if (!names || !ret_ids)
		return E_POINTER;
	if (!IsEqualIID(riid, &IID_NULL))
		return DISP_E_UNKNOWNINTERFACE;
	for (UINT i = 0; i < count; i++) {
		ret_ids[i] = i == 0 ? id_of(table, names[i]) : DISPID_UNKNOWN;
		if (ret_ids[i] == DISPID_UNKNOWN)
			hr = DISP_E_UNKNOWNNAME;
	}
	return hr;
}

static const struct dispatch_row *find_row(const struct dispatch_table *table, DISPID id, WORD flags)
{
	if (flags & DISPATCH_PROPERTYPUTREF)
		flags |= DISPATCH_PROPERTYPUT;
	for (size_t i = 0; i < table->count; i++)
		if (table->rows[i].id == id && (table->rows[i].kind & flags))
			return &table->rows[i];
	return NULL;
}

/* The value itself, where the argument is a reference to one. */
static VARIANT follow(const VARIANT *given)
{
	VARIANT value = *given;

	if (value.vt == (VT_BYREF | VT_VARIANT) && value.pvarVal)
		value = *value.pvarVal;
	if (!(value.vt & VT_BYREF) || !value.byref)
		return value;
	switch (value.vt & ~VT_BYREF) {
	case VT_I2:
	case VT_UI2:
	case VT_BOOL:
		value.iVal = *value.piVal;
		break;
	case VT_I4:
	case VT_UI4:
	case VT_INT:
	case VT_UINT:
	case VT_ERROR:
		value.lVal = *value.plVal;
		break;
	case VT_BSTR:
	case VT_UNKNOWN:
	case VT_DISPATCH:
		value.punkVal = *value.ppunkVal;
		break;
	default:
		return value;
	}
	value.vt &= (VARTYPE)~VT_BYREF;
	return value;
}

static bool integer_of(const VARIANT *value, LONGLONG *ret_integer)
{
	switch (value->vt) {
	case VT_I1:
		*ret_integer = (signed char)value->cVal;
		return true;
	case VT_UI1:
		*ret_integer = value->bVal;
		return true;
	case VT_I2:
	case VT_BOOL:
		*ret_integer = value->iVal;
		return true;
	case VT_UI2:
		*ret_integer = value->uiVal;
		return true;
	case VT_I4:
	case VT_INT:
		*ret_integer = value->lVal;
		return true;
	case VT_UI4:
	case VT_UINT:
		*ret_integer = value->ulVal;
		return true;
	case VT_I8:
		*ret_integer = value->llVal;
		return true;
	default:
		return false;
	}
}

static HRESULT convert_integer(const VARIANT *value, VARIANT *ret_argument)
{
	LONGLONG integer;

	if (!integer_of(value, &integer))
		return DISP_E_TYPEMISMATCH;
	if (ret_argument->vt == VT_BOOL)
		ret_argument->boolVal = integer ? VARIANT_TRUE : VARIANT_FALSE;
	else if (integer < INT32_MIN || integer > INT32_MAX)
		return DISP_E_OVERFLOW;
	else
		ret_argument->lVal = (LONG)integer;
	return S_OK;
}

static HRESULT convert_object(const VARIANT *value, const IID *interface_id, VARIANT *ret_argument)
{
	void *object = NULL;

	if (value->vt != VT_UNKNOWN && value->vt != VT_DISPATCH)
		return DISP_E_TYPEMISMATCH;
	if (value->punkVal && FAILED(IUnknown_QueryInterface(value->punkVal, interface_id, &object)))
		return DISP_E_TYPEMISMATCH;
	ret_argument->punkVal = object;
	return S_OK;
}

static HRESULT convert(const VARIANT *given, const struct dispatch_parameter *wanted, VARIANT *ret_argument)
{
	VARIANT value = follow(given);

	ret_argument->vt = wanted->vt;
	if (value.vt == VT_ERROR && value.scode == DISP_E_PARAMNOTFOUND)
		return DISP_E_PARAMNOTOPTIONAL;
	if (wanted->vt == VT_UNKNOWN)
		return convert_object(&value, wanted->interface_id, ret_argument);
	if (wanted->vt != VT_BSTR)
		return convert_integer(&value, ret_argument);
	if (value.vt != VT_BSTR)
		return DISP_E_TYPEMISMATCH;
	ret_argument->bstrVal = value.bstrVal;
	return S_OK;
}

static UINT parameter_count(const struct dispatch_row *row)
{
	UINT count = 0;

	while (count < DISPATCH_PARAMETERS_MAX && row->parameters[count].vt != VT_EMPTY)
		count++;
	return count;
}

/* The value of a property put is the one argument that may be named. */
static HRESULT check_shape(const struct dispatch_row *row, const DISPPARAMS *parameters)
{
	if (!parameters || (parameters->cArgs && !parameters->rgvarg))
		return E_INVALIDARG;
	if (parameters->cNamedArgs) {
		if (!(row->kind & DISPATCH_PROPERTYPUT) || parameters->cNamedArgs != 1)
			return DISP_E_NONAMEDARGS;
		if (!parameters->rgdispidNamedArgs || parameters->rgdispidNamedArgs[0] != DISPID_PROPERTYPUT)
			return DISP_E_NONAMEDARGS;
	}
	return parameters->cArgs == parameter_count(row) ? S_OK : DISP_E_BADPARAMCOUNT;
}

static HRESULT call(const struct dispatch_row *row, void *object, VARIANT *arguments, VARIANT *result,
                    EXCEPINFO *exception)
{
	VARIANT value = {.vt = row->result};
	HRESULT hr = row->call(object, arguments, &value);

	if (FAILED(hr)) {
		if (exception) {
			memset(exception, 0, sizeof(*exception));
			exception->scode = hr;
		}
		return DISP_E_EXCEPTION;
	}
	if (result)
		*result = value;
	else
		VariantClear(&value);
	return hr;
}

HRESULT dispatch_invoke(const struct dispatch_table *table, void *object, DISPID id, REFIID riid, WORD flags,
                        DISPPARAMS *parameters, VARIANT *result, EXCEPINFO *exception, UINT *ret_bad_argument)
{
	const struct dispatch_row *row = find_row(table, id, flags);
	VARIANT arguments[DISPATCH_PARAMETERS_MAX] = {0};
	HRESULT hr;

	if (result)
		VariantInit(result);
	if (!IsEqualIID(riid, &IID_NULL))
		return DISP_E_UNKNOWNINTERFACE;
	if (!row)
		return DISP_E_MEMBERNOTFOUND;
	hr = check_shape(row, parameters);
	for (UINT i = 0; SUCCEEDED(hr) && i < parameters->cArgs; i++) {
		UINT at = parameters->cArgs - 1 - i;

		hr = convert(&parameters->rgvarg[at], &row->parameters[i], &arguments[i]);
		if (FAILED(hr) && ret_bad_argument)
			*ret_bad_argument = at;
	}
	if (SUCCEEDED(hr))
		hr = call(row, object, arguments, result, exception);
	for (UINT i = 0; i < DISPATCH_PARAMETERS_MAX; i++)
		if (arguments[i].vt == VT_UNKNOWN && arguments[i].punkVal)
			IUnknown_Release(arguments[i].punkVal);
	return hr;
}
