/* SPDX-License-Identifier: MIT */
/* Who the drive is and what it can do: INQUIRY, GET CONFIGURATION, GET PERFORMANCE. */
#include <errno.h>
#include <string.h>

#include "engine/mmc/execute.h"
#include "t10/bytes.h"
#include "t10/opcode.h"

enum { INQUIRY_BYTES = 36, CONFIGURATION_BYTES = 2048, SPEED_BYTES = 16 };

static void copy_text(char *ret_text, const uint8_t *from, size_t length)
{
	while (length && (from[length - 1] == ' ' || from[length - 1] == 0))
		length--;
	memcpy(ret_text, from, length);
	ret_text[length] = 0;
}

int mmc_inquiry(struct transport *transport, struct mmc_inquiry *ret_inquiry, struct sense *ret_sense)
{
	uint8_t cdb[6] = {INQUIRY, 0, 0, 0, INQUIRY_BYTES}, data[INQUIRY_BYTES];
	int result = mmc_execute_in(transport, cdb, sizeof(cdb), data, sizeof(data), sizeof(data), NULL, ret_sense);

	if (result)
		return result;
	ret_inquiry->peripheral_type = data[0] & 0x1F;
	copy_text(ret_inquiry->vendor, data + 8, 8);
	copy_text(ret_inquiry->product, data + 16, 16);
	copy_text(ret_inquiry->revision, data + 32, 4);
	return 0;
}

/* [MMC-6 6.5 "GET CONFIGURATION"]: a header of 8 bytes, then descriptors of 4 bytes and their additional length. */
int mmc_get_configuration(struct transport *transport, struct mmc_configuration *ret_configuration,
                          struct sense *ret_sense)
{
	uint8_t cdb[10] = {GET_CONFIGURATION}, data[CONFIGURATION_BYTES];
	size_t bytes;
	int result;

	put_be16(cdb + 7, sizeof(data));
	result = mmc_execute_in(transport, cdb, sizeof(cdb), data, sizeof(data), 8, &bytes, ret_sense);
	if (result)
		return result;
	*ret_configuration = (struct mmc_configuration){.profile = get_be16(data + 6)};
	for (size_t at = 8; at + 4 <= bytes && ret_configuration->feature_count < MMC_FEATURES_MAX;
	     at += 4 + (size_t)data[at + 3])
		ret_configuration->features[ret_configuration->feature_count++] = (struct mmc_feature){
			.code = get_be16(data + at),
			.version = data[at + 2] >> 2 & 0x0F,
			.persistent = data[at + 2] & 0x02,
			.current = data[at + 2] & 0x01,
		};
	return 0;
}

/* [MMC-6 6.8 "GET PERFORMANCE", type 03h write speed descriptors] */
int mmc_get_performance(struct transport *transport, struct mmc_speeds *ret_speeds, struct sense *ret_sense)
{
	uint8_t cdb[12] = {GET_PERFORMANCE, [9] = MMC_SPEEDS_MAX, [10] = 0x03}, data[8 + SPEED_BYTES * MMC_SPEEDS_MAX];
	size_t bytes;
	int result = mmc_execute_in(transport, cdb, sizeof(cdb), data, sizeof(data), 8, &bytes, ret_sense);

	*ret_speeds = (struct mmc_speeds){0};
	if (result)
		return result;
	for (size_t at = 8; at + SPEED_BYTES <= bytes; at += SPEED_BYTES) {
		ret_speeds->read_kbps[ret_speeds->count] = get_be32(data + at + 8);
		ret_speeds->write_kbps[ret_speeds->count++] = get_be32(data + at + 12);
	}
	return 0;
}
