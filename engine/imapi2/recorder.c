/* SPDX-License-Identifier: MIT */
/* IDiscRecorder2 of MsftDiscRecorder2: its table, the object's life, the tray, exclusive use. */
#include "engine/imapi2/recorder.h"

#include <stdlib.h>
#include <string.h>

#include "engine/com/text.h"
#include "engine/imapi2/hresult.h"
#include "engine/imapi2/recorder_data.h"
#include "engine/imapi2/recorder_properties.h"
#include "t10/opcode.h"

enum {
	TRAY_TIMEOUT_S = 60, /* a drive spins down first [ours] */
	START_STOP_UNIT_CDB_BYTES = 6,
	EJECT = 0x02, /* LoEj without Start [MMC-6 "START STOP UNIT Command"] */
	LOAD = 0x03,  /* LoEj and Start */
	CLIENT_NAME_MAX =
		TRANSPORT_CLIENT_MAX - 2, /* "fewer than 63" [IMAPI2 IDiscRecorder2::AcquireExclusiveAccess] */
};

static void recorder_destroy(struct recorder *recorder)
{
	transport_destroy(recorder->transport);
	SysFreeString(recorder->id);
	mutex_destroy(recorder->host->platform, recorder->state);
	free(recorder);
}

static HRESULT STDMETHODCALLTYPE recorder_QueryInterface(IDiscRecorder2 *iface, REFIID riid, void **ppvObject)
{
	if (!ppvObject)
		return E_POINTER;
	*ppvObject = NULL;
	if (IsEqualIID(riid, &IID_IUnknown) || IsEqualIID(riid, &IID_IDispatch) ||
	    IsEqualIID(riid, &IID_IDiscRecorder2))
		*ppvObject = iface;
	else if (IsEqualIID(riid, &IID_IDiscRecorder2Ex))
		*ppvObject = &impl_from_IDiscRecorder2(iface)->IDiscRecorder2Ex_iface;
	else
		return E_NOINTERFACE;
	IDiscRecorder2_AddRef(iface);
	return S_OK;
}

static ULONG STDMETHODCALLTYPE recorder_AddRef(IDiscRecorder2 *iface)
{
	return (ULONG)InterlockedIncrement(&impl_from_IDiscRecorder2(iface)->references);
}

static ULONG STDMETHODCALLTYPE recorder_Release(IDiscRecorder2 *iface)
{
	struct recorder *recorder = impl_from_IDiscRecorder2(iface);
	LONG references = InterlockedDecrement(&recorder->references);

	if (!references)
		recorder_destroy(recorder);
	return (ULONG)references;
}

DISPATCH_METHODS(recorder, IDiscRecorder2, &recorder_dispatch)

static HRESULT start_stop_unit(struct recorder *recorder, uint8_t action)
{
	struct command command = {.cdb = {START_STOP_UNIT, 0, 0, 0, action}, .cdb_length = START_STOP_UNIT_CDB_BYTES};

	return recorder_command(recorder, &command, TRAY_TIMEOUT_S);
}

static HRESULT STDMETHODCALLTYPE recorder_EjectMedia(IDiscRecorder2 *iface)
{
	return start_stop_unit(impl_from_IDiscRecorder2(iface), EJECT);
}

static HRESULT STDMETHODCALLTYPE recorder_CloseTray(IDiscRecorder2 *iface)
{
	return start_stop_unit(impl_from_IDiscRecorder2(iface), LOAD);
}

static bool is_client_character(OLECHAR character)
{
	return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z') ||
	       (character >= '0' && character <= '9') ||
	       (character && character < 0x80 && strchr(" .,:;_-", character));
}

/* In ASCII. E_INVALIDARG for a name that the documents do not allow. */
static HRESULT client_name(BSTR name, char ret_client[TRANSPORT_CLIENT_MAX])
{
	UINT length = SysStringLen(name);

	if (!length || length > CLIENT_NAME_MAX)
		return E_INVALIDARG;
	for (UINT i = 0; i < length; i++) {
		if (!is_client_character(name[i]))
			return E_INVALIDARG;
		ret_client[i] = (char)name[i];
	}
	ret_client[length] = '\0';
	return S_OK;
}

static HRESULT STDMETHODCALLTYPE recorder_AcquireExclusiveAccess(IDiscRecorder2 *iface, VARIANT_BOOL force,
                                                                 BSTR __MIDL__IDiscRecorder20000)
{
	struct recorder *recorder = impl_from_IDiscRecorder2(iface);
	char client[TRANSPORT_CLIENT_MAX];
	struct transport *transport;
	HRESULT hr = client_name(__MIDL__IDiscRecorder20000, client);
	int error;

	if (SUCCEEDED(hr))
		hr = recorder_transport(recorder, &transport);
	if (FAILED(hr))
		return hr;
	error = transport_claim(transport, force != VARIANT_FALSE, client);
	if (error < 0)
		return hresult_of_errno(error);
	mutex_lock(recorder->host->platform, recorder->state);
	recorder->claims++;
	mutex_unlock(recorder->host->platform, recorder->state);
	return S_OK;
}

/* Takes one off a count under the mutex; false if it is 0. */
static bool count_down(struct recorder *recorder, ULONG *count)
{
	bool counted;

	mutex_lock(recorder->host->platform, recorder->state);
	counted = *count > 0;
	*count -= counted;
	mutex_unlock(recorder->host->platform, recorder->state);
	return counted;
}

static HRESULT STDMETHODCALLTYPE recorder_ReleaseExclusiveAccess(IDiscRecorder2 *iface)
{
	struct recorder *recorder = impl_from_IDiscRecorder2(iface);
	struct transport *transport;
	HRESULT hr = recorder_transport(recorder, &transport);
	int error;

	if (FAILED(hr))
		return hr;
	if (!count_down(recorder, &recorder->claims))
		return E_FAIL;
	error = transport_release(transport);
	return error < 0 ? hresult_of_errno(error) : S_OK;
}

static HRESULT STDMETHODCALLTYPE recorder_DisableMcn(IDiscRecorder2 *iface)
{
	struct recorder *recorder = impl_from_IDiscRecorder2(iface);
	struct transport *transport;
	HRESULT hr = recorder_transport(recorder, &transport);

	if (FAILED(hr))
		return hr;
	mutex_lock(recorder->host->platform, recorder->state);
	recorder->mcn_disabled++;
	mutex_unlock(recorder->host->platform, recorder->state);
	return S_OK;
}

static HRESULT STDMETHODCALLTYPE recorder_EnableMcn(IDiscRecorder2 *iface)
{
	struct recorder *recorder = impl_from_IDiscRecorder2(iface);

	return count_down(recorder, &recorder->mcn_disabled) ? S_OK : E_FAIL;
}

/* Opens and examines a device. A locked one is taken on trust until its first command. */
static HRESULT open_device(const struct imapi2_host *host, BSTR id, struct transport **ret_transport,
                           struct identity *ret_identity, bool *ret_identified)
{
	char *text;
	HRESULT hr = utf8_from_bstr(id, &text);
	int error;

	if (FAILED(hr))
		return hr;
	error = host->open(host->context, text, ret_transport);
	free(text);
	if (error < 0)
		return hresult_of_errno(error);
	hr = recorder_ask_identity(*ret_transport, ret_identity);
	*ret_identified = SUCCEEDED(hr);
	if (SUCCEEDED(hr) || hr == E_IMAPI_RECORDER_LOCKED)
		return S_OK;
	transport_destroy(*ret_transport);
	return hr;
}

static HRESULT initialize(struct recorder *recorder, BSTR id)
{
	BSTR copy = SysAllocStringLen(id, SysStringLen(id));
	struct transport *transport;
	struct identity identity = {0};
	bool identified = false;
	HRESULT hr = copy ? open_device(recorder->host, copy, &transport, &identity, &identified) : E_OUTOFMEMORY;

	if (FAILED(hr)) {
		SysFreeString(copy);
		return hr;
	}
	mutex_lock(recorder->host->platform, recorder->state);
	recorder->transport = transport;
	recorder->id = copy;
	recorder->identity = identity;
	recorder->identified = identified;
	mutex_unlock(recorder->host->platform, recorder->state);
	return S_OK;
}

static HRESULT STDMETHODCALLTYPE recorder_InitializeDiscRecorder(IDiscRecorder2 *iface, BSTR recorderUniqueId)
{
	struct recorder *recorder = impl_from_IDiscRecorder2(iface);
	struct platform *platform = recorder->host->platform;
	HRESULT hr;

	if (!SysStringLen(recorderUniqueId))
		return E_INVALIDARG;
	mutex_lock(platform, recorder->state);
	hr = recorder->transport || recorder->initializing ? E_FAIL : S_OK;
	if (SUCCEEDED(hr))
		recorder->initializing = true;
	mutex_unlock(platform, recorder->state);
	if (FAILED(hr))
		return hr;
	hr = initialize(recorder, recorderUniqueId);
	mutex_lock(platform, recorder->state);
	recorder->initializing = false;
	mutex_unlock(platform, recorder->state);
	return hr;
}

static HRESULT STDMETHODCALLTYPE recorder_get_ActiveDiscRecorder(IDiscRecorder2 *iface, BSTR *value)
{
	struct recorder *recorder = impl_from_IDiscRecorder2(iface);
	struct transport *transport;
	HRESULT hr = recorder_transport(recorder, &transport);

	if (!value)
		return E_POINTER;
	*value = NULL;
	if (FAILED(hr))
		return hr;
	*value = SysAllocStringLen(recorder->id, SysStringLen(recorder->id));
	return *value ? S_OK : E_OUTOFMEMORY;
}

static HRESULT STDMETHODCALLTYPE recorder_get_ExclusiveAccessOwner(IDiscRecorder2 *iface, BSTR *value)
{
	char client[TRANSPORT_CLIENT_MAX];
	struct transport *transport;
	HRESULT hr = recorder_transport(impl_from_IDiscRecorder2(iface), &transport);
	int error;

	if (!value)
		return E_POINTER;
	*value = NULL;
	if (FAILED(hr))
		return hr;
	error = transport_owner(transport, client);
	return error < 0 ? hresult_of_errno(error) : bstr_from_utf8(client, value);
}

static const IDiscRecorder2Vtbl recorder_vtbl = {
	/* IUnknown */
	recorder_QueryInterface,
	recorder_AddRef,
	recorder_Release,
	/* IDispatch */
	recorder_GetTypeInfoCount,
	recorder_GetTypeInfo,
	recorder_GetIDsOfNames,
	recorder_Invoke,
	/* IDiscRecorder2 */
	recorder_EjectMedia,
	recorder_CloseTray,
	recorder_AcquireExclusiveAccess,
	recorder_ReleaseExclusiveAccess,
	recorder_DisableMcn,
	recorder_EnableMcn,
	recorder_InitializeDiscRecorder,
	recorder_get_ActiveDiscRecorder,
	recorder_get_VendorId,
	recorder_get_ProductId,
	recorder_get_ProductRevision,
	recorder_get_VolumeName,
	recorder_get_VolumePathNames,
	recorder_get_DeviceCanLoadMedia,
	recorder_get_LegacyDeviceNumber,
	recorder_get_SupportedFeaturePages,
	recorder_get_CurrentFeaturePages,
	recorder_get_SupportedProfiles,
	recorder_get_CurrentProfiles,
	recorder_get_SupportedModePages,
	recorder_get_ExclusiveAccessOwner,
};

HRESULT recorder_create(const void *host, IUnknown **ret_object)
{
	struct recorder *recorder = calloc(1, sizeof(*recorder));

	*ret_object = NULL;
	if (!recorder)
		return E_OUTOFMEMORY;
	recorder->IDiscRecorder2_iface.lpVtbl = &recorder_vtbl;
	recorder->IDiscRecorder2Ex_iface.lpVtbl = &recorder_ex_vtbl;
	recorder->references = 1;
	recorder->host = host;
	recorder->state = mutex_create(recorder->host->platform, "recorder");
	if (!recorder->state) {
		free(recorder);
		return E_OUTOFMEMORY;
	}
	*ret_object = (IUnknown *)&recorder->IDiscRecorder2_iface;
	return S_OK;
}
