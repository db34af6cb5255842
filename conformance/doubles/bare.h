/* SPDX-License-Identifier: MIT */
/*
 * Methods of the suite's own COM objects that have nothing to do: a stream that can only be read, and a sink that has
 * no type information. Each answers as the documents of its interface say for one that does not support it. For tables
 * of methods inside the suite.
 */
#ifndef CONFORMANCE_DOUBLES_BARE_H
#define CONFORMANCE_DOUBLES_BARE_H

#include "engine/com/com.h"

/* [IStream, ISequentialStream] */
HRESULT STDMETHODCALLTYPE bare_stream_CopyTo(IStream *This, IStream *stream, ULARGE_INTEGER bytes,
                                             ULARGE_INTEGER *ret_read, ULARGE_INTEGER *ret_written);
HRESULT STDMETHODCALLTYPE bare_stream_Commit(IStream *This, DWORD flags);
HRESULT STDMETHODCALLTYPE bare_stream_Revert(IStream *This);
/* LockRegion and UnlockRegion. */
HRESULT STDMETHODCALLTYPE bare_stream_LockRegion(IStream *This, ULARGE_INTEGER offset, ULARGE_INTEGER bytes,
                                                 DWORD type);
HRESULT STDMETHODCALLTYPE bare_stream_Clone(IStream *This, IStream **ret_stream);

/* [IDispatch] */
HRESULT STDMETHODCALLTYPE bare_dispatch_GetTypeInfoCount(IDispatch *This, UINT *ret_count);
HRESULT STDMETHODCALLTYPE bare_dispatch_GetTypeInfo(IDispatch *This, UINT index, LCID locale, ITypeInfo **ret_info);
HRESULT STDMETHODCALLTYPE bare_dispatch_GetIDsOfNames(IDispatch *This, REFIID riid, LPOLESTR *names, UINT count,
                                                      LCID locale, DISPID *ret_ids);

#endif
