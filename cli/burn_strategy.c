/* SPDX-License-Identifier: MIT */
/*
 * What differs between media: one row a profile, then the functions of the rows, medium by medium. The commands and
 * their order are those that burning programs send [observed].
 */
#include "cli/burn.h"
#include "cli/message.h"
#include "engine/mmc/mmc.h"

static enum cli_exit examine_dvd_plus_r(struct burn *burn);
static enum cli_exit prepare_dvd_plus_r(struct burn *burn);
static enum cli_exit finish_dvd_plus_r(struct burn *burn);
static enum cli_exit examine_bd_re(struct burn *burn);
static enum cli_exit prepare_bd_re(struct burn *burn);
static enum cli_exit refuse_pressed(struct burn *burn);

/* clang-format off */
static const struct burn_strategy strategies[] = {
	{ PROFILE_DVD_PLUS_R, "DVD+R",   IMAPI_SECTORS_PER_SECOND_AT_1X_DVD, examine_dvd_plus_r, prepare_dvd_plus_r, finish_dvd_plus_r },
	{ PROFILE_BD_RE,      "BD-RE",   IMAPI_SECTORS_PER_SECOND_AT_1X_BD,  examine_bd_re,      prepare_bd_re,      NULL },
	{ PROFILE_DVD_ROM,    "DVD-ROM", IMAPI_SECTORS_PER_SECOND_AT_1X_DVD, refuse_pressed,     NULL,               NULL },
	{ PROFILE_BD_ROM,     "BD-ROM",  IMAPI_SECTORS_PER_SECOND_AT_1X_BD,  refuse_pressed,     NULL,               NULL },
};
/* clang-format on */

const struct burn_strategy *burn_strategy_find(uint16_t profile)
{
	for (size_t i = 0; i < sizeof(strategies) / sizeof(strategies[0]); i++)
		if (strategies[i].profile == profile)
			return &strategies[i];
	return NULL;
}

/* ---- pressed discs ---- */

static enum cli_exit refuse_pressed(struct burn *burn)
{
	cli_error("the disc is a %s, which is pressed: nothing can be burnt to it", burn->strategy->name);
	return CLI_FAILED;
}

/* ---- DVD+R: behind what is there ---- */

static enum cli_exit examine_dvd_plus_r(struct burn *burn)
{
	struct mmc_disc disc;
	struct mmc_track track;
	struct sense sense;

	if (mmc_read_disc_information(burn->drive->transport, &disc, &sense))
		return drive_error(burn->drive, "the drive does not say what is on the disc");
	if (disc.status == 2) {
		cli_error("the disc is closed: nothing can be added to it");
		return CLI_FAILED;
	}
	if (mmc_read_track_information(burn->drive->transport, disc.last_track, &track, &sense))
		return drive_error(burn->drive, "the drive does not say where the disc is left");
	if (!track.next_writable_valid) {
		cli_error("the last track of the disc cannot be written: nothing can be added to it");
		return CLI_FAILED;
	}
	burn->track = track.track;
	burn->start = track.next_writable;
	burn->free_blocks = track.free_blocks;
	return CLI_DONE;
}

/* A drive may decline: it calibrates with the first WRITE then. */
static enum cli_exit prepare_dvd_plus_r(struct burn *burn)
{
	struct sense sense;

	progress_show(&burn->progress, PROGRESS_UNKNOWN);
	(void)mmc_send_opc_information(burn->drive->transport, &sense);
	return CLI_DONE;
}

static enum cli_exit finish_dvd_plus_r(struct burn *burn)
{
	static const char track_failed[] = "the track cannot be closed", disc_failed[] = "the disc cannot be closed";
	struct transport *transport = burn->drive->transport;
	struct sense sense;
	enum cli_exit result;

	progress_begin(&burn->progress, "closing track");
	if (mmc_close_track_session(transport, MMC_CLOSE_TRACK, burn->track, true, &sense))
		return drive_error(burn->drive, track_failed);
	result = burn_wait(burn, track_failed);
	if (result != CLI_DONE)
		return result;
	progress_begin(&burn->progress, burn->options->close ? "finalising" : "closing session");
	if (mmc_close_track_session(transport, burn->options->close ? MMC_FINALISE : MMC_CLOSE_SESSION, 0, true,
	                            &sense))
		return drive_error(burn->drive, disc_failed);
	return burn_wait(burn, disc_failed);
}

/* ---- BD-RE: from block 0 on, formatted before the first time ---- */

static enum cli_exit examine_bd_re(struct burn *burn)
{
	struct sense sense;
	int result;

	result = mmc_read_format_capacities(burn->drive->transport, &burn->free_blocks, &burn->is_formatted, &sense);
	if (!result && burn->is_formatted)
		result = mmc_read_capacity(burn->drive->transport, &burn->free_blocks, &sense);
	burn->start = 0;
	return result ? drive_error(burn->drive, "the drive does not say how large the disc is") : CLI_DONE;
}

static enum cli_exit prepare_bd_re(struct burn *burn)
{
	static const char failed[] = "the disc cannot be formatted";
	struct sense sense;

	if (burn->is_formatted)
		return CLI_DONE;
	if (mmc_format_unit(burn->drive->transport, burn->free_blocks, &sense))
		return drive_error(burn->drive, failed);
	return burn_wait(burn, failed);
}
