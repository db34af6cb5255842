/* SPDX-License-Identifier: MIT */
#include "conformance/windows/engine.h"

#include <stdio.h>

#include "engine/imapi2/host.h"
#include "engine/imapi2/imapi2.h"

typedef void set_host_function(const struct imapi2_host *host);

static set_host_function *set_host;

/* The server's path, as COM reads it. */
static HRESULT find_server(WCHAR ret_path[MAX_PATH])
{
	DWORD bytes = MAX_PATH * sizeof(*ret_path);
	WCHAR id[39], key[128];

	StringFromGUID2(&CLSID_MsftWriteEngine2, id, 39);
	_snwprintf(key, 128, L"CLSID\\%ls\\InprocServer32", id);
	if (RegGetValueW(HKEY_CLASSES_ROOT, key, NULL, RRF_RT_REG_SZ, NULL, ret_path, &bytes))
		return REGDB_E_CLASSNOTREG;
	return S_OK;
}

HRESULT engine_find_ours(void)
{
	WCHAR path[MAX_PATH];
	HRESULT hr = find_server(path);
	HMODULE server;

	if (FAILED(hr))
		return hr;
	server = LoadLibraryW(path);
	if (!server)
		return HRESULT_FROM_WIN32(GetLastError());
	set_host = (set_host_function *)(void (*)(void))GetProcAddress(server, "imapi2_set_process_host");
	return set_host ? S_OK : E_NOINTERFACE;
}

/* What the rig calls: there is no such function in this program. */
void imapi2_set_process_host(const struct imapi2_host *host)
{
	if (set_host)
		set_host(host);
}
