/* SPDX-License-Identifier: MIT */
#include "conformance/mmc/order.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Longer than anything that a drive does for one command. */
#define TIMEOUT_NS (1800 * NS_PER_S)

enum { UNTOUCHED = 0xEE };

/* ---- CDBs and fields ---- */

struct cdb cdb_of(const char *text)
{
	struct cdb cdb = {.length = 0};
	char *end;

	for (unsigned long byte = strtoul(text, &end, 16); end != text && cdb.length < sizeof(cdb.bytes);
	     byte = strtoul(text, &end, 16)) {
		cdb.bytes[cdb.length++] = (uint8_t)byte;
		text = end;
	}
	return cdb;
}

struct cdb cdb_with(struct cdb cdb, unsigned offset, unsigned bytes, uint32_t value)
{
	while (bytes--) {
		cdb.bytes[offset + bytes] = (uint8_t)value;
		value >>= 8;
	}
	return cdb;
}

unsigned u16(const uint8_t *at)
{
	return (unsigned)at[0] << 8 | at[1];
}

uint32_t u24(const uint8_t *at)
{
	return (uint32_t)at[0] << 16 | (uint32_t)at[1] << 8 | at[2];
}

uint32_t u32(const uint8_t *at)
{
	return (uint32_t)u16(at) << 16 | u16(at + 2);
}

void put_u32(uint8_t *at, uint32_t value)
{
	for (unsigned i = 0; i < 4; i++)
		at[i] = (uint8_t)(value >> (24 - 8 * i));
}

/* ---- asking ---- */

/* What went and came goes into the trace, data excepted: the commands that fetched them are enough to tell runs apart.
 */
static void note(struct rig *rig, const struct cdb *cdb, const struct answer *answer)
{
	uint32_t end[3] = {(uint32_t)answer->result, answer->sense, (uint32_t)answer->transferred};

	rig_trace(rig, cdb->bytes, sizeof(cdb->bytes));
	rig_trace(rig, end, sizeof(end));
}

/* Key, ASC and ASCQ at the offsets of SPC-4's fixed format; a CHECK CONDITION without them is no sense at all. */
static void decode(struct answer *answer, const struct command *command)
{
	const uint8_t *sense = command->sense_data;

	answer->status = command->status;
	answer->transferred = command->transferred;
	if (command->status != 0x02)
		return;
	memcpy(answer->sense_data, sense, sizeof(answer->sense_data));
	answer->sense = (unsigned)(sense[2] & 0x0F) << 16 | (unsigned)sense[12] << 8 | sense[13];
}

static struct answer send(struct rig *rig, struct cdb cdb, enum data_direction direction, void *data, size_t bytes)
{
	struct command command = {.cdb_length = cdb.length, .direction = direction, .data = data, .data_length = bytes};
	struct answer answer = {.direction = direction, .room = bytes};

	if (!rig_require_code(rig, cdb.bytes[0])) {
		answer.result = -EOPNOTSUPP;
		return answer;
	}
	memcpy(command.cdb, cdb.bytes, sizeof(cdb.bytes));
	answer.result = transport_execute(rig->transport, &command, TIMEOUT_NS);
	if (!answer.result)
		decode(&answer, &command);
	note(rig, &cdb, &answer);
	return answer;
}

struct answer order_cdb(struct rig *rig, struct cdb cdb)
{
	return send(rig, cdb, DATA_NONE, NULL, 0);
}

struct answer order_cdb_in(struct rig *rig, struct cdb cdb, void *ret_data, size_t room)
{
	memset(ret_data, UNTOUCHED, room);
	return send(rig, cdb, DATA_IN, ret_data, room);
}

struct answer order_cdb_out(struct rig *rig, struct cdb cdb, const void *data, size_t bytes)
{
	return send(rig, cdb, DATA_OUT, (void *)data, bytes); /* Data-Out is not written to */
}

struct answer order(struct rig *rig, const char *cdb)
{
	return order_cdb(rig, cdb_of(cdb));
}

struct answer order_in(struct rig *rig, const char *cdb, void *ret_data, size_t room)
{
	return order_cdb_in(rig, cdb_of(cdb), ret_data, room);
}

struct answer order_out(struct rig *rig, const char *cdb, const void *data, size_t bytes)
{
	return order_cdb_out(rig, cdb_of(cdb), data, bytes);
}

/* ---- expecting ---- */

static const char *describe(const struct answer *answer, char text[64])
{
	if (answer->result)
		snprintf(text, 64, "no answer: %s", strerror(-answer->result));
	else if (answer->status == 0x02)
		snprintf(text, 64, "%X/%02X/%02X", answer->sense >> 16, answer->sense >> 8 & 0xFF,
		         answer->sense & 0xFF);
	else if (answer->status)
		snprintf(text, 64, "status %02Xh", answer->status);
	else
		snprintf(text, 64, "GOOD");
	return text;
}

static bool is_sense(const struct answer *answer)
{
	return !answer->result && answer->status == 0x02 && (answer->sense_data[0] & 0x7E) == 0x70;
}

bool expect_good(struct answer answer, const char *text, const char *file, int line)
{
	char words[64];

	return expect(!answer.result && !answer.status, file, line, "%s: %s, expected GOOD", text,
	              describe(&answer, words));
}

bool expect_sense(struct answer answer, unsigned expected, const char *text, const char *file, int line)
{
	char words[64];

	return expect(is_sense(&answer) && answer.sense == expected, file, line, "%s: %s, expected %X/%02X/%02X", text,
	              describe(&answer, words), expected >> 16, expected >> 8 & 0xFF, expected & 0xFF);
}

bool expect_one_sense(struct answer answer, const unsigned *accepted, const char *text, const char *file, int line)
{
	char words[64];
	const unsigned *at = accepted;

	while (*at && answer.sense != *at)
		at++;
	return expect(is_sense(&answer) && *at, file, line, "%s: %s, expected %X/%02X/%02X or the like", text,
	              describe(&answer, words), *accepted >> 16, *accepted >> 8 & 0xFF, *accepted & 0xFF);
}

bool expect_key(struct answer answer, unsigned key, const char *text, const char *file, int line)
{
	char words[64];

	return expect(is_sense(&answer) && answer.sense >> 16 == key, file, line, "%s: %s, expected sense key %X", text,
	              describe(&answer, words), key);
}

/* [SPC-4 "Field pointer sense key specific data"]: SKSV and C/D in byte 15, the byte's number in 16 and 17. */
static bool expect_field(struct answer answer, bool in_cdb, unsigned byte, const char *text, const char *file, int line)
{
	const uint8_t *pointer = answer.sense_data + 15;

	return expect_sense(answer, in_cdb ? 0x052400 : 0x052600, text, file, line) &&
	       expect((pointer[0] & 0xC0) == (in_cdb ? 0xC0 : 0x80) && u16(pointer + 1) == byte, file, line,
	              "%s: its field pointer is %02X %02X %02X, expected byte %u of the %s", text, pointer[0],
	              pointer[1], pointer[2], byte, in_cdb ? "CDB" : "list");
}

bool expect_cdb_field(struct answer answer, unsigned byte, const char *text, const char *file, int line)
{
	return expect_field(answer, true, byte, text, file, line);
}

bool expect_parameter_field(struct answer answer, unsigned byte, const char *text, const char *file, int line)
{
	return expect_field(answer, false, byte, text, file, line);
}

bool expect_block(struct answer answer, uint32_t lba, const char *text, const char *file, int line)
{
	return expect(answer.sense_data[0] & 0x80 && u32(answer.sense_data + 3) == lba, file, line,
	              "%s: INFORMATION is %s%u, expected block %u", text,
	              answer.sense_data[0] & 0x80 ? "" : "not valid, ", u32(answer.sense_data + 3), lba);
}

bool expect_transferred(struct rig *rig, struct answer answer, size_t bytes, const char *text, const char *file,
                        int line)
{
	return rig_expect_transferred(rig, answer.direction, answer.transferred, answer.room, bytes, text, file, line);
}
