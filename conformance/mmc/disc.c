/* SPDX-License-Identifier: MIT */
#include "conformance/mmc/disc.h"

#include <string.h>

#include "conformance/doubles/pattern.h"

#define PATIENCE_NS (3600 * NS_PER_S)
#define INTERVAL_NS (250 * NS_PER_MS)

enum { BLOCKS_MAX = 32 };

/* ---- blocks ---- */

static struct cdb with_extent(const char *text, uint32_t lba, uint32_t blocks)
{
	return cdb_with(cdb_with(cdb_of(text), 2, 4, lba), 7, 2, blocks);
}

#define WRITE_10 "2A 00 00 00 00 00 00 00 00 00"
#define READ_10 "28 00 00 00 00 00 00 00 00 00"

static struct answer write_once(struct rig *rig, uint32_t lba, uint32_t blocks, uint32_t seed)
{
	uint8_t data[BLOCKS_MAX * BLOCK];

	pattern_fill(seed, (uint64_t)lba * BLOCK, data, (size_t)blocks * BLOCK);
	return order_cdb_out(rig, with_extent(WRITE_10, lba, blocks), data, (size_t)blocks * BLOCK);
}

struct answer write_blocks(struct rig *rig, uint32_t lba, uint32_t blocks, uint32_t seed)
{
	struct answer answer = {0};

	if (blocks <= BLOCKS_MAX)
		return write_once(rig, lba, blocks, seed);
	while (blocks && !answer.result && !answer.status) {
		uint32_t count = blocks < BLOCKS_A_COMMAND ? blocks : BLOCKS_A_COMMAND;

		answer = write_once(rig, lba, count, seed);
		lba += count;
		blocks -= count;
	}
	return answer;
}

struct answer write_nothing_at(struct rig *rig, uint32_t lba, uint32_t blocks)
{
	return order_cdb(rig, with_extent(WRITE_10, lba, blocks));
}

static struct answer read_once(struct rig *rig, uint32_t lba, uint32_t blocks, uint8_t *ret_data)
{
	return order_cdb_in(rig, with_extent(READ_10, lba, blocks), ret_data, (size_t)blocks * BLOCK);
}

struct answer read_blocks(struct rig *rig, uint32_t lba, uint32_t blocks)
{
	uint8_t data[BLOCKS_MAX * BLOCK];

	return read_once(rig, lba, blocks, data);
}

static bool is_zero(const uint8_t *data, size_t bytes)
{
	return !bytes || (!data[0] && memcmp(data, data + 1, bytes - 1) == 0);
}

/* A seed of NULL: zeros. */
static bool expect_content(struct rig *rig, uint32_t lba, uint32_t blocks, const uint32_t *seed, const char *file,
                           int line)
{
	uint8_t data[BLOCKS_A_COMMAND * BLOCK];
	bool held = true;

	for (uint32_t count; held && blocks; lba += count, blocks -= count) {
		size_t bytes;
		struct answer answer;

		count = blocks < BLOCKS_A_COMMAND ? blocks : BLOCKS_A_COMMAND;
		bytes = (size_t)count * BLOCK;
		answer = read_once(rig, lba, count, data);
		held = expect_good(answer, "READ(10)", file, line) && answer.transferred == bytes &&
		       (seed ? pattern_holds(*seed, (uint64_t)lba * BLOCK, data, bytes) : is_zero(data, bytes));
		expect(held, file, line, "blocks from %u on do not hold what they should", lba);
	}
	return held;
}

bool expect_holds(struct rig *rig, uint32_t lba, uint32_t blocks, uint32_t seed, const char *file, int line)
{
	return expect_content(rig, lba, blocks, &seed, file, line);
}

bool expect_zeros(struct rig *rig, uint32_t lba, uint32_t blocks, const char *file, int line)
{
	return expect_content(rig, lba, blocks, NULL, file, line);
}

struct answer synchronize(struct rig *rig)
{
	return order(rig, "35 00 00 00 00 00 00 00 00 00");
}

/* ---- tracks and sessions ---- */

static struct track track_by(struct rig *rig, unsigned type, uint32_t address)
{
	struct cdb cdb = cdb_with(cdb_of("52 00 00 00 00 00 00 00 24 00"), 1, 1, type);
	uint8_t data[36];
	struct track track = {.answer = order_cdb_in(rig, cdb_with(cdb, 2, 4, address), data, sizeof(data))};

	track.number = (unsigned)data[32] << 8 | data[2];
	track.session = (unsigned)data[33] << 8 | data[3];
	track.reserved = data[6] & 0x80;
	track.blank = data[6] & 0x40;
	track.packet = data[6] & 0x20;
	track.fixed_packet = data[6] & 0x10;
	track.data_mode = data[6] & 0x0F;
	track.has_last = data[7] & 0x02;
	track.has_next = data[7] & 0x01;
	track.start = u32(data + 8);
	track.next = u32(data + 12);
	track.free_blocks = u32(data + 16);
	track.packet_blocks = u32(data + 20);
	track.blocks = u32(data + 24);
	track.last = u32(data + 28);
	return track;
}

struct track track_number(struct rig *rig, unsigned number)
{
	return track_by(rig, 1, number);
}

struct track track_of_block(struct rig *rig, uint32_t lba)
{
	return track_by(rig, 0, lba);
}

struct track track_of_session(struct rig *rig, unsigned session)
{
	return track_by(rig, 2, session);
}

uint32_t next_writable(struct rig *rig, unsigned number)
{
	struct track track = track_number(rig, number);

	return !track.answer.status && track.has_next ? track.next : (uint32_t)NO_ADDRESS;
}

struct disc disc_information(struct rig *rig)
{
	uint8_t data[34];
	struct disc disc = {.answer = order_in(rig, "51 00 00 00 00 00 00 00 22 00", data, sizeof(data))};

	disc.status = data[2] & 0x03;
	disc.last_session_status = data[2] >> 2 & 0x03;
	disc.erasable = data[2] & 0x10;
	disc.first_track = data[3];
	disc.sessions = (unsigned)data[9] << 8 | data[4];
	disc.last_session_first_track = (unsigned)data[10] << 8 | data[5];
	disc.last_track = (unsigned)data[11] << 8 | data[6];
	disc.last_lead_in = u32(data + 16);
	disc.last_lead_out = u32(data + 20);
	return disc;
}

struct answer close_track(struct rig *rig, unsigned number)
{
	return order_cdb(rig, cdb_with(cdb_of("5B 00 01 00 00 00 00 00 00 00"), 4, 2, number));
}

struct answer close_session(struct rig *rig)
{
	return order(rig, "5B 00 02 00 00 00 00 00 00 00");
}

struct answer finalise(struct rig *rig)
{
	return order(rig, "5B 00 06 00 00 00 00 00 00 00");
}

struct answer reserve(struct rig *rig, uint32_t blocks)
{
	return order_cdb(rig, cdb_with(cdb_of("53 00 00 00 00 00 00 00 00 00"), 5, 4, blocks));
}

uint32_t readable_blocks(struct rig *rig)
{
	uint8_t data[8];
	struct answer answer = order_in(rig, "25 00 00 00 00 00 00 00 00 00", data, sizeof(data));

	return answer.result || answer.status ? (uint32_t)NO_ADDRESS : u32(data) + 1;
}

struct answer format_disc(struct rig *rig)
{
	uint8_t list[252], parameters[12] = {0, 0, 0, 8};
	struct answer answer = order_in(rig, "23 00 00 00 00 00 00 00 FC 00", list, sizeof(list));

	if (answer.result || answer.status)
		return answer;
	memcpy(parameters + 4, list + 12, 8);
	return order_out(rig, "04 11 00 00 00 00", parameters, sizeof(parameters));
}

/* ---- time ---- */

void pass(struct rig *rig, uint64_t duration_ns)
{
	sleep_until(rig->platform, platform_now(rig->platform) + duration_ns);
}

bool await_ready(struct rig *rig)
{
	uint64_t deadline = platform_now(rig->platform) + PATIENCE_NS;
	struct answer answer = order(rig, "00 00 00 00 00 00");

	while (!answer.result && (answer.sense >> 16 == 0x6 || answer.sense >> 8 == 0x0204) &&
	       platform_now(rig->platform) < deadline) {
		if (answer.sense >> 16 != 0x6)
			pass(rig, INTERVAL_NS);
		answer = order(rig, "00 00 00 00 00 00");
	}
	return EXPECT_GOOD(answer);
}

void fetch_attentions(struct rig *rig)
{
	enum { ATTENTIONS_MAX = 16 };
	unsigned count = 0;

	while (order(rig, "00 00 00 00 00 00").sense >> 16 == 0x6 && count < ATTENTIONS_MAX)
		count++;
	EXPECT(count < ATTENTIONS_MAX, "the drive does not run out of unit attentions");
}

/* [SPC-4 "Progress indication sense key specific data"] */
int progress_of(struct answer answer)
{
	return answer.sense_data[15] & 0x80 ? (int)u16(answer.sense_data + 16) : -1;
}
