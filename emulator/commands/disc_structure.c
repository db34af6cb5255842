/* SPDX-License-Identifier: MIT */
/*
 * READ DISC STRUCTURE [MMC-6 "READ DISC STRUCTURE"]: a table of formats. Media identifiers are Dryburn's own [ours].
 */
#include <string.h>

#include "emulator/commands/perform.h"
#include "t10/bytes.h"

enum {
	HEADER_BYTES = 4,
	STRUCTURE_BYTES_MAX = 4096,
	FORMAT_LIST = 0xFF,
	READABLE = 0x40, /* RDS in the format list */
	FIRST_PHYSICAL_SECTOR = 0x030000,
};

enum media_type { MEDIA_TYPE_DVD = 0, MEDIA_TYPE_BD = 1, MEDIA_TYPE_ANY };

static enum media_type media_type_of(const struct medium *medium)
{
	return medium->kind->profile >= PROFILE_BD_ROM ? MEDIA_TYPE_BD : MEDIA_TYPE_DVD;
}

/* ---- DVD ---- */

/* Control data of DVD and DVD+R [MMC-6 "Physical Format Information"]. 120 mm, one layer. */
static struct sense physical_format(const struct medium *medium, uint8_t *payload)
{
	enum { VERSION_1 = 0x01, MAXIMUM_RATE_UNSPECIFIED = 0x0F, EMBOSSED = 0x01, RECORDABLE = 0x02 };

	payload[0] = (uint8_t)(medium->kind->book_type << 4 | VERSION_1);
	payload[1] = MAXIMUM_RATE_UNSPECIFIED;
	payload[2] = medium_is_recordable(medium) ? RECORDABLE : EMBOSSED;
	put_be24(payload + 5, FIRST_PHYSICAL_SECTOR);
	put_be24(payload + 9, FIRST_PHYSICAL_SECTOR + medium->layout.capacity_blocks - 1);
	if (!medium_is_recordable(medium))
		return SENSE_GOOD;
	memcpy(payload + 19, "DRYBURN", 7); /* disc manufacturer, eight bytes */
	memcpy(payload + 27, "001", 3);     /* media type */
	return SENSE_GOOD;
}

/* ---- BD ---- */

/* Two disc information units of 112 bytes [MMC-6 "Disc Information"]. */
static struct sense disc_information(const struct medium *medium, uint8_t *payload)
{
	enum { UNITS = 2, UNIT_BYTES = 112 };

	for (unsigned i = 0; i < UNITS; i++) {
		uint8_t *unit = payload + UNIT_BYTES * i;

		memcpy(unit, "DI", 2);
		unit[2] = 0x01; /* format */
		unit[3] = UNITS;
		unit[5] = (uint8_t)i;
		unit[6] = UNIT_BYTES;
		memcpy(unit + 8, medium_is_recordable(medium) ? "BDW" : "BDO", 3);
		memcpy(unit + 100, "DRYBRN", 6); /* disc manufacturer */
		memcpy(unit + 106, "001", 3);    /* media type */
	}
	return SENSE_GOOD;
}

/* In clusters: free, and in all. No sector was ever replaced [ours]. */
static struct sense spare_area_information(const struct medium *medium, uint8_t *payload)
{
	uint32_t spares = (medium->layout.capacity_blocks - medium->layout.formatted_blocks) / medium->kind->ecc_blocks;

	if (!medium->layout.formatted_blocks)
		return sense_of(MEDIUM_ERROR, MEDIUM_FORMAT_CORRUPTED);
	put_be32(payload + 4, spares);
	put_be32(payload + 8, spares);
	return SENSE_GOOD;
}

/* ---- any ---- */

/* Nothing is write protected. [MMC-6 "Write Protection Status"] */
static struct sense write_protection(const struct medium *medium, uint8_t *payload)
{
	(void)medium;
	(void)payload;
	return SENSE_GOOD;
}

/* ---- the table ---- */

struct structure {
	uint8_t format;
	enum media_type media_type;
	enum profile profile; /* PROFILE_NONE: any of that media type */
	unsigned bytes;       /* of payload */
	/* Fills the payload, all zero before; or says why there is none now. */
	struct sense (*fill)(const struct medium *medium, uint8_t *payload);
};

/* clang-format off */
static const struct structure structures[] = {
	{ 0x00, MEDIA_TYPE_DVD, PROFILE_NONE,       2048, physical_format },
	{ 0x00, MEDIA_TYPE_BD,  PROFILE_NONE,       4096, disc_information },
	{ 0x0A, MEDIA_TYPE_BD,  PROFILE_BD_RE,        12, spare_area_information },
	{ 0x11, MEDIA_TYPE_DVD, PROFILE_DVD_PLUS_R,  256, physical_format },       /* ADIP, the same bytes */
	{ 0xC0, MEDIA_TYPE_ANY, PROFILE_NONE,          4, write_protection },
};
/* clang-format on */

enum { STRUCTURES = sizeof(structures) / sizeof(structures[0]) };

static bool applies(const struct structure *structure, const struct medium *medium)
{
	return (structure->media_type == MEDIA_TYPE_ANY || structure->media_type == media_type_of(medium)) &&
	       (structure->profile == PROFILE_NONE || structure->profile == medium->kind->profile);
}

static void return_structure(struct command *command, uint8_t *data, unsigned payload_bytes)
{
	put_be16(data, (uint16_t)(HEADER_BYTES + payload_bytes - 2));
	return_data(command, data, HEADER_BYTES + payload_bytes, get_be16(command->cdb + 8));
}

/* [MMC-6 "Disc Structure List"] */
static struct sense list_formats(const struct medium *medium, struct command *command)
{
	uint8_t data[HEADER_BYTES + 4 * STRUCTURES] = {0};
	unsigned bytes = 0;

	for (unsigned i = 0; i < STRUCTURES; i++) {
		uint8_t *entry = data + HEADER_BYTES + bytes;

		if (!applies(&structures[i], medium))
			continue;
		entry[0] = structures[i].format;
		entry[1] = READABLE;
		put_be16(entry + 2, (uint16_t)(HEADER_BYTES + structures[i].bytes));
		bytes += 4;
	}
	return_structure(command, data, bytes);
	return SENSE_GOOD;
}

static struct sense read_structure(const struct medium *medium, const struct structure *structure,
                                   struct command *command)
{
	uint8_t data[HEADER_BYTES + STRUCTURE_BYTES_MAX] = {0};
	struct sense sense;

	if (structure->media_type != MEDIA_TYPE_ANY && structure->media_type != (command->cdb[1] & 0x0F))
		return sense_bad_cdb_field(1, 3);
	sense = structure->fill(medium, data + HEADER_BYTES);
	if (sense_is_good(&sense))
		return_structure(command, data, structure->bytes);
	return sense;
}

struct sense read_disc_structure(struct drive *drive, struct command *command, struct work *ret_work)
{
	uint8_t format = command->cdb[7];

	(void)ret_work;
	if ((command->cdb[1] & 0x0F) >= MEDIA_TYPE_ANY)
		return sense_bad_cdb_field(1, 3);
	if (format == FORMAT_LIST)
		return list_formats(drive->medium, command);
	for (unsigned i = 0; i < STRUCTURES; i++)
		if (structures[i].format == format && applies(&structures[i], drive->medium))
			return read_structure(drive->medium, &structures[i], command);
	return sense_bad_cdb_field(7, -1);
}
