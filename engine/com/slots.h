/* SPDX-License-Identifier: MIT */
/* COM_SLOTS_OF_X(I): the slots that an interface I inherits from X, with I as the type of `This`. */
#ifndef ENGINE_COM_SLOTS_H
#define ENGINE_COM_SLOTS_H

#define COM_SLOTS_OF_IUNKNOWN(I)                                                             \
	HRESULT(STDMETHODCALLTYPE *QueryInterface)(I * This, REFIID riid, void **ppvObject); \
	ULONG(STDMETHODCALLTYPE *AddRef)(I * This);                                          \
	ULONG(STDMETHODCALLTYPE *Release)(I * This)

#define COM_SLOTS_OF_IDISPATCH(I)                                                                        \
	COM_SLOTS_OF_IUNKNOWN(I);                                                                        \
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(I * This, UINT * pctinfo);                          \
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)(I * This, UINT iTInfo, LCID lcid, ITypeInfo * *ppTInfo); \
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)                                                        \
	(I * This, REFIID riid, LPOLESTR * rgszNames, UINT cNames, LCID lcid, DISPID * rgDispId);        \
	HRESULT(STDMETHODCALLTYPE *Invoke)                                                               \
	(I * This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags, DISPPARAMS * pDispParams,   \
	 VARIANT * pVarResult, EXCEPINFO * pExcepInfo, UINT * puArgErr)

#define COM_SLOTS_OF_ISEQUENTIALSTREAM(I)                                               \
	COM_SLOTS_OF_IUNKNOWN(I);                                                       \
	HRESULT(STDMETHODCALLTYPE *Read)(I * This, void *pv, ULONG cb, ULONG *pcbRead); \
	HRESULT(STDMETHODCALLTYPE *Write)(I * This, const void *pv, ULONG cb, ULONG *pcbWritten)

#define COM_SLOTS_OF_ISTREAM(I)                                                                               \
	COM_SLOTS_OF_ISEQUENTIALSTREAM(I);                                                                    \
	HRESULT(STDMETHODCALLTYPE *Seek)                                                                      \
	(I * This, LARGE_INTEGER dlibMove, DWORD dwOrigin, ULARGE_INTEGER * plibNewPosition);                 \
	HRESULT(STDMETHODCALLTYPE *SetSize)(I * This, ULARGE_INTEGER libNewSize);                             \
	HRESULT(STDMETHODCALLTYPE *CopyTo)                                                                    \
	(I * This, IStream * pstm, ULARGE_INTEGER cb, ULARGE_INTEGER * pcbRead, ULARGE_INTEGER * pcbWritten); \
	HRESULT(STDMETHODCALLTYPE *Commit)(I * This, DWORD grfCommitFlags);                                   \
	HRESULT(STDMETHODCALLTYPE *Revert)(I * This);                                                         \
	HRESULT(STDMETHODCALLTYPE *LockRegion)                                                                \
	(I * This, ULARGE_INTEGER libOffset, ULARGE_INTEGER cb, DWORD dwLockType);                            \
	HRESULT(STDMETHODCALLTYPE *UnlockRegion)                                                              \
	(I * This, ULARGE_INTEGER libOffset, ULARGE_INTEGER cb, DWORD dwLockType);                            \
	HRESULT(STDMETHODCALLTYPE *Stat)(I * This, STATSTG * pstatstg, DWORD grfStatFlag);                    \
	HRESULT(STDMETHODCALLTYPE *Clone)(I * This, IStream * *ppstm)

#endif
