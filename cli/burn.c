/* SPDX-License-Identifier: MIT */
/*
 * The steps of a burn, in their order: load, examine, lock; prepare, write, finish, verify; unlock. Each says what it
 * did on the standard output, and how long the drive took for it.
 */
#include "cli/burn.h"

#include <errno.h>
#include <stdarg.h>

#include "cli/interrupt.h"
#include "cli/message.h"
#include "engine/com/text.h"
#include "engine/mmc/mmc.h"

#define LOADING_LIMIT_NS (120 * NS_PER_S)
#define WORK_LIMIT_NS (3600 * NS_PER_S)
#define CLIENT_NAME "dryburn burn"

/* ---- steps ---- */

void burn_begin_step(struct burn *burn, const char *step)
{
	progress_begin(&burn->progress, step);
	burn->began_ns = platform_now(burn->drive->platform);
}

double burn_step_seconds(const struct burn *burn)
{
	return (double)(platform_now(burn->drive->platform) - burn->began_ns) / NS_PER_S;
}

void burn_end_step(struct burn *burn, const char *step, const char *format, ...)
{
	va_list arguments;

	progress_end(&burn->progress);
	printf("%-13s ", step);
	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
	putchar('\n');
	fflush(stdout);
}

static void show_work(void *context, int progress)
{
	struct burn *burn = context;

	progress_show(&burn->progress, progress < 0 ? PROGRESS_UNKNOWN : (int)((long)progress * 100 / 65536));
}

enum cli_exit burn_wait(struct burn *burn, const char *what)
{
	struct mmc_progress progress = {show_work, burn};
	struct sense sense;

	if (!mmc_wait_until_ready(burn->drive->transport, burn->drive->platform, WORK_LIMIT_NS, &progress, &sense))
		return CLI_DONE;
	progress_end(&burn->progress);
	return drive_error(burn->drive, what);
}

/* ---- load ---- */

static enum cli_exit check_drive(struct burn *burn)
{
	struct mmc_inquiry inquiry;
	struct sense sense;
	int mounted;

	if (mmc_inquiry(burn->drive->transport, &inquiry, &sense)) {
		drive_error(burn->drive, "the drive does not say what it is");
		return CLI_UNAVAILABLE;
	}
	if (inquiry.peripheral_type != 5) {
		cli_error("%s %s is no drive for discs: its peripheral type is %02Xh, not 05h", inquiry.vendor,
		          inquiry.product, inquiry.peripheral_type);
		return CLI_UNAVAILABLE;
	}
	mounted = transport_is_mounted(burn->drive->transport);
	if (mounted) {
		cli_error(mounted > 0 ? "a file system on the drive is mounted: unmount it first"
		                      : "it cannot be found out whether the drive is mounted");
		return CLI_UNAVAILABLE;
	}
	burn_end_step(burn, "drive", "%s %s %s", inquiry.vendor, inquiry.product, inquiry.revision);
	return CLI_DONE;
}

/* Asks in turns, so that Ctrl-C has an effect. */
static enum cli_exit load(struct burn *burn)
{
	struct platform *platform = burn->drive->platform;
	struct mmc_progress progress = {show_work, burn};
	uint64_t deadline = platform_now(platform) + LOADING_LIMIT_NS;
	struct sense sense;
	int result;

	burn_begin_step(burn, "loading");
	do {
		result = mmc_wait_until_ready(burn->drive->transport, platform, NS_PER_S, &progress, &sense);
	} while (result == -ETIMEDOUT && platform_now(platform) < deadline && !interrupt_came());
	progress_end(&burn->progress);
	if (interrupt_came())
		return CLI_CANCELLED;
	if (result) {
		drive_error(burn->drive, "the drive is not ready");
		return CLI_UNAVAILABLE;
	}
	burn_end_step(burn, "loading", "%.1f s", burn_step_seconds(burn));
	return CLI_DONE;
}

/* ---- examine ---- */

static enum cli_exit find_strategy(struct burn *burn)
{
	struct mmc_configuration configuration;
	struct sense sense;

	if (mmc_get_configuration(burn->drive->transport, &configuration, &sense)) {
		drive_error(burn->drive, "the drive does not say what medium it has");
		return CLI_UNAVAILABLE;
	}
	burn->strategy = burn_strategy_find(configuration.profile);
	if (burn->strategy)
		return CLI_DONE;
	cli_error("a medium of profile %04Xh (%s) cannot be burnt: DVD+R and BD-RE can", configuration.profile,
	          profile_name(configuration.profile));
	return CLI_UNAVAILABLE;
}

static enum cli_exit check_fit(const struct burn *burn)
{
	if (burn->image.blocks <= burn->free_blocks)
		return CLI_DONE;
	cli_error("%s does not fit: it has %llu blocks (%.1f MB), and %u blocks (%.1f MB) are free", burn->image.path,
	          (unsigned long long)burn->image.blocks, cli_megabytes(burn->image.blocks), burn->free_blocks,
	          cli_megabytes(burn->free_blocks));
	return CLI_FAILED;
}

static enum cli_exit examine(struct burn *burn)
{
	enum cli_exit result = find_strategy(burn);

	if (result == CLI_DONE)
		result = burn->strategy->examine(burn);
	if (result != CLI_DONE)
		return result;
	burn_end_step(burn, "disc", "%s, %u blocks free from block %u on", burn->strategy->name, burn->free_blocks,
	              burn->start);
	return check_fit(burn);
}

/* ---- lock ---- */

static HRESULT acquire(struct drive *drive)
{
	BSTR client;
	HRESULT hr = bstr_from_utf8(CLIENT_NAME, &client);

	if (FAILED(hr))
		return hr;
	hr = IDiscRecorder2_AcquireExclusiveAccess(drive->recorder, VARIANT_FALSE, client);
	SysFreeString(client);
	return hr;
}

/* A drive that cannot lock its tray can burn all the same. */
static enum cli_exit lock(struct burn *burn)
{
	HRESULT hr = acquire(burn->drive);
	struct sense sense;

	if (FAILED(hr)) {
		drive_hresult_error(burn->drive, "the drive cannot be had exclusively", hr);
		return CLI_UNAVAILABLE;
	}
	(void)mmc_prevent_allow_medium_removal(burn->drive->transport, true, &sense);
	return CLI_DONE;
}

static void unlock(struct burn *burn)
{
	struct sense sense;

	(void)mmc_prevent_allow_medium_removal(burn->drive->transport, false, &sense);
	(void)IDiscRecorder2_ReleaseExclusiveAccess(burn->drive->recorder);
}

/* ---- burn ---- */

static enum cli_exit prepare(struct burn *burn)
{
	enum cli_exit result;

	burn_begin_step(burn, "preparing");
	result = burn->strategy->prepare(burn);
	progress_end(&burn->progress);
	if (result != CLI_DONE)
		return result;
	burn_end_step(burn, "preparing", "%.1f s", burn_step_seconds(burn));
	return interrupt_came() ? CLI_CANCELLED : CLI_DONE;
}

static enum cli_exit finish(struct burn *burn)
{
	enum cli_exit result;

	burn_begin_step(burn, "closing");
	result = burn->strategy->finish(burn);
	progress_end(&burn->progress);
	if (result == CLI_DONE)
		burn_end_step(burn, "closing", "%.1f s", burn_step_seconds(burn));
	return result;
}

static enum cli_exit burn_locked(struct burn *burn, uint32_t *ret_written)
{
	enum cli_exit result = CLI_DONE;

	if (burn->strategy->prepare)
		result = prepare(burn);
	if (result == CLI_DONE)
		result = burn_write(burn, ret_written);
	if (result == CLI_DONE && burn->strategy->finish)
		result = finish(burn);
	if (result == CLI_DONE && burn->options->verify)
		result = burn_verify(burn);
	return result;
}

static void conclude(struct burn *burn, enum cli_exit result, uint32_t written)
{
	double seconds = (double)platform_now(burn->drive->platform) / NS_PER_S;

	if (result == CLI_DONE)
		burn_end_step(burn, "done", "%u blocks (%.1f MB) from block %u on, %.1f s of drive time", written,
		              cli_megabytes(written), burn->start, seconds);
	if (result == CLI_CANCELLED)
		burn_end_step(burn, "cancelled", "%u of %llu blocks are on the disc, %.1f s of drive time", written,
		              (unsigned long long)burn->image.blocks, seconds);
}

enum cli_exit burn_perform(struct drive *drive, void *context)
{
	struct burn *burn = context;
	uint32_t written = 0;
	enum cli_exit result;

	burn->drive = drive;
	progress_init(&burn->progress, stderr);
	result = check_drive(burn);
	if (result == CLI_DONE)
		result = load(burn);
	if (result == CLI_DONE)
		result = examine(burn);
	if (result == CLI_DONE)
		result = lock(burn);
	if (result == CLI_DONE) {
		result = burn_locked(burn, &written);
		unlock(burn);
	}
	conclude(burn, result, written);
	return result;
}
