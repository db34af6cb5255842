/* SPDX-License-Identifier: MIT */
/*
 * Sense data as a value. All zero is GOOD: a function that performs a command returns a struct sense, so none can
 * forget to say how the command ended.
 *
 * The eighteen-byte fixed format [SPC-4 4.5.3 "Fixed format sense data"] is written by sense_encode() and both formats
 * are read by sense_decode().
 */
#ifndef T10_SENSE_H
#define T10_SENSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SENSE_FIXED_BYTES = 18, SENSE_DATA_MAX = 252 };

enum sense_key {
	NO_SENSE = 0x0,
	RECOVERED_ERROR = 0x1,
	NOT_READY = 0x2,
	MEDIUM_ERROR = 0x3,
	HARDWARE_ERROR = 0x4,
	ILLEGAL_REQUEST = 0x5,
	UNIT_ATTENTION = 0x6,
	DATA_PROTECT = 0x7,
	BLANK_CHECK = 0x8,
	ABORTED_COMMAND = 0xB,
	MISCOMPARE = 0xE,
};

/* What the three sense-key specific bytes hold. */
enum sense_specific {
	SPECIFIC_NONE,
	SPECIFIC_FIELD_IN_CDB,  /* field pointer: byte and bit of the CDB at fault */
	SPECIFIC_FIELD_IN_DATA, /* field pointer: byte and bit of the parameter list at fault */
	SPECIFIC_PROGRESS,      /* progress indication, in 65536ths */
};

struct sense {
	uint8_t key; /* enum sense_key */
	uint8_t asc, ascq;
	bool deferred; /* belongs to an earlier command [SPC-4 4.5.5 "Deferred errors"] */
	bool information_valid;
	uint32_t information; /* an LBA, for the errors that have one */
	enum sense_specific specific;
	uint16_t field_byte; /* SPECIFIC_FIELD_*: offset of the byte at fault */
	int8_t field_bit;    /* SPECIFIC_FIELD_*: its most significant bit, or -1 for the whole byte */
	uint16_t progress;   /* SPECIFIC_PROGRESS */
};

/* Additional sense codes, ASC in the high byte and ASCQ in the low one, spelled as T10's list spells them. */
enum additional_sense {
	NO_ADDITIONAL_SENSE = 0x0000,
	LU_NOT_READY_CAUSE_NOT_REPORTABLE = 0x0400,
	LU_IS_IN_PROCESS_OF_BECOMING_READY = 0x0401,
	LU_NOT_READY_FORMAT_IN_PROGRESS = 0x0404,
	LU_NOT_READY_OPERATION_IN_PROGRESS = 0x0407,
	LU_NOT_READY_LONG_WRITE_IN_PROGRESS = 0x0408,
	NO_REFERENCE_POSITION_FOUND = 0x0600,
	WRITE_ERROR = 0x0C00,
	WRITE_ERROR_LOSS_OF_STREAMING = 0x0C09,
	UNRECOVERED_READ_ERROR = 0x1100,
	PARAMETER_LIST_LENGTH_ERROR = 0x1A00,
	INVALID_COMMAND_OPERATION_CODE = 0x2000,
	LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE = 0x2100,
	INVALID_ADDRESS_FOR_WRITE = 0x2102,
	INVALID_FIELD_IN_CDB = 0x2400,
	LOGICAL_UNIT_NOT_SUPPORTED = 0x2500,
	INVALID_FIELD_IN_PARAMETER_LIST = 0x2600,
	WRITE_PROTECTED = 0x2700,
	NOT_READY_TO_READY_CHANGE = 0x2800,
	POWER_ON_RESET = 0x2900,
	MODE_PARAMETERS_CHANGED = 0x2A01,
	COMMAND_SEQUENCE_ERROR = 0x2C00,
	INCOMPATIBLE_MEDIUM_INSTALLED = 0x3000,
	CANNOT_READ_MEDIUM_INCOMPATIBLE_FORMAT = 0x3002,
	CANNOT_WRITE_MEDIUM_INCOMPATIBLE_FORMAT = 0x3005,
	CANNOT_FORMAT_MEDIUM_INCOMPATIBLE_MEDIUM = 0x3006,
	MEDIUM_NOT_FORMATTED = 0x3010,
	MEDIUM_FORMAT_CORRUPTED = 0x3100,
	FORMAT_COMMAND_FAILED = 0x3101,
	SAVING_PARAMETERS_NOT_SUPPORTED = 0x3900,
	MEDIUM_NOT_PRESENT = 0x3A00,
	MEDIUM_NOT_PRESENT_TRAY_CLOSED = 0x3A01,
	MEDIUM_NOT_PRESENT_TRAY_OPEN = 0x3A02,
	INTERNAL_TARGET_FAILURE = 0x4400,
	MEDIA_LOAD_OR_EJECT_FAILED = 0x5300,
	MEDIUM_REMOVAL_PREVENTED = 0x5302,
	DATA_PHASE_ERROR = 0x4B00,
	OPERATOR_MEDIUM_REMOVAL_REQUEST = 0x5A01,
	END_OF_USER_AREA = 0x6300,
	ILLEGAL_MODE_FOR_THIS_TRACK = 0x6400,
	SESSION_FIXATION_ERROR = 0x7200,
	SESSION_FIXATION_ERROR_INCOMPLETE_TRACK = 0x7203,
	EMPTY_OR_PARTIALLY_WRITTEN_RESERVED_TRACK = 0x7204,
	NO_MORE_TRACK_RESERVATIONS_ALLOWED = 0x7205,
	POWER_CALIBRATION_AREA_IS_FULL = 0x7302,
	POWER_CALIBRATION_AREA_ERROR = 0x7303,
};

static const struct sense SENSE_GOOD = {0};

/* Sense with a key and an enum additional_sense value, nothing else. */
struct sense sense_of(enum sense_key key, uint16_t additional);

/* The same with INFORMATION naming the block at fault. */
struct sense sense_at_block(enum sense_key key, uint16_t additional, uint32_t lba);

/* ILLEGAL REQUEST, INVALID FIELD IN CDB, pointing at a byte and bit of it (bit -1: the whole byte). */
struct sense sense_bad_cdb_field(unsigned byte, int bit);

/* ILLEGAL REQUEST, INVALID FIELD IN PARAMETER LIST, pointing at a byte of it. */
struct sense sense_bad_parameter(unsigned byte, int bit);

/* A copy that carries a progress indication, 0 to 65535. */
struct sense sense_with_progress(struct sense sense, uint16_t progress);

/* A copy marked as belonging to an earlier command. */
struct sense sense_deferred(struct sense sense);

/* True for the all-zero value. RECOVERED ERROR is not GOOD. */
bool sense_is_good(const struct sense *sense);

/* ASC and ASCQ as one enum additional_sense value. */
uint16_t sense_additional(const struct sense *sense);

/* Writes eighteen bytes of fixed format sense. */
void sense_encode(const struct sense *sense, uint8_t ret_data[SENSE_FIXED_BYTES]);

/*
 * Reads fixed (70h, 71h) or descriptor (72h, 73h) format. Fields that `length` does not reach stay zero; an empty or
 * unknown buffer gives GOOD with *ret_known false, since a CHECK CONDITION without sense must be told apart by its
 * receiver.
 */
struct sense sense_decode(const uint8_t *data, size_t length, bool *ret_known);

/* T10's words for a key, and for an ASC/ASCQ pair ("unknown additional sense" for those not in enum additional_sense).
 */
const char *sense_key_name(uint8_t key);
const char *additional_sense_name(uint16_t additional);

/* "MEDIUM ERROR, WRITE ERROR (3/0C/00), block 1250": at most `size` bytes with the terminating NUL. Returns `text`. */
const char *sense_describe(const struct sense *sense, char *text, size_t size);

#endif
