/* SPDX-License-Identifier: MIT */
/*
 * IDispatch for a class whose members are a const table: a class writes the rows and a one-line call for each, the
 * rest is here. There is no type information: GetTypeInfoCount gives 0, GetTypeInfo DISP_E_BADINDEX.
 */
#ifndef ENGINE_COM_DISPATCH_TABLE_H
#define ENGINE_COM_DISPATCH_TABLE_H

#include "engine/com/dispatch.h"

enum { DISPATCH_PARAMETERS_MAX = 3 };

struct dispatch_parameter {
	VARTYPE vt;              /* VT_I4, VT_BOOL, VT_BSTR or VT_UNKNOWN; VT_EMPTY ends the list */
	const IID *interface_id; /* VT_UNKNOWN: the interface that the call gets */
};

struct dispatch_row {
	const char *name; /* ASCII; letter case does not matter to callers */
	DISPID id;
	WORD kind;      /* one of DISPATCH_METHOD, _PROPERTYGET, _PROPERTYPUT */
	VARTYPE result; /* VT_EMPTY if there is none */
	struct dispatch_parameter parameters[DISPATCH_PARAMETERS_MAX];
	/*
	 * Calls the member. `object` is what dispatch_invoke() was given; `arguments` are in the order of `parameters`
	 * and of their types, objects possibly NULL, all the caller's; the value goes to *result, whose vt is set
	 * already.
	 */
	HRESULT (*call)(void *object, VARIANT *arguments, VARIANT *result);
};

struct dispatch_table {
	const struct dispatch_row *rows;
	size_t count;
};

HRESULT dispatch_type_info_count(UINT *ret_count);
HRESULT dispatch_type_info(ITypeInfo **ret_info);

/* S_OK; DISP_E_UNKNOWNNAME, with DISPID_UNKNOWN in the unknown places: parameters have no names here. */
HRESULT dispatch_ids_of_names(const struct dispatch_table *table, REFIID riid, LPOLESTR *names, UINT count,
                              DISPID *ret_ids);

/*
 * Invoke on `object`. A member's success code comes back as it is; its failure as DISP_E_EXCEPTION with the code in
 * *exception, if given. Integers convert to VT_I4 within its range and to VT_BOOL; VT_BYREF is followed.
 */
HRESULT dispatch_invoke(const struct dispatch_table *table, void *object, DISPID id, REFIID riid, WORD flags,
                        DISPPARAMS *parameters, VARIANT *result, EXCEPINFO *exception, UINT *ret_bad_argument);

/* The four methods of IDispatch for an `object` whose interface is `Interface`, named object_GetTypeInfoCount and so
 * on. The row's calls get the interface pointer. */
#define DISPATCH_METHODS(object, Interface, table)                                                                    \
	static HRESULT STDMETHODCALLTYPE object##_GetTypeInfoCount(Interface *iface, UINT *pctinfo)                   \
	{                                                                                                             \
		(void)iface;                                                                                          \
		return dispatch_type_info_count(pctinfo);                                                             \
	}                                                                                                             \
	static HRESULT STDMETHODCALLTYPE object##_GetTypeInfo(Interface *iface, UINT iTInfo, LCID lcid,               \
	                                                      ITypeInfo **ppTInfo)                                    \
	{                                                                                                             \
		(void)iface;                                                                                          \
		(void)iTInfo;                                                                                         \
		(void)lcid;                                                                                           \
		return dispatch_type_info(ppTInfo);                                                                   \
	}                                                                                                             \
	static HRESULT STDMETHODCALLTYPE object##_GetIDsOfNames(Interface *iface, REFIID riid, LPOLESTR *rgszNames,   \
	                                                        UINT cNames, LCID lcid, DISPID *rgDispId)             \
	{                                                                                                             \
		(void)iface;                                                                                          \
		(void)lcid;                                                                                           \
		return dispatch_ids_of_names(table, riid, rgszNames, cNames, rgDispId);                               \
	}                                                                                                             \
	static HRESULT STDMETHODCALLTYPE object##_Invoke(Interface *iface, DISPID dispIdMember, REFIID riid,          \
	                                                 LCID lcid, WORD wFlags, DISPPARAMS *pDispParams,             \
	                                                 VARIANT *pVarResult, EXCEPINFO *pExcepInfo, UINT *puArgErr)  \
	{                                                                                                             \
		(void)lcid;                                                                                           \
		return dispatch_invoke(table, iface, dispIdMember, riid, wFlags, pDispParams, pVarResult, pExcepInfo, \
		                       puArgErr);                                                                     \
	}

#endif
