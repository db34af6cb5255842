/* SPDX-License-Identifier: MIT */
/*
 * The judge's own commands: literal CDBs on a transport that the engine does not have, answers decoded at literal
 * offsets. Nothing here is shared with the engine or the drive.
 */
#include <errno.h>
#include <string.h>

#include "conformance/rig/parts.h"

#define COMMAND_TIMEOUT_NS (600 * NS_PER_S)
#define READY_LIMIT_NS (300 * NS_PER_S)
#define READY_INTERVAL_NS (100 * NS_PER_MS)

enum { BLOCK_BYTES = 2048, PROFILE_OF_BD_RE = 0x0043 };

/* More than any case writes without NEEDS_MECHANICS. */
enum { ROOM_BLOCKS = 4096 };

struct answer {
	int result; /* 0; -EIO for CHECK CONDITION; other negative errno */
	uint8_t key, asc, ascq;
	bool deferred; /* the sense is of an earlier command */
	size_t transferred;
};

static struct answer send(struct transport *transport, const uint8_t *cdb, uint8_t length,
                          enum data_direction direction, void *data, size_t bytes)
{
	struct command command = {.cdb_length = length, .direction = direction, .data = data, .data_length = bytes};
	struct answer answer = {0};
	const uint8_t *sense = command.sense_data;

	memcpy(command.cdb, cdb, length);
	answer.result = transport_execute(transport, &command, COMMAND_TIMEOUT_NS);
	answer.transferred = command.transferred;
	if (answer.result || !command.status)
		return answer;
	answer.result = -EIO;
	if ((sense[0] & 0x7E) == 0x70) {
		answer.deferred = sense[0] & 0x01;
		answer.key = sense[2] & 0x0F;
		answer.asc = sense[12];
		answer.ascq = sense[13];
	}
	return answer;
}

static struct answer ask(struct rig *rig, const uint8_t *cdb, uint8_t length, uint8_t *data, size_t bytes)
{
	memset(data, 0, bytes);
	return send(rig->transport, cdb, length, DATA_IN, data, bytes);
}

static uint32_t be32(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* ---- readiness ---- */

int rig_make_ready(struct whole_rig *rig, struct transport *transport)
{
	static const uint8_t test_unit_ready[6] = {0x00};
	struct platform *platform = rig->rig.platform;
	uint64_t deadline = platform_now(platform) + READY_LIMIT_NS;
	struct answer answer;

	do {
		answer = send(transport, test_unit_ready, 6, DATA_NONE, NULL, 0);
		if (answer.result != -EIO)
			return answer.result
			               ? rig_fail(rig, answer.result, "TEST UNIT READY: %s", strerror(-answer.result))
			               : 0;
		if (answer.key == 0x2 && answer.asc == 0x3A)
			return *rig->rig.medium ? rig_fail(rig, -ENOMEDIUM, "there is no disc in the drive") : 0;
		if (answer.key != 0x6)
			sleep_until(platform, platform_now(platform) + READY_INTERVAL_NS);
	} while (answer.key == 0x6 || ((answer.key == 0x2 || answer.deferred) && platform_now(platform) < deadline));
	return rig_fail(rig, -EIO, "the drive does not become ready: sense %X/%02X/%02X", answer.key, answer.asc,
	                answer.ascq);
}

/* ---- the medium ---- */

/* [MMC-6 "GET CONFIGURATION": current profile in bytes 6 and 7] */
static int current_profile(struct rig *rig, unsigned *ret_profile)
{
	static const uint8_t get_configuration[10] = {0x46, 0, 0, 0, 0, 0, 0, 0, 8};
	uint8_t data[8];
	struct answer answer = ask(rig, get_configuration, 10, data, sizeof(data));

	*ret_profile = (unsigned)data[6] << 8 | data[7];
	return answer.result;
}

/* The first size that the drive offers, in the format type that it names for it. [MMC-6 "READ FORMAT CAPACITIES"] */
static int format(struct rig *rig)
{
	static const uint8_t read_format_capacities[10] = {0x23, 0, 0, 0, 0, 0, 0, 0, 252};
	static const uint8_t format_unit[6] = {0x04, 0x11};
	uint8_t list[252], parameters[12] = {0, 0, 0, 8};
	struct answer answer = ask(rig, read_format_capacities, 10, list, sizeof(list));

	if (answer.result)
		return answer.result;
	if (list[3] < 16)
		return -EPROTO;
	memcpy(parameters + 4, list + 12, 8);
	return send(rig->transport, format_unit, 6, DATA_OUT, parameters, sizeof(parameters)).result;
}

/* Whether an answer says by its first two bytes that it has this many more. One that says less has no such fields: a
 * drive that answers everything with zeros is not one without room. */
static bool has_bytes(const uint8_t *data, unsigned bytes)
{
	return ((unsigned)data[0] << 8 | data[1]) + 2 >= bytes;
}

/* DISC INFORMATION: byte 6 is the last track of the last session. TRACK INFORMATION: byte 7 bit 0 says that bytes 12
 * to 15, the next writable address, are valid; bytes 16 to 19 are the free blocks. */
static int track_information(struct rig *rig, uint8_t data[36])
{
	static const uint8_t read_disc_information[10] = {0x51, 0, 0, 0, 0, 0, 0, 0, 34};
	uint8_t read_track_information[10] = {0x52, 0x01, 0, 0, 0, 0, 0, 0, 36};
	uint8_t disc[34];
	struct answer answer = ask(rig, read_disc_information, 10, disc, sizeof(disc));

	if (answer.result)
		return answer.result;
	read_track_information[5] = disc[6];
	answer = ask(rig, read_track_information, 10, data, 36);
	return answer.result ? answer.result : has_bytes(data, 20) ? 0 : -EPROTO;
}

static int read_capacity(struct rig *rig, uint32_t *ret_blocks)
{
	static const uint8_t read_capacity_cdb[10] = {0x25};
	uint8_t data[8];
	struct answer answer = ask(rig, read_capacity_cdb, 10, data, sizeof(data));

	*ret_blocks = be32(data) + 1;
	return answer.result;
}

/* Room is what the last track has from its next writable address on. */
static int look_for_room(struct rig *rig)
{
	uint8_t track[36];
	int result = track_information(rig, track);

	if (result)
		return result;
	rig->capacity_blocks = be32(track + 12) + be32(track + 16);
	return track[7] & 0x01 && be32(track + 16) >= ROOM_BLOCKS ? 0 : -ENOSPC;
}

static bool disc_is_fresh(const struct whole_rig *rig)
{
	return !rig->source->open || rig->source->control;
}

int rig_prepare_medium(struct whole_rig *rig)
{
	unsigned profile;
	int result = current_profile(&rig->rig, &profile);

	if (!result && profile == PROFILE_OF_BD_RE && disc_is_fresh(rig))
		result = format(&rig->rig);
	if (!result)
		result = rig_make_ready(rig, rig->rig.transport);
	if (!result && profile == PROFILE_OF_BD_RE)
		result = read_capacity(&rig->rig, &rig->rig.capacity_blocks);
	else if (!result)
		result = look_for_room(&rig->rig);
	return result ? rig_fail(rig, result, "the %s cannot be prepared: %s", rig->rig.medium, strerror(-result)) : 0;
}

int rig_next_writable(struct rig *rig, uint32_t *ret_lba)
{
	uint8_t track[36];
	int result = track_information(rig, track);

	if (result)
		return result;
	*ret_lba = track[7] & 0x01 ? be32(track + 12) : whole(rig)->next_fresh;
	return 0;
}

int rig_read_blocks(struct rig *rig, uint32_t lba, uint32_t blocks, uint8_t *ret_data)
{
	uint8_t read_10[10] = {0x28,         0, (uint8_t)(lba >> 24),   (uint8_t)(lba >> 16), (uint8_t)(lba >> 8),
	                       (uint8_t)lba, 0, (uint8_t)(blocks >> 8), (uint8_t)blocks};
	size_t bytes = (size_t)blocks * BLOCK_BYTES;
	struct answer answer = ask(rig, read_10, 10, ret_data, bytes);

	if (!answer.result && answer.transferred != bytes)
		return -EPROTO;
	return answer.result;
}

int rig_synchronize(struct rig *rig)
{
	static const uint8_t synchronize_cache[10] = {0x35};

	return send(rig->transport, synchronize_cache, 10, DATA_NONE, NULL, 0).result;
}
