/* SPDX-License-Identifier: MIT */
/* What cases about the drive do again and again with a disc. Blocks hold the pattern of a seed at their own address. */
#ifndef CONFORMANCE_MMC_DISC_H
#define CONFORMANCE_MMC_DISC_H

#include "conformance/mmc/order.h"

enum { BLOCK = 2048, BLOCKS_A_COMMAND = 16, NO_ADDRESS = -1 };

/* ---- blocks ---- */

/* WRITE(10)s of 16 blocks, as many as it takes: the first answer that is not GOOD, else the last. At most 32 blocks go
 * with one command: a write of 17 to 32 is one. */
struct answer write_blocks(struct rig *rig, uint32_t lba, uint32_t blocks, uint32_t seed);

/* A WRITE(10) without data: nothing is written by one that is refused before they would be asked for. */
struct answer write_nothing_at(struct rig *rig, uint32_t lba, uint32_t blocks);

/* READ(10) of at most 32 blocks into a buffer that nobody looks at. */
struct answer read_blocks(struct rig *rig, uint32_t lba, uint32_t blocks);

/* Expects that these blocks can be read and hold the pattern, or zeros. */
bool expect_holds(struct rig *rig, uint32_t lba, uint32_t blocks, uint32_t seed, const char *file, int line);
bool expect_zeros(struct rig *rig, uint32_t lba, uint32_t blocks, const char *file, int line);

#define EXPECT_HOLDS(rig, lba, blocks, seed) expect_holds((rig), (lba), (blocks), (seed), __FILE__, __LINE__)
#define EXPECT_ZEROS(rig, lba, blocks) expect_zeros((rig), (lba), (blocks), __FILE__, __LINE__)

struct answer synchronize(struct rig *rig);

/* ---- tracks and sessions ---- */

/* [MMC-6 "Track Information Block"] */
struct track {
	struct answer answer;
	unsigned number, session;
	bool reserved, blank, packet, fixed_packet, has_next, has_last;
	unsigned data_mode;
	uint32_t start, next, free_blocks, packet_blocks, blocks, last;
};

/* READ TRACK INFORMATION by number; FFh: the one that takes the next WRITE. */
struct track track_number(struct rig *rig, unsigned number);
struct track track_of_block(struct rig *rig, uint32_t lba);
struct track track_of_session(struct rig *rig, unsigned session);

/* The next writable address of a track, or NO_ADDRESS. */
uint32_t next_writable(struct rig *rig, unsigned number);

/* [MMC-6 "Standard Disc Information"] */
struct disc {
	struct answer answer;
	unsigned status, last_session_status, sessions, first_track, last_session_first_track, last_track;
	bool erasable;
	uint32_t last_lead_in, last_lead_out;
};

struct disc disc_information(struct rig *rig);

/* CLOSE TRACK SESSION, answered when it is done. */
struct answer close_track(struct rig *rig, unsigned number);
struct answer close_session(struct rig *rig);
struct answer finalise(struct rig *rig);
struct answer reserve(struct rig *rig, uint32_t blocks);

/* READ CAPACITY's blocks: the last address and one; NO_ADDRESS when it is refused. */
uint32_t readable_blocks(struct rig *rig);

/* FORMAT UNIT to the first size that READ FORMAT CAPACITIES offers, answered when it is done. */
struct answer format_disc(struct rig *rig);

/* ---- time ---- */

void pass(struct rig *rig, uint64_t duration_ns);

/* Asks TEST UNIT READY until it is GOOD: true; or the disc is not there, or an hour has gone: false, noted. Fetches
 * unit attentions. */
bool await_ready(struct rig *rig);

/* Fetches what unit attentions there are, ready or not. */
void fetch_attentions(struct rig *rig);

/* Progress in the sense data of an answer, 0 to 65535; -1 if there is none. */
int progress_of(struct answer answer);

#endif
