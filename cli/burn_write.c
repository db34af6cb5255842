/* SPDX-License-Identifier: MIT */
/* The image through IWriteEngine2 onto the disc, and the wishes to cancel that come up meanwhile. */
#include "cli/burn.h"
#include "cli/interrupt.h"
#include "cli/message.h"
#include "cli/update_sink.h"
#include "engine/imapi2/imapi2error.h"
#include "engine/imapi2/streams.h"
#include "engine/mmc/mmc.h"

struct writing {
	struct burn *burn;
	bool cancel_accepted;
};

/* ---- cancelling ---- */

static bool wants_cancel(const struct burn *burn, int percent)
{
	return interrupt_came() ||
	       (burn->options->cancel_at != BURN_NEVER_CANCEL && percent >= burn->options->cancel_at);
}

/* S_IMAPI_WRITE_NOT_IN_PROGRESS is a success code, too: it will be asked again at the next Update. */
static void update(void *context, IWriteEngine2 *engine, uint32_t written, uint32_t count)
{
	struct writing *writing = context;
	int percent = (int)((uint64_t)written * 100 / count);

	progress_show(&writing->burn->progress, percent);
	if (!writing->cancel_accepted && wants_cancel(writing->burn, percent))
		writing->cancel_accepted = IWriteEngine2_CancelWrite(engine) == S_OK;
}

/* ---- writing ---- */

static HRESULT write_section(IWriteEngine2 *engine, IStream *stream, struct writing *writing)
{
	const struct burn *burn = writing->burn;
	struct update_sink *sink;
	HRESULT hr = IWriteEngine2_put_Recorder(engine, burn->drive->recorder_ex);

	if (SUCCEEDED(hr))
		hr = IWriteEngine2_put_BytesPerSector(engine, BLOCK_BYTES);
	if (SUCCEEDED(hr))
		hr = update_sink_connect(engine, update, writing, &sink);
	if (FAILED(hr))
		return hr;
	hr = IWriteEngine2_WriteSection(engine, stream, (LONG)burn->start, (LONG)burn->image.blocks);
	update_sink_disconnect(sink);
	return hr;
}

static HRESULT write_image(struct writing *writing)
{
	IWriteEngine2 *engine;
	IStream *stream;
	HRESULT hr = stream_file_create(writing->burn->image.path, BLOCK_BYTES, &stream);

	if (FAILED(hr))
		return hr;
	hr = CoCreateInstance(&CLSID_MsftWriteEngine2, NULL, CLSCTX_ALL, &IID_IWriteEngine2, (void **)&engine);
	if (SUCCEEDED(hr)) {
		hr = write_section(engine, stream, writing);
		IWriteEngine2_Release(engine);
	}
	IStream_Release(stream);
	return hr;
}

/* What the drive has taken is to be on the disc, also after a failure, and even if that was the drive's. */
static enum cli_exit synchronize(struct burn *burn)
{
	static const char failed[] = "what was written cannot be kept";
	struct sense sense;

	if (mmc_synchronize_cache(burn->drive->transport, false, &sense)) {
		progress_end(&burn->progress);
		return drive_error(burn->drive, failed);
	}
	return burn_wait(burn, failed);
}

static void report(struct burn *burn, uint32_t written)
{
	double seconds = burn_step_seconds(burn);
	double speed = seconds > 0 ? written / seconds / burn->strategy->blocks_per_second : 0;

	burn_end_step(burn, "writing", "%.1f s, %u blocks, %.1fx", seconds, written, speed);
}

enum cli_exit burn_write(struct burn *burn, uint32_t *ret_written)
{
	struct writing writing = {.burn = burn};
	uint64_t before = burn->drive->log.written_blocks;
	enum cli_exit result, synchronized;
	HRESULT hr;

	burn_begin_step(burn, "writing");
	hr = write_image(&writing);
	progress_end(&burn->progress);
	result = SUCCEEDED(hr) ? CLI_DONE : hr == E_IMAPI_REQUEST_CANCELLED ? CLI_CANCELLED : CLI_FAILED;
	if (result == CLI_FAILED)
		result = drive_hresult_error(burn->drive, "the image cannot be written", hr);
	*ret_written = (uint32_t)(burn->drive->log.written_blocks - before);
	synchronized = synchronize(burn);
	if (synchronized != CLI_DONE)
		return result == CLI_DONE || result == CLI_CANCELLED ? synchronized : result;
	report(burn, *ret_written);
	if (result == CLI_DONE && (interrupt_came() || burn->options->cancel_at != BURN_NEVER_CANCEL))
		cli_error("all was written before it could be cancelled");
	return result;
}
