/* SPDX-License-Identifier: MIT */
/*
 * IMAPI2's C binding, the part that Dryburn implements: names, order of the slots and values are Microsoft's
 * [IMAPI2 imapi2.idl], the words are ours. Enumerations are in imapi2enum.h, HRESULTs in imapi2error.h. What our
 * objects do where the documents are silent is in write_engine.h, recorder.h and streams.h.
 */
#ifndef ENGINE_IMAPI2_IMAPI2_H
#define ENGINE_IMAPI2_IMAPI2_H

#include "engine/com/com.h"
#include "engine/imapi2/imapi2enum.h"

typedef struct IDiscRecorder2 IDiscRecorder2;
typedef struct IDiscRecorder2Ex IDiscRecorder2Ex;
typedef struct IWriteEngine2 IWriteEngine2;
typedef struct IWriteEngine2EventArgs IWriteEngine2EventArgs;
typedef struct DWriteEngine2Events DWriteEngine2Events;
typedef struct IStreamPseudoRandomBased IStreamPseudoRandomBased;

/* Numbers whose range the documents restrict: 1 to, or 0 to, the bound that IMAPI2 names. */
typedef ULONG ULONG_IMAPI2_NONZERO, ULONG_IMAPI2_NOT_NEGATIVE;
typedef ULONG ULONG_IMAPI2_DVD_STRUCTURE, ULONG_IMAPI2_ADAPTER_DESCRIPTOR, ULONG_IMAPI2_DEVICE_DESCRIPTOR;
typedef ULONG ULONG_IMAPI2_DISC_INFORMATION, ULONG_IMAPI2_TRACK_INFORMATION;
typedef ULONG ULONG_IMAPI2_FEATURE_PAGE, ULONG_IMAPI2_ALL_FEATURE_PAGES, ULONG_IMAPI2_ALL_PROFILES;
typedef ULONG ULONG_IMAPI2_MODE_PAGE, ULONG_IMAPI2_ALL_MODE_PAGES;

/* clang-format off */
#define IMAPI_SECTOR_SIZE                           2048
#define IMAPI2_DEFAULT_COMMAND_TIMEOUT              10 /* seconds */
#define IMAPI_SECTORS_PER_SECOND_AT_1X_CD           75
#define IMAPI_SECTORS_PER_SECOND_AT_1X_DVD          680
#define IMAPI_SECTORS_PER_SECOND_AT_1X_BD           2195
#define IMAPI_SECTORS_PER_SECOND_AT_1X_HD_DVD       4568

#define DISPID_IWRITEENGINE2_DISCRECORDER            0x100
#define DISPID_IWRITEENGINE2_USESTREAMINGWRITE12     0x101
#define DISPID_IWRITEENGINE2_STARTINGSECTORSPERSECOND 0x102
#define DISPID_IWRITEENGINE2_ENDINGSECTORSPERSECOND  0x103
#define DISPID_IWRITEENGINE2_BYTESPERSECTOR          0x104
#define DISPID_IWRITEENGINE2_WRITEINPROGRESS         0x105
#define DISPID_IWRITEENGINE2_WRITESECTION            0x200
#define DISPID_IWRITEENGINE2_CANCELWRITE             0x201

#define DISPID_IWRITEENGINE2EVENTARGS_STARTLBA          0x100
#define DISPID_IWRITEENGINE2EVENTARGS_SECTORCOUNT       0x101
#define DISPID_IWRITEENGINE2EVENTARGS_LASTREADLBA       0x102
#define DISPID_IWRITEENGINE2EVENTARGS_LASTWRITTENLBA    0x103
#define DISPID_IWRITEENGINE2EVENTARGS_TOTALDEVICEBUFFER 0x104 /* no method has it */
#define DISPID_IWRITEENGINE2EVENTARGS_USEDDEVICEBUFFER  0x105 /* no method has it */
#define DISPID_IWRITEENGINE2EVENTARGS_TOTALSYSTEMBUFFER 0x106
#define DISPID_IWRITEENGINE2EVENTARGS_USEDSYSTEMBUFFER  0x107
#define DISPID_IWRITEENGINE2EVENTARGS_FREESYSTEMBUFFER  0x108

#define DISPID_DWRITEENGINE2EVENTS_UPDATE               0x100

#define DEFINE_IMAPI2_GUID(name, l) DEFINE_GUID(name, l, 0x7F64, 0x5B0F, 0x8F, 0x00, 0x5D, 0x77, 0xAF, 0xBE, 0x26, 0x1E)
DEFINE_IMAPI2_GUID(LIBID_IMAPI2,                 0x2735412F);
DEFINE_IMAPI2_GUID(CLSID_MsftDiscRecorder2,      0x2735412D);
DEFINE_IMAPI2_GUID(CLSID_MsftWriteEngine2,       0x2735412C);
DEFINE_IMAPI2_GUID(CLSID_MsftStreamZero,         0x27354127);
DEFINE_IMAPI2_GUID(CLSID_MsftStreamPrng001,      0x27354126);
DEFINE_IMAPI2_GUID(IID_IDiscRecorder2Ex,         0x27354132);
DEFINE_IMAPI2_GUID(IID_IDiscRecorder2,           0x27354133);
DEFINE_IMAPI2_GUID(IID_IWriteEngine2,            0x27354135);
DEFINE_IMAPI2_GUID(IID_IWriteEngine2EventArgs,   0x27354136);
DEFINE_IMAPI2_GUID(IID_DWriteEngine2Events,      0x27354137);
DEFINE_IMAPI2_GUID(IID_IStreamPseudoRandomBased, 0x27354145);
#define LIBID_IMAPILib2 LIBID_IMAPI2
/* clang-format on */

/*
 * The way to a drive: commands as CDBs. Timeouts are in seconds. A device that answers CHECK CONDITION makes
 * SendCommand* return S_IMAPI_COMMAND_HAS_SENSE_DATA, a success code, with SenseBuffer filled. GetByteAlignmentMask
 * gives an alignment, a power of two. Blocks of memory that methods return are freed with CoTaskMemFree.
 */
typedef struct IDiscRecorder2ExVtbl {
	COM_SLOTS_OF_IUNKNOWN(IDiscRecorder2Ex);
	HRESULT(STDMETHODCALLTYPE *SendCommandNoData)
	(IDiscRecorder2Ex *This, BYTE *Cdb, ULONG CdbSize, BYTE SenseBuffer[18], ULONG Timeout);
	HRESULT(STDMETHODCALLTYPE *SendCommandSendDataToDevice)
	(IDiscRecorder2Ex *This, BYTE *Cdb, ULONG CdbSize, BYTE SenseBuffer[18], ULONG Timeout, BYTE *Buffer,
	 ULONG_IMAPI2_NONZERO BufferSize);
	HRESULT(STDMETHODCALLTYPE *SendCommandGetDataFromDevice)
	(IDiscRecorder2Ex *This, BYTE *Cdb, ULONG CdbSize, BYTE SenseBuffer[18], ULONG Timeout, BYTE *Buffer,
	 ULONG_IMAPI2_NONZERO BufferSize, ULONG_IMAPI2_NOT_NEGATIVE *BufferFetched);
	HRESULT(STDMETHODCALLTYPE *ReadDvdStructure)
	(IDiscRecorder2Ex *This, ULONG format, ULONG address, ULONG layer, ULONG agid, BYTE **data,
	 ULONG_IMAPI2_DVD_STRUCTURE *count);
	HRESULT(STDMETHODCALLTYPE *SendDvdStructure)
	(IDiscRecorder2Ex *This, ULONG format, BYTE *data, ULONG_IMAPI2_DVD_STRUCTURE count);
	HRESULT(STDMETHODCALLTYPE *GetAdapterDescriptor)
	(IDiscRecorder2Ex *This, BYTE **data, ULONG_IMAPI2_ADAPTER_DESCRIPTOR *byteSize);
	HRESULT(STDMETHODCALLTYPE *GetDeviceDescriptor)
	(IDiscRecorder2Ex *This, BYTE **data, ULONG_IMAPI2_DEVICE_DESCRIPTOR *byteSize);
	HRESULT(STDMETHODCALLTYPE *GetDiscInformation)
	(IDiscRecorder2Ex *This, BYTE **discInformation, ULONG_IMAPI2_DISC_INFORMATION *byteSize);
	HRESULT(STDMETHODCALLTYPE *GetTrackInformation)
	(IDiscRecorder2Ex *This, ULONG address, IMAPI_READ_TRACK_ADDRESS_TYPE addressType, BYTE **trackInformation,
	 ULONG_IMAPI2_TRACK_INFORMATION *byteSize);
	HRESULT(STDMETHODCALLTYPE *GetFeaturePage)
	(IDiscRecorder2Ex *This, IMAPI_FEATURE_PAGE_TYPE requestedFeature, BOOLEAN currentFeatureOnly,
	 BYTE **featureData, ULONG_IMAPI2_FEATURE_PAGE *byteSize);
	HRESULT(STDMETHODCALLTYPE *GetModePage)
	(IDiscRecorder2Ex *This, IMAPI_MODE_PAGE_TYPE requestedModePage, IMAPI_MODE_PAGE_REQUEST_TYPE requestType,
	 BYTE **modePageData, ULONG_IMAPI2_MODE_PAGE *byteSize);
	HRESULT(STDMETHODCALLTYPE *SetModePage)
	(IDiscRecorder2Ex *This, IMAPI_MODE_PAGE_REQUEST_TYPE requestType, BYTE *data, ULONG_IMAPI2_MODE_PAGE byteSize);
	HRESULT(STDMETHODCALLTYPE *GetSupportedFeaturePages)
	(IDiscRecorder2Ex *This, BOOLEAN currentFeatureOnly, IMAPI_FEATURE_PAGE_TYPE **featureData,
	 ULONG_IMAPI2_ALL_FEATURE_PAGES *byteSize);
	HRESULT(STDMETHODCALLTYPE *GetSupportedProfiles)
	(IDiscRecorder2Ex *This, BOOLEAN currentOnly, IMAPI_PROFILE_TYPE **profileTypes,
	 ULONG_IMAPI2_ALL_PROFILES *validProfiles);
	HRESULT(STDMETHODCALLTYPE *GetSupportedModePages)
	(IDiscRecorder2Ex *This, IMAPI_MODE_PAGE_REQUEST_TYPE requestType, IMAPI_MODE_PAGE_TYPE **modePageTypes,
	 ULONG_IMAPI2_ALL_MODE_PAGES *validPages);
	HRESULT(STDMETHODCALLTYPE *GetByteAlignmentMask)(IDiscRecorder2Ex *This, ULONG *value);
	HRESULT(STDMETHODCALLTYPE *GetMaximumNonPageAlignedTransferSize)(IDiscRecorder2Ex *This, ULONG *value);
	HRESULT(STDMETHODCALLTYPE *GetMaximumPageAlignedTransferSize)(IDiscRecorder2Ex *This, ULONG *value);
} IDiscRecorder2ExVtbl;

struct IDiscRecorder2Ex {
	CONST_VTBL IDiscRecorder2ExVtbl *lpVtbl;
};

/* A drive as a person knows it: its identity, its tray, its exclusive use. */
typedef struct IDiscRecorder2Vtbl {
	COM_SLOTS_OF_IDISPATCH(IDiscRecorder2);
	HRESULT(STDMETHODCALLTYPE *EjectMedia)(IDiscRecorder2 *This);
	HRESULT(STDMETHODCALLTYPE *CloseTray)(IDiscRecorder2 *This);
	HRESULT(STDMETHODCALLTYPE *AcquireExclusiveAccess)
	(IDiscRecorder2 *This, VARIANT_BOOL force, BSTR __MIDL__IDiscRecorder20000);
	HRESULT(STDMETHODCALLTYPE *ReleaseExclusiveAccess)(IDiscRecorder2 *This);
	HRESULT(STDMETHODCALLTYPE *DisableMcn)(IDiscRecorder2 *This);
	HRESULT(STDMETHODCALLTYPE *EnableMcn)(IDiscRecorder2 *This);
	HRESULT(STDMETHODCALLTYPE *InitializeDiscRecorder)(IDiscRecorder2 *This, BSTR recorderUniqueId);
	HRESULT(STDMETHODCALLTYPE *get_ActiveDiscRecorder)(IDiscRecorder2 *This, BSTR *value);
	HRESULT(STDMETHODCALLTYPE *get_VendorId)(IDiscRecorder2 *This, BSTR *value);
	HRESULT(STDMETHODCALLTYPE *get_ProductId)(IDiscRecorder2 *This, BSTR *value);
	HRESULT(STDMETHODCALLTYPE *get_ProductRevision)(IDiscRecorder2 *This, BSTR *value);
	HRESULT(STDMETHODCALLTYPE *get_VolumeName)(IDiscRecorder2 *This, BSTR *value);
	HRESULT(STDMETHODCALLTYPE *get_VolumePathNames)(IDiscRecorder2 *This, SAFEARRAY **value);
	HRESULT(STDMETHODCALLTYPE *get_DeviceCanLoadMedia)(IDiscRecorder2 *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_LegacyDeviceNumber)(IDiscRecorder2 *This, LONG *legacyDeviceNumber);
	HRESULT(STDMETHODCALLTYPE *get_SupportedFeaturePages)(IDiscRecorder2 *This, SAFEARRAY **value);
	HRESULT(STDMETHODCALLTYPE *get_CurrentFeaturePages)(IDiscRecorder2 *This, SAFEARRAY **value);
	HRESULT(STDMETHODCALLTYPE *get_SupportedProfiles)(IDiscRecorder2 *This, SAFEARRAY **value);
	HRESULT(STDMETHODCALLTYPE *get_CurrentProfiles)(IDiscRecorder2 *This, SAFEARRAY **value);
	HRESULT(STDMETHODCALLTYPE *get_SupportedModePages)(IDiscRecorder2 *This, SAFEARRAY **value);
	HRESULT(STDMETHODCALLTYPE *get_ExclusiveAccessOwner)(IDiscRecorder2 *This, BSTR *value);
} IDiscRecorder2Vtbl;

struct IDiscRecorder2 {
	CONST_VTBL IDiscRecorder2Vtbl *lpVtbl;
};

/*
 * Writes sections: put_Recorder and put_BytesPerSector first, then WriteSection, which blocks. Preparing the medium and
 * finishing it is the caller's. CancelWrite is called from the sink's Update; it returns S_OK exactly while
 * get_WriteInProgress reads VARIANT_TRUE, else the success code S_IMAPI_WRITE_NOT_IN_PROGRESS.
 */
typedef struct IWriteEngine2Vtbl {
	COM_SLOTS_OF_IDISPATCH(IWriteEngine2);
	HRESULT(STDMETHODCALLTYPE *WriteSection)
	(IWriteEngine2 *This, IStream *data, LONG startingBlockAddress, LONG numberOfBlocks);
	HRESULT(STDMETHODCALLTYPE *CancelWrite)(IWriteEngine2 *This);
	HRESULT(STDMETHODCALLTYPE *put_Recorder)(IWriteEngine2 *This, IDiscRecorder2Ex *value);
	HRESULT(STDMETHODCALLTYPE *get_Recorder)(IWriteEngine2 *This, IDiscRecorder2Ex **value);
	HRESULT(STDMETHODCALLTYPE *put_UseStreamingWrite12)(IWriteEngine2 *This, VARIANT_BOOL value);
	HRESULT(STDMETHODCALLTYPE *get_UseStreamingWrite12)(IWriteEngine2 *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *put_StartingSectorsPerSecond)(IWriteEngine2 *This, LONG value);
	HRESULT(STDMETHODCALLTYPE *get_StartingSectorsPerSecond)(IWriteEngine2 *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *put_EndingSectorsPerSecond)(IWriteEngine2 *This, LONG value);
	HRESULT(STDMETHODCALLTYPE *get_EndingSectorsPerSecond)(IWriteEngine2 *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *put_BytesPerSector)(IWriteEngine2 *This, LONG value);
	HRESULT(STDMETHODCALLTYPE *get_BytesPerSector)(IWriteEngine2 *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_WriteInProgress)(IWriteEngine2 *This, VARIANT_BOOL *value);
} IWriteEngine2Vtbl;

struct IWriteEngine2 {
	CONST_VTBL IWriteEngine2Vtbl *lpVtbl;
};

/* How far a section is, at the moment of one Update. */
typedef struct IWriteEngine2EventArgsVtbl {
	COM_SLOTS_OF_IDISPATCH(IWriteEngine2EventArgs);
	HRESULT(STDMETHODCALLTYPE *get_StartLba)(IWriteEngine2EventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_SectorCount)(IWriteEngine2EventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_LastReadLba)(IWriteEngine2EventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_LastWrittenLba)(IWriteEngine2EventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_TotalSystemBuffer)(IWriteEngine2EventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_UsedSystemBuffer)(IWriteEngine2EventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_FreeSystemBuffer)(IWriteEngine2EventArgs *This, LONG *value);
} IWriteEngine2EventArgsVtbl;

struct IWriteEngine2EventArgs {
	CONST_VTBL IWriteEngine2EventArgsVtbl *lpVtbl;
};

/* What a sink implements. Update arrives by Invoke alone: before a section, every half second, and after it. */
typedef struct DWriteEngine2EventsVtbl {
	COM_SLOTS_OF_IDISPATCH(DWriteEngine2Events);
	HRESULT(STDMETHODCALLTYPE *Update)(DWriteEngine2Events *This, IDispatch *object, IDispatch *progress);
} DWriteEngine2EventsVtbl;

struct DWriteEngine2Events {
	CONST_VTBL DWriteEngine2EventsVtbl *lpVtbl;
};

/* A stream of pseudo-random bytes that its seed determines. Its size is what SetSize said, 0 before. */
typedef struct IStreamPseudoRandomBasedVtbl {
	COM_SLOTS_OF_ISTREAM(IStreamPseudoRandomBased);
	HRESULT(STDMETHODCALLTYPE *put_Seed)(IStreamPseudoRandomBased *This, ULONG value);
	HRESULT(STDMETHODCALLTYPE *get_Seed)(IStreamPseudoRandomBased *This, ULONG *value);
	HRESULT(STDMETHODCALLTYPE *put_ExtendedSeed)(IStreamPseudoRandomBased *This, ULONG *values, ULONG eCount);
	HRESULT(STDMETHODCALLTYPE *get_ExtendedSeed)(IStreamPseudoRandomBased *This, ULONG **values, ULONG *eCount);
} IStreamPseudoRandomBasedVtbl;

struct IStreamPseudoRandomBased {
	CONST_VTBL IStreamPseudoRandomBasedVtbl *lpVtbl;
};

#ifdef COBJMACROS
#define IDiscRecorder2Ex_QueryInterface(This, riid, ppvObject) (This)->lpVtbl->QueryInterface(This, riid, ppvObject)
#define IDiscRecorder2Ex_AddRef(This) (This)->lpVtbl->AddRef(This)
#define IDiscRecorder2Ex_Release(This) (This)->lpVtbl->Release(This)
#define IDiscRecorder2Ex_SendCommandNoData(This, Cdb, CdbSize, SenseBuffer, Timeout) \
	(This)->lpVtbl->SendCommandNoData(This, Cdb, CdbSize, SenseBuffer, Timeout)
#define IDiscRecorder2Ex_SendCommandSendDataToDevice(This, Cdb, CdbSize, SenseBuffer, Timeout, Buffer, BufferSize) \
	(This)->lpVtbl->SendCommandSendDataToDevice(This, Cdb, CdbSize, SenseBuffer, Timeout, Buffer, BufferSize)
#define IDiscRecorder2Ex_SendCommandGetDataFromDevice(This, Cdb, CdbSize, SenseBuffer, Timeout, Buffer, BufferSize, \
                                                      BufferFetched)                                                \
	(This)->lpVtbl->SendCommandGetDataFromDevice(This, Cdb, CdbSize, SenseBuffer, Timeout, Buffer, BufferSize,  \
	                                             BufferFetched)
#define IDiscRecorder2Ex_ReadDvdStructure(This, format, address, layer, agid, data, count) \
	(This)->lpVtbl->ReadDvdStructure(This, format, address, layer, agid, data, count)
#define IDiscRecorder2Ex_SendDvdStructure(This, format, data, count) \
	(This)->lpVtbl->SendDvdStructure(This, format, data, count)
#define IDiscRecorder2Ex_GetAdapterDescriptor(This, data, byteSize) \
	(This)->lpVtbl->GetAdapterDescriptor(This, data, byteSize)
#define IDiscRecorder2Ex_GetDeviceDescriptor(This, data, byteSize) \
	(This)->lpVtbl->GetDeviceDescriptor(This, data, byteSize)
#define IDiscRecorder2Ex_GetDiscInformation(This, discInformation, byteSize) \
	(This)->lpVtbl->GetDiscInformation(This, discInformation, byteSize)
#define IDiscRecorder2Ex_GetTrackInformation(This, address, addressType, trackInformation, byteSize) \
	(This)->lpVtbl->GetTrackInformation(This, address, addressType, trackInformation, byteSize)
#define IDiscRecorder2Ex_GetFeaturePage(This, requestedFeature, currentFeatureOnly, featureData, byteSize) \
	(This)->lpVtbl->GetFeaturePage(This, requestedFeature, currentFeatureOnly, featureData, byteSize)
#define IDiscRecorder2Ex_GetModePage(This, requestedModePage, requestType, modePageData, byteSize) \
	(This)->lpVtbl->GetModePage(This, requestedModePage, requestType, modePageData, byteSize)
#define IDiscRecorder2Ex_SetModePage(This, requestType, data, byteSize) \
	(This)->lpVtbl->SetModePage(This, requestType, data, byteSize)
#define IDiscRecorder2Ex_GetSupportedFeaturePages(This, currentFeatureOnly, featureData, byteSize) \
	(This)->lpVtbl->GetSupportedFeaturePages(This, currentFeatureOnly, featureData, byteSize)
#define IDiscRecorder2Ex_GetSupportedProfiles(This, currentOnly, profileTypes, validProfiles) \
	(This)->lpVtbl->GetSupportedProfiles(This, currentOnly, profileTypes, validProfiles)
#define IDiscRecorder2Ex_GetSupportedModePages(This, requestType, modePageTypes, validPages) \
	(This)->lpVtbl->GetSupportedModePages(This, requestType, modePageTypes, validPages)
#define IDiscRecorder2Ex_GetByteAlignmentMask(This, value) (This)->lpVtbl->GetByteAlignmentMask(This, value)
#define IDiscRecorder2Ex_GetMaximumNonPageAlignedTransferSize(This, value) \
	(This)->lpVtbl->GetMaximumNonPageAlignedTransferSize(This, value)
#define IDiscRecorder2Ex_GetMaximumPageAlignedTransferSize(This, value) \
	(This)->lpVtbl->GetMaximumPageAlignedTransferSize(This, value)

#define IDiscRecorder2_QueryInterface(This, riid, ppvObject) (This)->lpVtbl->QueryInterface(This, riid, ppvObject)
#define IDiscRecorder2_AddRef(This) (This)->lpVtbl->AddRef(This)
#define IDiscRecorder2_Release(This) (This)->lpVtbl->Release(This)
#define IDiscRecorder2_GetTypeInfoCount(This, pctinfo) (This)->lpVtbl->GetTypeInfoCount(This, pctinfo)
#define IDiscRecorder2_GetTypeInfo(This, iTInfo, lcid, ppTInfo) (This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo)
#define IDiscRecorder2_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	(This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId)
#define IDiscRecorder2_Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr) \
	(This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)
#define IDiscRecorder2_EjectMedia(This) (This)->lpVtbl->EjectMedia(This)
#define IDiscRecorder2_CloseTray(This) (This)->lpVtbl->CloseTray(This)
#define IDiscRecorder2_AcquireExclusiveAccess(This, force, __MIDL__IDiscRecorder20000) \
	(This)->lpVtbl->AcquireExclusiveAccess(This, force, __MIDL__IDiscRecorder20000)
#define IDiscRecorder2_ReleaseExclusiveAccess(This) (This)->lpVtbl->ReleaseExclusiveAccess(This)
#define IDiscRecorder2_DisableMcn(This) (This)->lpVtbl->DisableMcn(This)
#define IDiscRecorder2_EnableMcn(This) (This)->lpVtbl->EnableMcn(This)
#define IDiscRecorder2_InitializeDiscRecorder(This, recorderUniqueId) \
	(This)->lpVtbl->InitializeDiscRecorder(This, recorderUniqueId)
#define IDiscRecorder2_get_ActiveDiscRecorder(This, value) (This)->lpVtbl->get_ActiveDiscRecorder(This, value)
#define IDiscRecorder2_get_VendorId(This, value) (This)->lpVtbl->get_VendorId(This, value)
#define IDiscRecorder2_get_ProductId(This, value) (This)->lpVtbl->get_ProductId(This, value)
#define IDiscRecorder2_get_ProductRevision(This, value) (This)->lpVtbl->get_ProductRevision(This, value)
#define IDiscRecorder2_get_VolumeName(This, value) (This)->lpVtbl->get_VolumeName(This, value)
#define IDiscRecorder2_get_VolumePathNames(This, value) (This)->lpVtbl->get_VolumePathNames(This, value)
#define IDiscRecorder2_get_DeviceCanLoadMedia(This, value) (This)->lpVtbl->get_DeviceCanLoadMedia(This, value)
#define IDiscRecorder2_get_LegacyDeviceNumber(This, legacyDeviceNumber) \
	(This)->lpVtbl->get_LegacyDeviceNumber(This, legacyDeviceNumber)
#define IDiscRecorder2_get_SupportedFeaturePages(This, value) (This)->lpVtbl->get_SupportedFeaturePages(This, value)
#define IDiscRecorder2_get_CurrentFeaturePages(This, value) (This)->lpVtbl->get_CurrentFeaturePages(This, value)
#define IDiscRecorder2_get_SupportedProfiles(This, value) (This)->lpVtbl->get_SupportedProfiles(This, value)
#define IDiscRecorder2_get_CurrentProfiles(This, value) (This)->lpVtbl->get_CurrentProfiles(This, value)
#define IDiscRecorder2_get_SupportedModePages(This, value) (This)->lpVtbl->get_SupportedModePages(This, value)
#define IDiscRecorder2_get_ExclusiveAccessOwner(This, value) (This)->lpVtbl->get_ExclusiveAccessOwner(This, value)

#define IWriteEngine2_QueryInterface(This, riid, ppvObject) (This)->lpVtbl->QueryInterface(This, riid, ppvObject)
#define IWriteEngine2_AddRef(This) (This)->lpVtbl->AddRef(This)
#define IWriteEngine2_Release(This) (This)->lpVtbl->Release(This)
#define IWriteEngine2_GetTypeInfoCount(This, pctinfo) (This)->lpVtbl->GetTypeInfoCount(This, pctinfo)
#define IWriteEngine2_GetTypeInfo(This, iTInfo, lcid, ppTInfo) (This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo)
#define IWriteEngine2_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	(This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId)
#define IWriteEngine2_Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr) \
	(This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)
#define IWriteEngine2_WriteSection(This, data, startingBlockAddress, numberOfBlocks) \
	(This)->lpVtbl->WriteSection(This, data, startingBlockAddress, numberOfBlocks)
#define IWriteEngine2_CancelWrite(This) (This)->lpVtbl->CancelWrite(This)
#define IWriteEngine2_put_Recorder(This, value) (This)->lpVtbl->put_Recorder(This, value)
#define IWriteEngine2_get_Recorder(This, value) (This)->lpVtbl->get_Recorder(This, value)
#define IWriteEngine2_put_UseStreamingWrite12(This, value) (This)->lpVtbl->put_UseStreamingWrite12(This, value)
#define IWriteEngine2_get_UseStreamingWrite12(This, value) (This)->lpVtbl->get_UseStreamingWrite12(This, value)
#define IWriteEngine2_put_StartingSectorsPerSecond(This, value) \
	(This)->lpVtbl->put_StartingSectorsPerSecond(This, value)
#define IWriteEngine2_get_StartingSectorsPerSecond(This, value) \
	(This)->lpVtbl->get_StartingSectorsPerSecond(This, value)
#define IWriteEngine2_put_EndingSectorsPerSecond(This, value) (This)->lpVtbl->put_EndingSectorsPerSecond(This, value)
#define IWriteEngine2_get_EndingSectorsPerSecond(This, value) (This)->lpVtbl->get_EndingSectorsPerSecond(This, value)
#define IWriteEngine2_put_BytesPerSector(This, value) (This)->lpVtbl->put_BytesPerSector(This, value)
#define IWriteEngine2_get_BytesPerSector(This, value) (This)->lpVtbl->get_BytesPerSector(This, value)
#define IWriteEngine2_get_WriteInProgress(This, value) (This)->lpVtbl->get_WriteInProgress(This, value)

#define IWriteEngine2EventArgs_QueryInterface(This, riid, ppvObject) \
	(This)->lpVtbl->QueryInterface(This, riid, ppvObject)
#define IWriteEngine2EventArgs_AddRef(This) (This)->lpVtbl->AddRef(This)
#define IWriteEngine2EventArgs_Release(This) (This)->lpVtbl->Release(This)
#define IWriteEngine2EventArgs_GetTypeInfoCount(This, pctinfo) (This)->lpVtbl->GetTypeInfoCount(This, pctinfo)
#define IWriteEngine2EventArgs_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	(This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo)
#define IWriteEngine2EventArgs_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	(This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId)
#define IWriteEngine2EventArgs_Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, \
                                      puArgErr)                                                                    \
	(This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)
#define IWriteEngine2EventArgs_get_StartLba(This, value) (This)->lpVtbl->get_StartLba(This, value)
#define IWriteEngine2EventArgs_get_SectorCount(This, value) (This)->lpVtbl->get_SectorCount(This, value)
#define IWriteEngine2EventArgs_get_LastReadLba(This, value) (This)->lpVtbl->get_LastReadLba(This, value)
#define IWriteEngine2EventArgs_get_LastWrittenLba(This, value) (This)->lpVtbl->get_LastWrittenLba(This, value)
#define IWriteEngine2EventArgs_get_TotalSystemBuffer(This, value) (This)->lpVtbl->get_TotalSystemBuffer(This, value)
#define IWriteEngine2EventArgs_get_UsedSystemBuffer(This, value) (This)->lpVtbl->get_UsedSystemBuffer(This, value)
#define IWriteEngine2EventArgs_get_FreeSystemBuffer(This, value) (This)->lpVtbl->get_FreeSystemBuffer(This, value)

#define DWriteEngine2Events_QueryInterface(This, riid, ppvObject) (This)->lpVtbl->QueryInterface(This, riid, ppvObject)
#define DWriteEngine2Events_AddRef(This) (This)->lpVtbl->AddRef(This)
#define DWriteEngine2Events_Release(This) (This)->lpVtbl->Release(This)
#define DWriteEngine2Events_GetTypeInfoCount(This, pctinfo) (This)->lpVtbl->GetTypeInfoCount(This, pctinfo)
#define DWriteEngine2Events_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	(This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo)
#define DWriteEngine2Events_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	(This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId)
#define DWriteEngine2Events_Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, \
                                   puArgErr)                                                                    \
	(This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)
#define DWriteEngine2Events_Update(This, object, progress) (This)->lpVtbl->Update(This, object, progress)

#define IStreamPseudoRandomBased_QueryInterface(This, riid, ppvObject) \
	(This)->lpVtbl->QueryInterface(This, riid, ppvObject)
#define IStreamPseudoRandomBased_AddRef(This) (This)->lpVtbl->AddRef(This)
#define IStreamPseudoRandomBased_Release(This) (This)->lpVtbl->Release(This)
#define IStreamPseudoRandomBased_Read(This, pv, cb, pcbRead) (This)->lpVtbl->Read(This, pv, cb, pcbRead)
#define IStreamPseudoRandomBased_Write(This, pv, cb, pcbWritten) (This)->lpVtbl->Write(This, pv, cb, pcbWritten)
#define IStreamPseudoRandomBased_Seek(This, dlibMove, dwOrigin, plibNewPosition) \
	(This)->lpVtbl->Seek(This, dlibMove, dwOrigin, plibNewPosition)
#define IStreamPseudoRandomBased_SetSize(This, libNewSize) (This)->lpVtbl->SetSize(This, libNewSize)
#define IStreamPseudoRandomBased_CopyTo(This, pstm, cb, pcbRead, pcbWritten) \
	(This)->lpVtbl->CopyTo(This, pstm, cb, pcbRead, pcbWritten)
#define IStreamPseudoRandomBased_Commit(This, grfCommitFlags) (This)->lpVtbl->Commit(This, grfCommitFlags)
#define IStreamPseudoRandomBased_Revert(This) (This)->lpVtbl->Revert(This)
#define IStreamPseudoRandomBased_LockRegion(This, libOffset, cb, dwLockType) \
	(This)->lpVtbl->LockRegion(This, libOffset, cb, dwLockType)
#define IStreamPseudoRandomBased_UnlockRegion(This, libOffset, cb, dwLockType) \
	(This)->lpVtbl->UnlockRegion(This, libOffset, cb, dwLockType)
#define IStreamPseudoRandomBased_Stat(This, pstatstg, grfStatFlag) (This)->lpVtbl->Stat(This, pstatstg, grfStatFlag)
#define IStreamPseudoRandomBased_Clone(This, ppstm) (This)->lpVtbl->Clone(This, ppstm)
#define IStreamPseudoRandomBased_put_Seed(This, value) (This)->lpVtbl->put_Seed(This, value)
#define IStreamPseudoRandomBased_get_Seed(This, value) (This)->lpVtbl->get_Seed(This, value)
#define IStreamPseudoRandomBased_put_ExtendedSeed(This, values, eCount) \
	(This)->lpVtbl->put_ExtendedSeed(This, values, eCount)
#define IStreamPseudoRandomBased_get_ExtendedSeed(This, values, eCount) \
	(This)->lpVtbl->get_ExtendedSeed(This, values, eCount)
#endif

#endif
