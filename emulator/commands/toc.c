/* SPDX-License-Identifier: MIT */
/*
 * READ TOC/PMA/ATIP [MMC-6 "READ TOC/PMA/ATIP"]. DVD and BD have no table of contents: one is made up of the tracks of
 * closed sessions, and its lead-out is where the last of them ends. Only formats 0 (TOC) and 1 (multi-session) exist
 * for them.
 *
 * A disc without a closed session has no table: 5/24/00 [ours, as MMC allows].
 */
#include "emulator/commands/perform.h"
#include "mutants/mutant.h"
#include "t10/bytes.h"

enum {
	HEADER_BYTES = 4,
	ENTRY_BYTES = 8,
	DATA_TRACK = 0x14, /* ADR 1, CONTROL: data */
	LEAD_OUT = 0xAA,
	FRAMES_A_SECOND = 75,
	MSF_OFFSET = 150,
	MSF_MAXIMUM = 0xFF3B4A, /* 255:59:74, for what lies beyond [observed] */
};

struct contents {
	unsigned sessions, tracks; /* closed sessions, and tracks in them */
	uint32_t lead_out;
	bool in_msf;
};

static struct contents contents_of(const struct medium *medium, bool in_msf)
{
	const struct layout *layout = &medium->layout;
	struct contents contents = {.in_msf = in_msf};

	while (contents.sessions < layout->session_count && layout->sessions[contents.sessions].state == SESSION_CLOSED)
		contents.sessions++;
	while (contents.tracks < layout->track_count && layout->tracks[contents.tracks].session <= contents.sessions) {
		const struct layout_track *track = &layout->tracks[contents.tracks++];

		contents.lead_out = track->start + track->blocks - MUTANT(LEAD_OUT_TOO_EARLY);
	}
	return contents;
}

static void put_address(uint8_t *at, uint32_t lba, bool in_msf)
{
	uint64_t frames = (uint64_t)lba + MSF_OFFSET, seconds = frames / FRAMES_A_SECOND;

	if (!in_msf)
		put_be32(at, lba);
	else if (seconds / 60 > 0xFF)
		put_be32(at, MSF_MAXIMUM);
	else
		put_be32(at, (uint32_t)(seconds / 60 << 16 | seconds % 60 << 8 | frames % FRAMES_A_SECOND));
}

static unsigned put_entry(uint8_t *at, uint8_t number, uint32_t lba, bool in_msf)
{
	at[1] = DATA_TRACK;
	at[2] = number;
	put_address(at + 4, lba, in_msf);
	return ENTRY_BYTES;
}

/* Tracks from the one in byte 6 of the CDB on, then the lead-out. */
static struct sense table_of_contents(const struct medium *medium, const struct contents *contents,
                                      struct command *command)
{
	uint8_t data[HEADER_BYTES + ENTRY_BYTES * (LAYOUT_TRACKS_MAX + 1)] = {0};
	unsigned bytes = HEADER_BYTES, first = command->cdb[6] ? command->cdb[6] : 1;

	if (first > contents->tracks && first != LEAD_OUT)
		return sense_bad_cdb_field(6, -1);
	for (unsigned number = first; number <= contents->tracks; number++)
		bytes += put_entry(data + bytes, (uint8_t)number, medium->layout.tracks[number - 1].start,
		                   contents->in_msf);
	bytes += put_entry(data + bytes, LEAD_OUT, contents->lead_out, contents->in_msf);
	put_be16(data, (uint16_t)(bytes - 2));
	data[2] = 1;
	data[3] = (uint8_t)contents->tracks;
	return_data(command, data, bytes, get_be16(command->cdb + 7));
	return SENSE_GOOD;
}

/* Where the last closed session begins: what Linux mounts. */
static struct sense multi_session_information(const struct medium *medium, const struct contents *contents,
                                              struct command *command)
{
	uint8_t data[HEADER_BYTES + ENTRY_BYTES] = {0};
	unsigned number = contents->tracks;

	while (number > 1 && medium->layout.tracks[number - 2].session == contents->sessions)
		number--;
	put_be16(data, sizeof(data) - 2);
	data[2] = 1;
	data[3] = (uint8_t)contents->sessions;
	put_entry(data + HEADER_BYTES, (uint8_t)number, medium->layout.tracks[number - 1].start, contents->in_msf);
	return_data(command, data, sizeof(data), get_be16(command->cdb + 7));
	return SENSE_GOOD;
}

static struct sense (*const formats[])(const struct medium *medium, const struct contents *contents,
                                       struct command *command) = {
	table_of_contents,
	multi_session_information,
};

/* In byte 2; or in byte 9, where SFF-8020i had it and Linux's sr still puts it [observed]. */
static unsigned format_of(const uint8_t *cdb)
{
	return cdb[2] & 0x0F ? cdb[2] & 0x0F : cdb[9] >> 6;
}

struct sense read_toc_pma_atip(struct drive *drive, struct command *command, struct work *ret_work)
{
	unsigned format = format_of(command->cdb);
	struct contents contents = contents_of(drive->medium, command->cdb[1] & 0x02);

	(void)ret_work;
	if (format >= sizeof(formats) / sizeof(formats[0]) || !contents.tracks)
		return sense_bad_cdb_field(2, 3);
	return formats[format](drive->medium, &contents, command);
}
