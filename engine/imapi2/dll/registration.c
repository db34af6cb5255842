/* SPDX-License-Identifier: MIT */
/*
 * What regsvr32 calls: this library under each of its classes and their names, for all users of the machine. It takes
 * the place of Microsoft's, if that is there, and does not give it back.
 * [COM DllRegisterServer, InprocServer32, ThreadingModel]
 */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>
#include <olectl.h>

#include "engine/imapi2/class_objects.h"

enum { KEY_CHARS = 128 };

static const WCHAR description[] = L"Dryburn's IMAPI2";

/* Sets one value of a key below HKEY_CLASSES_ROOT, which is made; a NULL name is the default value. */
static LSTATUS set_value(const WCHAR *key, const WCHAR *name, const WCHAR *text)
{
	DWORD bytes = (DWORD)((wcslen(text) + 1) * sizeof(*text));
	HKEY opened;
	LSTATUS error = RegCreateKeyExW(HKEY_CLASSES_ROOT, key, 0, NULL, 0, KEY_WRITE, NULL, &opened, NULL);

	if (error)
		return error;
	error = RegSetValueExW(opened, name, 0, REG_SZ, (const BYTE *)text, bytes);
	RegCloseKey(opened);
	return error;
}

static LSTATUS find_myself(WCHAR ret_path[MAX_PATH])
{
	HMODULE module;
	DWORD length;

	if (!GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
	                        description, &module))
		return (LSTATUS)GetLastError();
	length = GetModuleFileNameW(module, ret_path, MAX_PATH);
	if (!length)
		return (LSTATUS)GetLastError();
	return length < MAX_PATH ? ERROR_SUCCESS : ERROR_FILENAME_EXCED_RANGE;
}

static void name_keys(const struct imapi2_class *row, WCHAR ret_class[KEY_CHARS], WCHAR ret_name[KEY_CHARS])
{
	WCHAR id[39];

	StringFromGUID2(row->class_id, id, 39);
	_snwprintf(ret_class, KEY_CHARS, L"CLSID\\%ls", id);
	_snwprintf(ret_name, KEY_CHARS, L"%hs", row->name);
}

static LSTATUS add_class(const struct imapi2_class *row, const WCHAR *path)
{
	WCHAR class_key[KEY_CHARS], name[KEY_CHARS], server[KEY_CHARS], name_class[KEY_CHARS];
	LSTATUS error;

	name_keys(row, class_key, name);
	_snwprintf(server, KEY_CHARS, L"%ls\\InprocServer32", class_key);
	_snwprintf(name_class, KEY_CHARS, L"%ls\\CLSID", name);
	error = set_value(class_key, NULL, description);
	if (!error)
		error = set_value(server, NULL, path);
	if (!error)
		error = set_value(server, L"ThreadingModel", L"Both");
	if (!error)
		error = set_value(name, NULL, description);
	return error ? error : set_value(name_class, NULL, class_key + wcslen(L"CLSID\\"));
}

HRESULT STDAPICALLTYPE DllRegisterServer(void)
{
	WCHAR path[MAX_PATH];
	LSTATUS error = find_myself(path);

	for (const struct imapi2_class *row = imapi2_classes; row->class_id && !error; row++)
		error = add_class(row, path);
	return error ? SELFREG_E_CLASS : S_OK;
}

static bool remove_key(const WCHAR *key)
{
	LSTATUS error = RegDeleteTreeW(HKEY_CLASSES_ROOT, key);

	return error == ERROR_SUCCESS || error == ERROR_FILE_NOT_FOUND;
}

HRESULT STDAPICALLTYPE DllUnregisterServer(void)
{
	WCHAR class_key[KEY_CHARS], name[KEY_CHARS];
	bool removed = true;

	for (const struct imapi2_class *row = imapi2_classes; row->class_id; row++) {
		name_keys(row, class_key, name);
		removed &= remove_key(class_key);
		removed &= remove_key(name);
	}
	return removed ? S_OK : SELFREG_E_CLASS;
}
