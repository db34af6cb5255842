/* SPDX-License-Identifier: MIT */
#include "conformance/doubles/bare.h"

HRESULT STDMETHODCALLTYPE bare_stream_CopyTo(IStream *This, IStream *stream, ULARGE_INTEGER bytes,
                                             ULARGE_INTEGER *ret_read, ULARGE_INTEGER *ret_written)
{
	(void)This;
	(void)stream;
	(void)bytes;
	(void)ret_read;
	(void)ret_written;
	return E_NOTIMPL;
}

HRESULT STDMETHODCALLTYPE bare_stream_Commit(IStream *This, DWORD flags)
{
	(void)This;
	(void)flags;
	return S_OK;
}

HRESULT STDMETHODCALLTYPE bare_stream_Revert(IStream *This)
{
	(void)This;
	return E_NOTIMPL;
}

HRESULT STDMETHODCALLTYPE bare_stream_LockRegion(IStream *This, ULARGE_INTEGER offset, ULARGE_INTEGER bytes, DWORD type)
{
	(void)This;
	(void)offset;
	(void)bytes;
	(void)type;
	return STG_E_INVALIDFUNCTION;
}

HRESULT STDMETHODCALLTYPE bare_stream_Clone(IStream *This, IStream **ret_stream)
{
	(void)This;
	*ret_stream = NULL;
	return E_NOTIMPL;
}

HRESULT STDMETHODCALLTYPE bare_dispatch_GetTypeInfoCount(IDispatch *This, UINT *ret_count)
{
	(void)This;
	*ret_count = 0;
	return S_OK;
}

HRESULT STDMETHODCALLTYPE bare_dispatch_GetTypeInfo(IDispatch *This, UINT index, LCID locale, ITypeInfo **ret_info)
{
	(void)This;
	(void)index;
	(void)locale;
	*ret_info = NULL;
	return DISP_E_BADINDEX;
}

HRESULT STDMETHODCALLTYPE bare_dispatch_GetIDsOfNames(IDispatch *This, REFIID riid, LPOLESTR *names, UINT count,
                                                      LCID locale, DISPID *ret_ids)
{
	(void)This;
	(void)riid;
	(void)names;
	(void)locale;
	for (UINT i = 0; i < count; i++)
		ret_ids[i] = DISPID_UNKNOWN;
	return DISP_E_UNKNOWNNAME;
}
