/* SPDX-License-Identifier: MIT */
#include "conformance/doubles/foreign_recorder.h"

#include <string.h>

#include "conformance/expect.h"
#include "conformance/doubles/pattern.h"

enum { MAX_TRANSFER_BYTES = 65536 };

static struct foreign_recorder *impl(IDiscRecorder2Ex *iface)
{
	return (struct foreign_recorder *)iface;
}

static void look_at(struct foreign_recorder *recorder, const BYTE *cdb, ULONG cdb_bytes, const BYTE *buffer,
                    ULONG bytes)
{
	if (recorder->writes == 1) {
		recorder->first_cdb_bytes = cdb_bytes;
		memcpy(recorder->first_cdb, cdb, cdb_bytes < 16 ? cdb_bytes : 16);
	}
	if (bytes > recorder->largest_bytes)
		recorder->largest_bytes = bytes;
	recorder->addresses |= (uintptr_t)buffer;
}

static HRESULT STDMETHODCALLTYPE SendCommandSendDataToDevice(IDiscRecorder2Ex *This, BYTE *Cdb, ULONG CdbSize,
                                                             BYTE SenseBuffer[18], ULONG Timeout, BYTE *Buffer,
                                                             ULONG_IMAPI2_NONZERO BufferSize)
{
	struct foreign_recorder *recorder = impl(This);

	recorder->writes++;
	recorder->timeout_s = Timeout;
	memset(SenseBuffer, 0, 18);
	look_at(recorder, Cdb, CdbSize, Buffer, BufferSize);
	if (recorder->writes >= recorder->answers_from && recorder->write_answer != S_OK)
		return recorder->write_answer;
	if (!pattern_holds(recorder->seed, recorder->bytes, Buffer, BufferSize))
		recorder->wrong_data = true;
	recorder->bytes += BufferSize;
	return S_OK;
}

static HRESULT tell(IDiscRecorder2Ex *iface, ULONG limit, ULONG *value)
{
	if (!value)
		return E_POINTER;
	if (FAILED(impl(iface)->limits_answer))
		return impl(iface)->limits_answer;
	*value = limit;
	return S_OK;
}

static HRESULT STDMETHODCALLTYPE GetByteAlignmentMask(IDiscRecorder2Ex *This, ULONG *value)
{
	return tell(This, impl(This)->alignment, value);
}

static HRESULT STDMETHODCALLTYPE GetMaximumNonPageAlignedTransferSize(IDiscRecorder2Ex *This, ULONG *value)
{
	return tell(This, impl(This)->max_transfer_bytes, value);
}

static HRESULT STDMETHODCALLTYPE GetMaximumPageAlignedTransferSize(IDiscRecorder2Ex *This, ULONG *value)
{
	return tell(This, impl(This)->max_transfer_bytes, value);
}

static const IDiscRecorder2ExVtbl vtbl = {
	.QueryInterface = forward_QueryInterface,
	.AddRef = forward_AddRef,
	.Release = forward_Release,
	.SendCommandNoData = forward_SendCommandNoData,
	.SendCommandSendDataToDevice = SendCommandSendDataToDevice,
	.SendCommandGetDataFromDevice = forward_SendCommandGetDataFromDevice,
	FORWARDED_INFORMATION,
	.GetByteAlignmentMask = GetByteAlignmentMask,
	.GetMaximumNonPageAlignedTransferSize = GetMaximumNonPageAlignedTransferSize,
	.GetMaximumPageAlignedTransferSize = GetMaximumPageAlignedTransferSize,
};

/* Every reference but the case's own must have been given back. */
static void finish(void *object)
{
	LONG references = ((struct foreign_recorder *)object)->references;

	if (references != 1)
		EXPECT(false, "%d references to a recorder were not released", (int)references - 1);
}

struct foreign_recorder *foreign_recorder_create(struct rig *rig)
{
	struct foreign_recorder *recorder = rig_keep(rig, sizeof(*recorder), finish);

	if (!recorder)
		return NULL;
	recorder->IDiscRecorder2Ex_iface.lpVtbl = &vtbl;
	recorder->references = 1;
	recorder->forwarding.inner = rig->recorder_ex;
	recorder->max_transfer_bytes = MAX_TRANSFER_BYTES;
	recorder->answers_from = 1;
	return recorder;
}
