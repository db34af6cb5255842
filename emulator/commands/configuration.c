/* SPDX-License-Identifier: MIT */
/*
 * GET CONFIGURATION: a header, then the descriptors of the features that were asked for, ascending. It never fails:
 * Windows takes a drive that once failed for not being an MMC drive at all, for good [observed]. The exception is the
 * reserved RT value 11b.
 */
#include "emulator/commands/feature.h"
#include "emulator/commands/perform.h"
#include "mutants/mutant.h"
#include "t10/bytes.h"

enum { HEADER_BYTES = 8, DESCRIPTOR_HEADER_BYTES = 4, CONFIGURATION_BYTES_MAX = 1024 };

/* [MMC-6 "Request Type (RT)"] */
enum request_type { RT_ALL, RT_CURRENT, RT_ONE, RT_RESERVED };

static bool is_wanted(const struct drive *drive, const struct feature *feature, enum request_type type, uint16_t start)
{
	if (type == RT_ONE)
		return feature->code == start;
	return feature->code >= start && (type == RT_ALL || feature_is_current(drive, feature));
}

/* [MMC-6 "Feature Descriptor"] */
static unsigned put_descriptor(const struct drive *drive, const struct feature *feature, uint8_t *at)
{
	unsigned payload = feature->fill ? feature->fill(drive, at + DESCRIPTOR_HEADER_BYTES) : 0;

	put_be16(at, feature->code);
	at[2] = (uint8_t)(feature->version << 2 | feature->persistent << 1 |
	                  (feature_is_current(drive, feature) && !MUTANT(NOTHING_CURRENT)));
	at[3] = (uint8_t)payload;
	return DESCRIPTOR_HEADER_BYTES + payload;
}

struct sense get_configuration(struct drive *drive, struct command *command, struct work *ret_work)
{
	enum request_type type = command->cdb[1] & 0x03;
	uint16_t start = get_be16(command->cdb + 2);
	uint8_t data[CONFIGURATION_BYTES_MAX] = {0};
	unsigned bytes = HEADER_BYTES, count;
	const struct feature *features = feature_table(&count);

	(void)ret_work;
	if (type == RT_RESERVED)
		return sense_bad_cdb_field(1, 1);
	for (unsigned i = 0; i < count; i++)
		if (is_wanted(drive, &features[i], type, start))
			bytes += put_descriptor(drive, &features[i], data + bytes);
	put_be32(data, bytes - 4);
	put_be16(data + 6, (uint16_t)current_profile(drive));
	return_data(command, data, bytes, get_be16(command->cdb + 7));
	return SENSE_GOOD;
}
