/* SPDX-License-Identifier: MIT */
/*
 * IWriteEngine2::WriteSection: checks, then section_run() with the caller's stream as source, the recorder as device
 * and the sinks as listener, then the outcome as an HRESULT.
 */
#include <errno.h>
#include <string.h>

#include "engine/imapi2/hresult.h"
#include "engine/imapi2/imapi2error.h"
#include "engine/imapi2/write_engine_object.h"
#include "engine/mmc/mmc.h"
#include "mutants/mutant.h"
#include "t10/opcode.h"

enum {
	WRITE_10_CDB_BYTES = 10,
	WRITE_10_BLOCKS_MAX = UINT16_MAX,
	WRITE_BYTES_MAX = 1 << 20,     /* of one WRITE, whatever the recorder allows [ours] */
	ALIGNMENT_BYTES_MAX = 1 << 20, /* a recorder that wants more is not believed [ours] */
};

/* One WriteSection. */
struct writing {
	struct write_engine *engine;
	IDiscRecorder2Ex *recorder; /* AddRef-ed */
	IStream *stream;
	bool stream_ended; /* Read said S_FALSE: it is not asked again */
};

/* A success code other than S_FALSE counts as S_OK: foreign streams give all kinds. */
static int32_t read_stream(void *context, void *buffer, size_t bytes, size_t *ret_bytes)
{
	struct writing *writing = context;
	ULONG wanted = bytes < INT32_MAX ? (ULONG)bytes : INT32_MAX, got = 0;
	HRESULT hr;

	*ret_bytes = 0;
	if (writing->stream_ended)
		return 0;
	hr = IStream_Read(writing->stream, buffer, wanted, &got);
	if (FAILED(hr))
		return hr;
	if (got > wanted)
		return E_UNEXPECTED;
	writing->stream_ended = hr == S_FALSE;
	*ret_bytes = got;
	return 0;
}

static void decode_answer(HRESULT hr, const uint8_t sense_data[SENSE_FIXED_BYTES], struct write_answer *ret_answer)
{
	bool known = true;

	memset(ret_answer, 0, sizeof(*ret_answer));
	if (FAILED(hr)) {
		ret_answer->kind = hr == E_IMAPI_RECORDER_COMMAND_TIMEOUT ? WRITE_TIMED_OUT : WRITE_FAILED;
		ret_answer->code = MUTANT(DEVICE_FAILURE_LOSES_ITS_CODE) ? E_FAIL : hr;
		return;
	}
	ret_answer->kind = WRITE_ANSWERED;
	if (hr == S_IMAPI_COMMAND_HAS_SENSE_DATA)
		ret_answer->sense = sense_decode(sense_data, SENSE_FIXED_BYTES, &known);
	if (!known)
		ret_answer->sense = sense_of(HARDWARE_ERROR, INTERNAL_TARGET_FAILURE);
}

static void write_blocks(void *context, int32_t lba, uint32_t blocks, const uint8_t *data, size_t bytes,
                         struct write_answer *ret_answer)
{
	struct writing *writing = context;
	uint8_t cdb[WRITE_10_CDB_BYTES], sense_data[SENSE_FIXED_BYTES] = {0};
	HRESULT hr;

	mmc_write_10_cdb(cdb, lba, (uint16_t)blocks);
	cdb[0] = MUTANT(WRITE_AND_VERIFY) ? WRITE_AND_VERIFY_10 : WRITE_10;
	hr = IDiscRecorder2Ex_SendCommandSendDataToDevice(writing->recorder, cdb, sizeof(cdb), sense_data,
	                                                  SECTION_COMMAND_TIMEOUT_S, (BYTE *)data, (ULONG)bytes);
	decode_answer(hr, sense_data, ret_answer);
}

static void update(void *context, const struct section_progress *progress)
{
	write_engine_fire_update(((struct writing *)context)->engine, progress);
}

/* The documents define an alignment and call it a mask: a power of two is taken for the one, the rest for the other. */
static HRESULT alignment_mask_of(ULONG value, uint32_t *ret_mask)
{
	ULONG alignment = 1;

	if (value > ALIGNMENT_BYTES_MAX)
		return E_IMAPI_RECORDER_INVALID_RESPONSE_FROM_DEVICE;
	while (alignment < value)
		alignment *= 2;
	*ret_mask = MUTANT(ALIGNMENT_IGNORED) ? 0 : alignment - 1;
	return S_OK;
}

/* How many bytes of whole blocks go into one WRITE. */
static uint32_t transfer_limit(ULONG recorder_limit, uint32_t block_bytes)
{
	uint64_t limit =
		recorder_limit < WRITE_BYTES_MAX && !MUTANT(TRANSFER_TOO_LARGE) ? recorder_limit : WRITE_BYTES_MAX;
	uint64_t by_field = (uint64_t)WRITE_10_BLOCKS_MAX * block_bytes;

	if (limit < block_bytes)
		limit = block_bytes;
	return (uint32_t)(limit < by_field ? limit : by_field);
}

static HRESULT ask_recorder(IDiscRecorder2Ex *recorder, struct section_request *request)
{
	ULONG limit = 0, alignment = 0;
	HRESULT hr = IDiscRecorder2Ex_GetMaximumPageAlignedTransferSize(recorder, &limit);

	if (SUCCEEDED(hr))
		hr = IDiscRecorder2Ex_GetByteAlignmentMask(recorder, &alignment);
	if (FAILED(hr))
		return hr;
	if (request->block_bytes > limit && !MUTANT(BLOCK_TOO_LARGE_ACCEPTED))
		return E_INVALIDARG;
	request->max_transfer_bytes = transfer_limit(limit, request->block_bytes);
	return alignment_mask_of(alignment, &request->alignment_mask);
}

/* A stream that tells its size must have enough; one that does not is found out by reading. */
static HRESULT ask_stream(IStream *stream, const struct section_request *request)
{
	uint64_t needed = (uint64_t)request->block_count * request->block_bytes;
	STATSTG stat;

	memset(&stat, 0, sizeof(stat));
	if (IStream_Stat(stream, &stat, STATFLAG_NONAME) != S_OK)
		return S_OK;
	CoTaskMemFree(stat.pwcsName);
	return stat.cbSize.QuadPart < needed && !MUTANT(STREAM_SIZE_NOT_ASKED) ? E_INVALIDARG : S_OK;
}

static HRESULT result_of(const struct section_outcome *outcome)
{
	switch (outcome->result) {
	case SECTION_DONE:
		return S_OK;
	case SECTION_CANCELLED:
		return MUTANT(CANCELLED_IS_ABORT) ? E_ABORT : E_IMAPI_REQUEST_CANCELLED;
	case SECTION_SENSE:
		return hresult_of_write_sense(&outcome->sense);
	case SECTION_BUSY:
		return MUTANT(BUSY_IS_TIMEOUT) ? E_IMAPI_RECORDER_COMMAND_TIMEOUT : E_IMAPI_RECORDER_MEDIA_BUSY;
	case SECTION_DEVICE_FAILED:
	case SECTION_SOURCE_FAILED:
		return FAILED(outcome->code) ? outcome->code : E_FAIL;
	case SECTION_SOURCE_ENDED:
		break;
	}
	return E_FAIL;
}

static HRESULT run(struct writing *writing, struct section_request *request)
{
	struct section_outcome outcome;
	HRESULT hr = ask_recorder(writing->recorder, request);
	int error;

	if (SUCCEEDED(hr))
		hr = ask_stream(writing->stream, request);
	if (FAILED(hr))
		return hr;
	request->source = (struct section_source){read_stream, writing};
	request->device = (struct section_device){write_blocks, writing};
	request->listener = (struct section_listener){update, writing};
	error = section_run(writing->engine->section, request, &outcome);
	return error ? (error == -ENOMEM ? E_OUTOFMEMORY : E_FAIL) : result_of(&outcome);
}

/* Freezes the settings and takes them. On failure nothing is frozen. */
static HRESULT begin(struct write_engine *engine, struct section_request *request, IDiscRecorder2Ex **ret_recorder)
{
	HRESULT hr = S_OK;

	mutex_lock(engine->platform, engine->settings);
	if (engine->writing)
		hr = E_FAIL;
	else if (!engine->recorder)
		hr = MUTANT(NO_RECORDER_IS_FAILURE) ? E_FAIL : E_IMAPI_RECORDER_REQUIRED;
	else if (engine->bytes_per_sector < 0)
		hr = E_INVALIDARG;
	if (SUCCEEDED(hr)) {
		engine->writing = true;
		*ret_recorder = engine->recorder;
		IDiscRecorder2Ex_AddRef(*ret_recorder);
		request->block_bytes = (uint32_t)engine->bytes_per_sector;
		request->start_blocks_per_second = engine->starting_sectors_per_second;
		request->end_blocks_per_second = engine->ending_sectors_per_second;
	}
	mutex_unlock(engine->platform, engine->settings);
	return hr;
}

static void end(struct write_engine *engine)
{
	mutex_lock(engine->platform, engine->settings);
	engine->writing = MUTANT(ENGINE_STAYS_BUSY);
	mutex_unlock(engine->platform, engine->settings);
}

/* The engine holds a reference of itself: a sink may drop the last other one. */
HRESULT STDMETHODCALLTYPE write_engine_WriteSection(IWriteEngine2 *iface, IStream *data, LONG startingBlockAddress,
                                                    LONG numberOfBlocks)
{
	struct write_engine *engine = impl_from_IWriteEngine2(iface);
	struct section_request request = {.start_lba = startingBlockAddress, .block_count = (uint32_t)numberOfBlocks};
	struct writing writing = {.engine = engine, .stream = data};
	HRESULT hr;

	if (!data)
		return E_POINTER;
	if (numberOfBlocks < 1 - MUTANT(ZERO_BLOCKS_ACCEPTED) ||
	    (LONGLONG)startingBlockAddress + numberOfBlocks - 1 > MAXLONG)
		return E_INVALIDARG;
	hr = begin(engine, &request, &writing.recorder);
	if (FAILED(hr))
		return hr;
	IWriteEngine2_AddRef(iface);
	IStream_AddRef(data);
	hr = run(&writing, &request);
	end(engine);
	IStream_Release(data);
	IDiscRecorder2Ex_Release(writing.recorder);
	IWriteEngine2_Release(iface);
	return hr;
}
