/* SPDX-License-Identifier: MIT */
/*
 * The MMC commands that the engine sends, one function each, and waiting until the unit is ready.
 *
 * Every function returns 0; -EREMOTEIO when the device answered CHECK CONDITION, with *ret_sense saying why; -EPROTO
 * when its data is too short or contradicts itself; or transport_execute()'s negative errno. ret_sense is GOOD unless
 * the result is -EREMOTEIO.
 */
#ifndef ENGINE_MMC_MMC_H
#define ENGINE_MMC_MMC_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/transport/transport.h"
#include "platform/platform.h"
#include "t10/profile.h"

enum { MMC_FEATURES_MAX = 64, MMC_SPEEDS_MAX = 16 };

/* ---- identity (identity.c) ---- */

struct mmc_inquiry {
	uint8_t peripheral_type;
	char vendor[9], product[17], revision[5]; /* without trailing spaces */
};

int mmc_inquiry(struct transport *transport, struct mmc_inquiry *ret_inquiry, struct sense *ret_sense);

struct mmc_feature {
	uint16_t code;
	uint8_t version;
	bool persistent, current;
};

struct mmc_configuration {
	uint16_t profile; /* enum profile: 0 without a medium */
	unsigned feature_count;
	struct mmc_feature features[MMC_FEATURES_MAX];
};

int mmc_get_configuration(struct transport *transport, struct mmc_configuration *ret_configuration,
                          struct sense *ret_sense);

/* Write speeds for the present medium in 1000 bytes per second, as the drive lists them. */
struct mmc_speeds {
	unsigned count;
	uint32_t write_kbps[MMC_SPEEDS_MAX], read_kbps[MMC_SPEEDS_MAX];
};

int mmc_get_performance(struct transport *transport, struct mmc_speeds *ret_speeds, struct sense *ret_sense);

/* ---- the medium (medium.c) ---- */

/* The unit of addressable blocks and how many there are: 0 blocks for a blank disc. */
int mmc_read_capacity(struct transport *transport, uint32_t *ret_blocks, struct sense *ret_sense);

struct mmc_disc {
	uint8_t status;       /* 0 empty, 1 appendable, 2 complete, 3 other */
	uint8_t last_session; /* 0 empty, 1 incomplete, 3 complete */
	bool erasable;
	unsigned session_count, last_track;
};

int mmc_read_disc_information(struct transport *transport, struct mmc_disc *ret_disc, struct sense *ret_sense);

struct mmc_track {
	unsigned track, session;
	bool blank, reserved, damaged;
	bool next_writable_valid;
	uint32_t start, next_writable, free_blocks, blocks;
};

int mmc_read_track_information(struct transport *transport, unsigned track, struct mmc_track *ret_track,
                               struct sense *ret_sense);

/* The largest size that the medium can be formatted to; *ret_formatted says whether it is formatted now. */
int mmc_read_format_capacities(struct transport *transport, uint32_t *ret_blocks, bool *ret_formatted,
                               struct sense *ret_sense);

/* `blocks` within the transport's limit: `data` takes blocks * 2048 bytes. */
int mmc_read_10(struct transport *transport, uint32_t lba, uint16_t blocks, uint8_t *ret_data, struct sense *ret_sense);

/* ---- writing (writing.c) ---- */

/* The CDB of WRITE(10). The address is signed: lead-in and pre-gap lie below zero. */
void mmc_write_10_cdb(uint8_t ret_cdb[10], int32_t lba, uint16_t blocks);

int mmc_send_opc_information(struct transport *transport, struct sense *ret_sense);
int mmc_synchronize_cache(struct transport *transport, bool immediate, struct sense *ret_sense);

/* [MMC-6 6.3 "CLOSE TRACK/SESSION"]: close functions. */
enum mmc_close { MMC_CLOSE_TRACK = 1, MMC_CLOSE_SESSION = 2, MMC_FINALISE_MINIMAL = 5, MMC_FINALISE = 6 };

int mmc_close_track_session(struct transport *transport, enum mmc_close function, unsigned track, bool immediate,
                            struct sense *ret_sense);

/* Full format of a rewritable medium to `blocks`, IMMED set. */
int mmc_format_unit(struct transport *transport, uint32_t blocks, struct sense *ret_sense);

/* ---- readiness (sequence.c) ---- */

int mmc_test_unit_ready(struct transport *transport, struct sense *ret_sense);
int mmc_prevent_allow_medium_removal(struct transport *transport, bool prevent, struct sense *ret_sense);

/* Told how far a long operation is: 0 to 65535, or -1 when the drive does not say. */
struct mmc_progress {
	void (*report)(void *context, int progress);
	void *context;
};

/*
 * TEST UNIT READY every half second until the unit is ready: unit attentions and 2/04/xx are waited out, up to
 * `limit_ns`. 0; -ETIMEDOUT; -EREMOTEIO for any other sense (no medium, a failure of the operation that was waited
 * for). `progress` may be NULL.
 */
int mmc_wait_until_ready(struct transport *transport, struct platform *platform, uint64_t limit_ns,
                         const struct mmc_progress *progress, struct sense *ret_sense);

#endif
