/* SPDX-License-Identifier: MIT */
/* INQUIRY: the standard data, and vital product data pages from a table. */
#include <string.h>

#include "emulator/commands/perform.h"
#include "mutants/mutant.h"
#include "t10/bytes.h"

enum {
	STANDARD_BYTES = 96, /* Windows asks for 36 first, and takes fewer for a protocol error [observed] */
	VPD_HEADER_BYTES = 4,
	VPD_BYTES_MAX = 128,
	TYPE_CD_DVD = 0x05,
};

/* [SPC-4 table "Version descriptor values"] */
static const uint16_t version_descriptors[] = {0x00A0 /* SAM-5 */, 0x0460 /* SPC-4 */, 0x04E0 /* MMC-6 */};

/* ASCII, left aligned, filled with spaces. */
static void put_text(uint8_t *at, size_t bytes, const char *text)
{
	size_t length = strlen(text);

	memset(at, ' ', bytes);
	memcpy(at, text, length < bytes ? length : bytes);
}

/* [SPC-4 "Standard INQUIRY data"] */
static void standard_data(const struct drive_model *model, uint8_t data[STANDARD_BYTES])
{
	memset(data, 0, STANDARD_BYTES);
	data[0] = TYPE_CD_DVD;
	data[1] = 0x80; /* RMB */
	data[2] = 0x06; /* SPC-4 */
	data[3] = 0x02; /* response data format */
	data[4] = STANDARD_BYTES - 5 + MUTANT(INQUIRY_LENGTH_WRONG);
	data[7] = 0x02; /* CMDQUE */
	put_text(data + 8, 8, model->vendor);
	put_text(data + 16, 16, model->product);
	put_text(data + 32, 4, model->revision);
	put_text(data + 36, 20,
	         model->firmware_date); /* vendor specific: many drives have their firmware's date [observed] */
	for (size_t i = 0; i < sizeof(version_descriptors) / sizeof(version_descriptors[0]); i++)
		put_be16(data + 58 + 2 * i, version_descriptors[i]);
}

/* ---- vital product data [SPC-4 "Vital product data parameters"] ---- */

static size_t supported_pages(const struct drive_model *model, uint8_t *payload);

static size_t unit_serial_number(const struct drive_model *model, uint8_t *payload)
{
	size_t bytes = strnlen(model->serial, sizeof(model->serial) - 1);

	memcpy(payload, model->serial, bytes);
	return bytes;
}

/* A locally assigned name (NAA 3h): FNV-1a of vendor, product and serial number [ours]. */
static uint64_t local_name(const uint8_t *text, size_t bytes)
{
	uint64_t hash = UINT64_C(0xCBF29CE484222325);

	for (size_t i = 0; i < bytes; i++)
		hash = (hash ^ text[i]) * UINT64_C(0x100000001B3);
	return UINT64_C(3) << 60 | hash >> 4;
}

static size_t device_identification(const struct drive_model *model, uint8_t *payload)
{
	enum { DESIGNATOR_HEADER = 4, NAME_BYTES = 8 + 16 };
	uint8_t *name = payload + DESIGNATOR_HEADER, *naa;
	size_t bytes = NAME_BYTES + unit_serial_number(model, name + NAME_BYTES);
	uint64_t local;

	put_text(name, 8, model->vendor);
	put_text(name + 8, 16, model->product);
	payload[0] = 0x02; /* ASCII */
	payload[1] = 0x01; /* T10 vendor identification */
	payload[2] = 0;
	payload[3] = (uint8_t)bytes;
	local = local_name(name, bytes);
	naa = name + bytes;
	naa[0] = 0x01; /* binary */
	naa[1] = 0x03; /* NAA */
	naa[2] = 0;
	naa[3] = 8;
	put_be32(naa + 4, (uint32_t)(local >> 32));
	put_be32(naa + 8, (uint32_t)local);
	return DESIGNATOR_HEADER + bytes + DESIGNATOR_HEADER + 8;
}

static const struct {
	uint8_t code;
	size_t (*fill)(const struct drive_model *model, uint8_t *payload);
} vpd_pages[] = {
	{0x00, supported_pages},
	{0x80, unit_serial_number},
	{0x83, device_identification},
};

enum { VPD_PAGES = sizeof(vpd_pages) / sizeof(vpd_pages[0]) };

static size_t supported_pages(const struct drive_model *model, uint8_t *payload)
{
	(void)model;
	for (size_t i = 0; i < VPD_PAGES; i++)
		payload[i] = vpd_pages[i].code;
	return VPD_PAGES;
}

static struct sense vital_product_data(const struct drive *drive, struct command *command)
{
	uint8_t data[VPD_BYTES_MAX] = {TYPE_CD_DVD, command->cdb[2]};
	size_t bytes;

	for (size_t i = 0; i < VPD_PAGES; i++) {
		if (vpd_pages[i].code != command->cdb[2])
			continue;
		bytes = vpd_pages[i].fill(drive->model, data + VPD_HEADER_BYTES);
		put_be16(data + 2, (uint16_t)bytes);
		return_data(command, data, VPD_HEADER_BYTES + bytes, get_be16(command->cdb + 3));
		return SENSE_GOOD;
	}
	return sense_bad_cdb_field(2, -1);
}

struct sense inquiry(struct drive *drive, struct command *command, struct work *ret_work)
{
	uint8_t data[STANDARD_BYTES];

	(void)ret_work;
	if (command->cdb[1] & 0x01)
		return vital_product_data(drive, command);
	if (command->cdb[2])
		return sense_bad_cdb_field(2, -1);
	standard_data(drive->model, data);
	return_data(command, data, sizeof(data), get_be16(command->cdb + 3));
	return SENSE_GOOD;
}
