/* SPDX-License-Identifier: MIT */
#include "tests/unit/imapi2/doubles.h"

#include <string.h>

static HRESULT STDMETHODCALLTYPE fake_recorder_QueryInterface(IDiscRecorder2Ex *iface, REFIID riid, void **ppvObject)
{
	*ppvObject = NULL;
	if (!IsEqualIID(riid, &IID_IUnknown) && !IsEqualIID(riid, &IID_IDiscRecorder2Ex))
		return E_NOINTERFACE;
	IDiscRecorder2Ex_AddRef(iface);
	*ppvObject = iface;
	return S_OK;
}

static ULONG STDMETHODCALLTYPE fake_recorder_AddRef(IDiscRecorder2Ex *iface)
{
	return (ULONG)InterlockedIncrement(&FROM(struct fake_recorder, IDiscRecorder2Ex_iface, iface)->references);
}

static ULONG STDMETHODCALLTYPE fake_recorder_Release(IDiscRecorder2Ex *iface)
{
	return (ULONG)InterlockedDecrement(&FROM(struct fake_recorder, IDiscRecorder2Ex_iface, iface)->references);
}

static HRESULT STDMETHODCALLTYPE fake_recorder_Send(IDiscRecorder2Ex *iface, BYTE *Cdb, ULONG CdbSize,
                                                    BYTE SenseBuffer[18], ULONG Timeout, BYTE *Buffer,
                                                    ULONG_IMAPI2_NONZERO BufferSize)
{
	struct fake_recorder *recorder = FROM(struct fake_recorder, IDiscRecorder2Ex_iface, iface);
	unsigned number = recorder->commands++;

	if (CdbSize == 10 && number < MOST_COMMANDS) {
		memcpy(recorder->cdbs[number], Cdb, 10);
		recorder->lengths[number] = BufferSize;
	}
	recorder->timeout = Timeout;
	recorder->address_bits |= (uintptr_t)Buffer;
	if (recorder->on_command)
		recorder->on_command(recorder->context);
	if (recorder->write_ns)
		sleep_until(recorder->platform, platform_now(recorder->platform) + recorder->write_ns);
	if (recorder->special_from != NO_WRITE && (int)number >= recorder->special_from &&
	    (int)number - recorder->special_from < recorder->special_count) {
		memcpy(SenseBuffer, recorder->special_sense, 18);
		return recorder->special_result;
	}
	if (recorder->bytes + BufferSize <= MOST_BYTES)
		memcpy(recorder->data + recorder->bytes, Buffer, BufferSize);
	recorder->bytes += BufferSize;
	return S_OK;
}

static HRESULT STDMETHODCALLTYPE fake_recorder_GetByteAlignmentMask(IDiscRecorder2Ex *iface, ULONG *value)
{
	*value = FROM(struct fake_recorder, IDiscRecorder2Ex_iface, iface)->alignment;
	return S_OK;
}

static HRESULT STDMETHODCALLTYPE fake_recorder_GetMaximum(IDiscRecorder2Ex *iface, ULONG *value)
{
	struct fake_recorder *recorder = FROM(struct fake_recorder, IDiscRecorder2Ex_iface, iface);

	*value = recorder->limit;
	return recorder->limit_result;
}

/* An engine that calls any other slot jumps to NULL. */
static const IDiscRecorder2ExVtbl fake_recorder_vtbl = {
	.QueryInterface = fake_recorder_QueryInterface,
	.AddRef = fake_recorder_AddRef,
	.Release = fake_recorder_Release,
	.SendCommandSendDataToDevice = fake_recorder_Send,
	.GetByteAlignmentMask = fake_recorder_GetByteAlignmentMask,
	.GetMaximumPageAlignedTransferSize = fake_recorder_GetMaximum,
};

void fake_recorder_init(struct fake_recorder *recorder, struct platform *platform)
{
	memset(recorder, 0, sizeof(*recorder));
	recorder->IDiscRecorder2Ex_iface.lpVtbl = &fake_recorder_vtbl;
	recorder->references = 1;
	recorder->platform = platform;
	recorder->alignment = 1;
	recorder->limit = 32768;
	recorder->special_from = NO_WRITE;
}

void fake_recorder_sense(struct fake_recorder *recorder, int write, int count, uint8_t key, uint8_t asc, uint8_t ascq)
{
	memset(recorder->special_sense, 0, 18);
	recorder->special_sense[0] = 0x70;
	recorder->special_sense[2] = key;
	recorder->special_sense[7] = 10;
	recorder->special_sense[12] = asc;
	recorder->special_sense[13] = ascq;
	recorder->special_from = write;
	recorder->special_count = count;
	recorder->special_result = S_IMAPI_COMMAND_HAS_SENSE_DATA;
}
