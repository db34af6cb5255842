/* SPDX-License-Identifier: MIT */
/* Sense values, their wire formats, and their names: constructors, encode, decode, the table of names. */
#include "t10/sense.h"

#include <stdio.h>
#include <string.h>

#include "t10/bytes.h"

enum { RESPONSE_CURRENT = 0x70, RESPONSE_DEFERRED = 0x71, RESPONSE_DESCRIPTOR = 0x72, VALID = 0x80, SKSV = 0x80 };

struct sense sense_of(enum sense_key key, uint16_t additional)
{
	return (struct sense){.key = (uint8_t)key, .asc = (uint8_t)(additional >> 8), .ascq = (uint8_t)additional};
}

struct sense sense_at_block(enum sense_key key, uint16_t additional, uint32_t lba)
{
	struct sense sense = sense_of(key, additional);

	sense.information_valid = true;
	sense.information = lba;
	return sense;
}

static struct sense sense_at_field(uint16_t additional, enum sense_specific specific, unsigned byte, int bit)
{
	struct sense sense = sense_of(ILLEGAL_REQUEST, additional);

	sense.specific = specific;
	sense.field_byte = (uint16_t)byte;
	sense.field_bit = (int8_t)bit;
	return sense;
}

struct sense sense_bad_cdb_field(unsigned byte, int bit)
{
	return sense_at_field(INVALID_FIELD_IN_CDB, SPECIFIC_FIELD_IN_CDB, byte, bit);
}

struct sense sense_bad_parameter(unsigned byte, int bit)
{
	return sense_at_field(INVALID_FIELD_IN_PARAMETER_LIST, SPECIFIC_FIELD_IN_DATA, byte, bit);
}

struct sense sense_with_progress(struct sense sense, uint16_t progress)
{
	sense.specific = SPECIFIC_PROGRESS;
	sense.progress = progress;
	return sense;
}

struct sense sense_deferred(struct sense sense)
{
	sense.deferred = true;
	return sense;
}

bool sense_is_good(const struct sense *sense)
{
	return !sense->key && !sense->asc && !sense->ascq;
}

uint16_t sense_additional(const struct sense *sense)
{
	return (uint16_t)(sense->asc << 8 | sense->ascq);
}

/* [SPC-4 4.5.2.4 "Sense key specific sense data"] */
static void encode_specific(const struct sense *sense, uint8_t at[3])
{
	memset(at, 0, 3);
	if (sense->specific == SPECIFIC_NONE)
		return;
	at[0] = SKSV;
	if (sense->specific == SPECIFIC_PROGRESS) {
		put_be16(at + 1, sense->progress);
		return;
	}
	if (sense->specific == SPECIFIC_FIELD_IN_CDB)
		at[0] |= 0x40;
	if (sense->field_bit >= 0)
		at[0] |= (uint8_t)(0x08 | sense->field_bit);
	put_be16(at + 1, sense->field_byte);
}

static void decode_specific(struct sense *sense, const uint8_t at[3])
{
	if (!(at[0] & SKSV))
		return;
	if (sense->key != ILLEGAL_REQUEST) {
		sense->specific = SPECIFIC_PROGRESS;
		sense->progress = get_be16(at + 1);
		return;
	}
	sense->specific = at[0] & 0x40 ? SPECIFIC_FIELD_IN_CDB : SPECIFIC_FIELD_IN_DATA;
	sense->field_bit = at[0] & 0x08 ? (int8_t)(at[0] & 0x07) : -1;
	sense->field_byte = get_be16(at + 1);
}

void sense_encode(const struct sense *sense, uint8_t ret_data[SENSE_FIXED_BYTES])
{
	memset(ret_data, 0, SENSE_FIXED_BYTES);
	ret_data[0] = sense->deferred ? RESPONSE_DEFERRED : RESPONSE_CURRENT;
	if (sense->information_valid) {
		ret_data[0] |= VALID;
		put_be32(ret_data + 3, sense->information);
	}
	ret_data[2] = sense->key;
	ret_data[7] = SENSE_FIXED_BYTES - 8;
	ret_data[12] = sense->asc;
	ret_data[13] = sense->ascq;
	encode_specific(sense, ret_data + 15);
}

/* A field is taken whole or not at all: a cut-off INFORMATION would name another block. */
static struct sense decode_fixed(const uint8_t *data, size_t length)
{
	struct sense sense = {.key = data[2] & 0x0F, .asc = data[12], .ascq = data[13]};

	sense.deferred = (data[0] & 0x7F) == RESPONSE_DEFERRED;
	sense.information_valid = data[0] & VALID && length >= 7;
	sense.information = sense.information_valid ? get_be32(data + 3) : 0;
	if (length >= SENSE_FIXED_BYTES)
		decode_specific(&sense, data + 15);
	return sense;
}

/* [SPC-4 4.5.2 "Descriptor format sense data"]: types 00h Information and 02h Sense key specific; others are passed
 * over. */
static struct sense decode_descriptors(const uint8_t *data, size_t length)
{
	struct sense sense = {.key = data[1] & 0x0F, .asc = data[2], .ascq = data[3], .deferred = data[0] & 0x01};
	size_t end = 8 + (size_t)data[7] < length ? 8 + (size_t)data[7] : length;

	for (size_t at = 8; at + 2 <= end && at + 2 + data[at + 1] <= end; at += 2 + (size_t)data[at + 1]) {
		if (data[at] == 0x00 && data[at + 1] >= 10 && data[at + 2] & VALID) {
			sense.information_valid = true;
			sense.information = get_be32(data + at + 8);
		}
		if (data[at] == 0x02 && data[at + 1] >= 6)
			decode_specific(&sense, data + at + 4);
	}
	return sense;
}

struct sense sense_decode(const uint8_t *data, size_t length, bool *ret_known)
{
	uint8_t padded[SENSE_DATA_MAX] = {0};
	uint8_t response;

	if (length > SENSE_DATA_MAX)
		length = SENSE_DATA_MAX;
	if (length)
		memcpy(padded, data, length);
	response = padded[0] & 0x7F;
	*ret_known = length > 2 && response >= RESPONSE_CURRENT && response <= RESPONSE_DESCRIPTOR + 1;
	if (!*ret_known)
		return SENSE_GOOD;
	return response < RESPONSE_DESCRIPTOR ? decode_fixed(padded, length) : decode_descriptors(padded, length);
}

const char *sense_key_name(uint8_t key)
{
	static const char *const names[16] = {
		[NO_SENSE] = "NO SENSE",
		[RECOVERED_ERROR] = "RECOVERED ERROR",
		[NOT_READY] = "NOT READY",
		[MEDIUM_ERROR] = "MEDIUM ERROR",
		[HARDWARE_ERROR] = "HARDWARE ERROR",
		[ILLEGAL_REQUEST] = "ILLEGAL REQUEST",
		[UNIT_ATTENTION] = "UNIT ATTENTION",
		[DATA_PROTECT] = "DATA PROTECT",
		[BLANK_CHECK] = "BLANK CHECK",
		[0x9] = "VENDOR SPECIFIC",
		[0xA] = "COPY ABORTED",
		[ABORTED_COMMAND] = "ABORTED COMMAND",
		[0xD] = "VOLUME OVERFLOW",
		[MISCOMPARE] = "MISCOMPARE",
	};

	return names[key & 0x0F] ? names[key & 0x0F] : "RESERVED SENSE KEY";
}

/* clang-format off */
static const struct { uint16_t additional; const char *name; } additional_names[] = {
	{ NO_ADDITIONAL_SENSE,                       "NO ADDITIONAL SENSE INFORMATION" },
	{ LU_NOT_READY_CAUSE_NOT_REPORTABLE,         "LOGICAL UNIT NOT READY, CAUSE NOT REPORTABLE" },
	{ LU_IS_IN_PROCESS_OF_BECOMING_READY,        "LOGICAL UNIT IS IN PROCESS OF BECOMING READY" },
	{ LU_NOT_READY_FORMAT_IN_PROGRESS,           "LOGICAL UNIT NOT READY, FORMAT IN PROGRESS" },
	{ LU_NOT_READY_OPERATION_IN_PROGRESS,        "LOGICAL UNIT NOT READY, OPERATION IN PROGRESS" },
	{ LU_NOT_READY_LONG_WRITE_IN_PROGRESS,       "LOGICAL UNIT NOT READY, LONG WRITE IN PROGRESS" },
	{ NO_REFERENCE_POSITION_FOUND,               "NO REFERENCE POSITION FOUND" },
	{ WRITE_ERROR,                               "WRITE ERROR" },
	{ WRITE_ERROR_LOSS_OF_STREAMING,             "WRITE ERROR - LOSS OF STREAMING" },
	{ UNRECOVERED_READ_ERROR,                    "UNRECOVERED READ ERROR" },
	{ PARAMETER_LIST_LENGTH_ERROR,               "PARAMETER LIST LENGTH ERROR" },
	{ INVALID_COMMAND_OPERATION_CODE,            "INVALID COMMAND OPERATION CODE" },
	{ LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE,        "LOGICAL BLOCK ADDRESS OUT OF RANGE" },
	{ INVALID_ADDRESS_FOR_WRITE,                 "INVALID ADDRESS FOR WRITE" },
	{ INVALID_FIELD_IN_CDB,                      "INVALID FIELD IN CDB" },
	{ LOGICAL_UNIT_NOT_SUPPORTED,                "LOGICAL UNIT NOT SUPPORTED" },
	{ INVALID_FIELD_IN_PARAMETER_LIST,           "INVALID FIELD IN PARAMETER LIST" },
	{ WRITE_PROTECTED,                           "WRITE PROTECTED" },
	{ NOT_READY_TO_READY_CHANGE,                 "NOT READY TO READY CHANGE, MEDIUM MAY HAVE CHANGED" },
	{ POWER_ON_RESET,                            "POWER ON, RESET, OR BUS DEVICE RESET OCCURRED" },
	{ MODE_PARAMETERS_CHANGED,                   "MODE PARAMETERS CHANGED" },
	{ COMMAND_SEQUENCE_ERROR,                    "COMMAND SEQUENCE ERROR" },
	{ INCOMPATIBLE_MEDIUM_INSTALLED,             "INCOMPATIBLE MEDIUM INSTALLED" },
	{ CANNOT_READ_MEDIUM_INCOMPATIBLE_FORMAT,    "CANNOT READ MEDIUM - INCOMPATIBLE FORMAT" },
	{ CANNOT_WRITE_MEDIUM_INCOMPATIBLE_FORMAT,   "CANNOT WRITE MEDIUM - INCOMPATIBLE FORMAT" },
	{ CANNOT_FORMAT_MEDIUM_INCOMPATIBLE_MEDIUM,  "CANNOT FORMAT MEDIUM - INCOMPATIBLE MEDIUM" },
	{ MEDIUM_NOT_FORMATTED,                      "MEDIUM NOT FORMATTED" },
	{ MEDIUM_FORMAT_CORRUPTED,                   "MEDIUM FORMAT CORRUPTED" },
	{ FORMAT_COMMAND_FAILED,                     "FORMAT COMMAND FAILED" },
	{ SAVING_PARAMETERS_NOT_SUPPORTED,           "SAVING PARAMETERS NOT SUPPORTED" },
	{ MEDIUM_NOT_PRESENT,                        "MEDIUM NOT PRESENT" },
	{ MEDIUM_NOT_PRESENT_TRAY_CLOSED,            "MEDIUM NOT PRESENT - TRAY CLOSED" },
	{ MEDIUM_NOT_PRESENT_TRAY_OPEN,              "MEDIUM NOT PRESENT - TRAY OPEN" },
	{ INTERNAL_TARGET_FAILURE,                   "INTERNAL TARGET FAILURE" },
	{ MEDIA_LOAD_OR_EJECT_FAILED,                "MEDIA LOAD OR EJECT FAILED" },
	{ MEDIUM_REMOVAL_PREVENTED,                  "MEDIUM REMOVAL PREVENTED" },
	{ DATA_PHASE_ERROR,                          "DATA PHASE ERROR" },
	{ OPERATOR_MEDIUM_REMOVAL_REQUEST,           "OPERATOR MEDIUM REMOVAL REQUEST" },
	{ END_OF_USER_AREA,                          "END OF USER AREA ENCOUNTERED ON THIS TRACK" },
	{ ILLEGAL_MODE_FOR_THIS_TRACK,               "ILLEGAL MODE FOR THIS TRACK" },
	{ SESSION_FIXATION_ERROR,                    "SESSION FIXATION ERROR" },
	{ SESSION_FIXATION_ERROR_INCOMPLETE_TRACK,   "SESSION FIXATION ERROR - INCOMPLETE TRACK IN SESSION" },
	{ EMPTY_OR_PARTIALLY_WRITTEN_RESERVED_TRACK, "EMPTY OR PARTIALLY WRITTEN RESERVED TRACK" },
	{ NO_MORE_TRACK_RESERVATIONS_ALLOWED,        "NO MORE TRACK RESERVATIONS ALLOWED" },
	{ POWER_CALIBRATION_AREA_IS_FULL,            "POWER CALIBRATION AREA IS FULL" },
	{ POWER_CALIBRATION_AREA_ERROR,              "POWER CALIBRATION AREA ERROR" },
};
/* clang-format on */

const char *additional_sense_name(uint16_t additional)
{
	for (size_t i = 0; i < sizeof(additional_names) / sizeof(additional_names[0]); i++)
		if (additional_names[i].additional == additional)
			return additional_names[i].name;
	return "unknown additional sense";
}

const char *sense_describe(const struct sense *sense, char *text, size_t size)
{
	int used = snprintf(text, size, "%s%s, %s (%X/%02X/%02X)", sense->deferred ? "deferred " : "",
	                    sense_key_name(sense->key), additional_sense_name(sense_additional(sense)), sense->key,
	                    sense->asc, sense->ascq);

	if (sense->information_valid && used > 0 && (size_t)used < size)
		snprintf(text + used, size - (size_t)used, ", block %u", sense->information);
	return text;
}
