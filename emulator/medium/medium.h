/* SPDX-License-Identifier: MIT */
/*
 * A medium: what may be written where, and what that makes of the disc. A kind is data (medium/kinds.c); a behaviour is
 * one of three tables of functions: sequential (write once, at the next writable address), overwritable (anywhere,
 * after format), pressed (read only).
 *
 * Between the WRITE that the drive accepts into its cache and the moment the laser burns it, two positions differ:
 * accept() moves the *next writable address*, record() moves what is *recorded*. Losing the cache (forget()) brings the
 * first back to the second.
 *
 * Every operation answers in T10's words. A medium knows nothing of commands, time or the drive.
 */
#ifndef EMULATOR_MEDIUM_MEDIUM_H
#define EMULATOR_MEDIUM_MEDIUM_H

#include "emulator/store/store.h"
#include "t10/profile.h"
#include "t10/sense.h"

enum { MEDIUM_SPEEDS_MAX = 8 };

struct medium;

/* What CLOSE TRACK SESSION's close function asks for [MMC-6 6.3 "CLOSE TRACK/SESSION"]. */
enum closure { CLOSURE_TRACK, CLOSURE_SESSION, CLOSURE_FINALISE };

/* Verbs of a behaviour. `may_` verbs only ask; the other one does it and is called after its `may_` said GOOD. */
struct medium_ops {
	/* May these blocks be read? 5/21/00 beyond the readable area, 3/11/00 with the LBA inside a hole. */
	struct sense (*may_read)(const struct medium *medium, uint32_t lba, uint32_t blocks);

	/* May a WRITE of these blocks be taken? 5/21/02 away from the next writable address, 5/21/00 past the end,
	 * 5/30/05 or 7/27/00 if none can be made. */
	struct sense (*may_write)(const struct medium *medium, uint32_t lba, uint32_t blocks);

	/* Takes the WRITE for which may_write() says GOOD (else that sense, and nothing changes): its blocks are going
	 * into the cache. */
	struct sense (*accept)(struct medium *medium, uint32_t lba, uint32_t blocks);

	/* Puts accepted blocks on the disc, in the order accepted. Host failures become medium errors that name the
	 * block. */
	struct sense (*record)(struct medium *medium, uint32_t lba, uint32_t blocks, const void *data);

	/* Everything accepted is recorded, and the drive wants it to stay: fills the last ECC block up with zeros. */
	void (*flush)(struct medium *medium);

	/* Accepted blocks that were not recorded will never be. The last ECC block is filled up with zeros. */
	void (*forget)(struct medium *medium);

	/* number: track for CLOSURE_TRACK, else ignored. 5/72/03 and the like when it cannot be. Called with an empty
	 * cache. */
	struct sense (*may_close)(const struct medium *medium, enum closure closure, unsigned number);
	struct sense (*close)(struct medium *medium, enum closure closure, unsigned number);

	/* blocks: wanted formatted size. 5/30/06 for media that have no format. */
	struct sense (*may_format)(const struct medium *medium, uint32_t blocks);
	struct sense (*format)(struct medium *medium, uint32_t blocks);

	/* Sets room aside for a track of its own at the next writable address. 5/24/00, 5/72/05 when it cannot. */
	struct sense (*reserve)(struct medium *medium, uint32_t blocks);
};

/* One row of the kinds table: constants. */
struct medium_kind {
	const char *type; /* "dvd+r": the name in files and on command lines */
	const char *name; /* "DVD+R": for people */
	enum profile profile;
	const struct medium_ops *ops;
	uint32_t default_capacity_blocks; /* 0: given by the image it is pressed from */
	uint32_t maximum_capacity_blocks; /* both: everything that can be addressed, spare areas included */
	uint32_t ecc_blocks; /* of one ECC block or cluster: capacities of recordable media are multiples of it */
	uint32_t session_gap_blocks; /* consumed between one closed session and the next */
	unsigned tracks_max, sessions_max;
	uint32_t one_speed_kbps; /* 1x, in 1000 bytes per second */
	uint32_t read_kbps;
	uint32_t write_kbps[MEDIUM_SPEEDS_MAX]; /* fastest first, 0 ends */
	bool erasable;                          /* READ DISC INFORMATION's Erasable bit */
	uint8_t book_type;                      /* DVD: upper nibble of disc structure format 00h; else 0 */
};

struct medium {
	const struct medium_kind *kind;
	struct store *store;                  /* owned */
	struct layout layout;                 /* current state; committed by medium_commit() */
	uint32_t accepted[LAYOUT_TRACKS_MAX]; /* blocks accepted so far, track by track as layout.tracks; at least
	                                         .recorded */
	unsigned writing;                     /* number of the track that took the last WRITE, 0: none since load */
	uint64_t uncommitted_blocks;          /* recorded since the last commit */
};

/* All kinds, ended by a row with type NULL. */
extern const struct medium_kind medium_kinds[];

/* The row of a type name, or NULL. */
const struct medium_kind *medium_kind_find(const char *type);

/*
 * A new disc's layout for a kind: blank, or unformatted, or (pressed) one closed track over the whole capacity. 0;
 * -EINVAL with the reason when the capacity does not suit the kind. capacity_blocks 0 means the kind's default.
 */
int medium_new_layout(const struct medium_kind *kind, uint32_t capacity_blocks, struct layout *ret_layout,
                      struct problem *ret_problem);

/* Takes a disc in hand: loads its layout. Owns the store from then on, on failure too. 0; -EINVAL for an unknown type;
 * the store's -errno. */
int medium_create(struct store *store, struct medium **ret_medium, struct problem *ret_problem);

/* Commits nothing. Accepts NULL. */
void medium_destroy(struct medium *medium);

/* Keeps the layout in the store. GOOD, or 3/0C/00 when the host cannot. */
struct sense medium_commit(struct medium *medium, enum durability durability);

/* Commits as a CHECKPOINT if much was recorded since the last time. */
struct sense medium_commit_now_and_then(struct medium *medium);

/* Reads blocks for which may_read() said GOOD: 3/11/00 with the failing LBA when the host cannot. *ret_done counts good
 * leading blocks. */
struct sense medium_read(struct medium *medium, uint32_t lba, uint32_t blocks, void *ret_data, uint32_t *ret_done);

/* Disc status as READ DISC INFORMATION counts it: 0 empty, 1 appendable, 2 complete. */
unsigned medium_disc_status(const struct medium *medium);

/* State of the last session: 0 empty, 1 incomplete, 3 complete. */
unsigned medium_last_session_status(const struct medium *medium);

/* Track number that holds or would hold `lba`, 0 if none. */
unsigned medium_track_at(const struct medium *medium, uint32_t lba);

/* Next writable address of a track (1-based): true and the address when there is one. Counts accepted blocks. */
bool medium_next_writable(const struct medium *medium, unsigned track, uint32_t *ret_lba);

/* Blocks that can still be written to a track (1-based). */
uint32_t medium_free_blocks(const struct medium *medium, unsigned track);

/* Last LBA that READ CAPACITY reports plus one; 0 for a blank disc. */
uint32_t medium_readable_blocks(const struct medium *medium);

#endif
