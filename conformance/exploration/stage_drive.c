/* SPDX-License-Identifier: MIT */
/* The drive, the engine's way to it, where WRITEs are disturbed, and the judge's own commands, which are literal and
 * share nothing with the engine or the drive. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/exploration/stage.h"
#include "emulator/emulator.h"
#include "engine/transport/transport.h"
#include "handlers/loopback/loopback.h"

enum { DISC_BLOCKS = 8192, OPCODE_WRITE_10 = 0x2A, READ_BLOCKS_MAX = 32, ATTENTIONS_AT_FIRST = 8 };

/* The engine's way: what a program sees of a drive whose largest transfer is one WRITE of the scenario. */
struct way {
	struct transport transport;
	struct transport *inner;
	struct stage *stage;
};

static struct way *impl(struct transport *transport)
{
	return (struct way *)transport;
}

/* ---- WRITEs ---- */

static uint32_t big_endian(const uint8_t *at, unsigned bytes)
{
	uint32_t value = 0;

	while (bytes--)
		value = value << 8 | *at++;
	return value;
}

static void trace_command(struct stage *stage, const struct command *command, int result)
{
	uint64_t words[2];

	memcpy(words, command->cdb, sizeof(words));
	choices_trace(stage->choices, words[0]);
	choices_trace(stage->choices, words[1]);
	choices_trace(stage->choices, platform_now(stage->platform));
	choices_trace(stage->choices, (uint64_t)(uint32_t)result << 32 | command->status << 24 |
	                                      command->sense_data[2] << 16 | command->sense_data[12] << 8 |
	                                      command->sense_data[13]);
}

static struct seen_write *begin_write(struct stage *stage, const struct command *command)
{
	static struct seen_write beyond;
	struct observation *seen = stage->seen;
	struct seen_write *write = &beyond;

	if (seen->write_count < SEEN_WRITES_MAX)
		write = &seen->writes[seen->write_count++];
	else
		seen->overflow = true;
	*write = (struct seen_write){
		.lba = big_endian(command->cdb + 2, 4),
		.blocks = big_endian(command->cdb + 7, 2),
		.region = stage_own_region(stage, NULL),
		.began_ns = platform_now(stage->platform),
	};
	stage->writer = simulated_current_task(stage->platform);
	stage_note_activity(stage);
	return write;
}

/* Trouble is a rule of the emulated drive, see rule(5). */
static void disturb(struct stage *stage, enum write_answer_kind kind)
{
	static const char *const actions[] = {
		[WRITE_BUSY] = "sense:2/04/08",
		[WRITE_MEDIUM_ERROR] = "sense:3/0C/00",
		[WRITE_ATTENTION] = "sense:6/29/00",
		[WRITE_LATE] = "delay:700",
		[WRITE_NEVER] = "hang",
	};
	struct signal arm = {.kind = SIGNAL_ARM};
	struct problem problem;
	char rule[80];

	if (kind == WRITE_GOOD)
		return;
	snprintf(rule, sizeof(rule), "id=w%u op=WRITE(10) times=1 do=%s", stage->seen->write_count, actions[kind]);
	arm.text = rule;
	if (pump_signal(stage->pump, &arm, &problem))
		stage->error = -EPROTO;
}

static void end_write(struct stage *stage, struct seen_write *write, const struct command *command, int result)
{
	write->ended = true;
	write->ended_ns = platform_now(stage->platform);
	if (!result && command->status == STATUS_GOOD)
		stage->seen->acknowledged_blocks += write->blocks;
	stage_note_activity(stage);
}

static int execute_write(struct way *way, struct command *command, uint64_t timeout_ns)
{
	static const char *const names[] = {"GOOD", "2/04/08", "3/0C/00", "6/29/00", "GOOD after 0.7 s", "no answer"};
	struct stage *stage = way->stage;
	struct seen_write *write = begin_write(stage, command);
	int result;

	write->kind = stage_choose(stage, FAULT, WRITE_ANSWERS, "WRITE");
	disturb(stage, write->kind);
	stage_cancel_here(stage, "before WRITE");
	result = transport_execute(way->inner, command, timeout_ns);
	end_write(stage, write, command, result);
	stage_tell(stage, "WRITE of %u blocks at %u: %s", (unsigned)write->blocks, (unsigned)write->lba,
	           names[write->kind]);
	stage_cancel_here(stage, "after WRITE");
	return result;
}

/* ---- the way ---- */

static int execute(struct transport *transport, struct command *command, uint64_t timeout_ns)
{
	struct way *way = impl(transport);
	int result = way->stage->exploring && command->cdb[0] == OPCODE_WRITE_10
	                     ? execute_write(way, command, timeout_ns)
	                     : transport_execute(way->inner, command, timeout_ns);

	trace_command(way->stage, command, result);
	return result;
}

static void limits(struct transport *transport, struct transport_limits *ret_limits)
{
	uint32_t bytes = impl(transport)->stage->scenario.blocks * SECTOR_SIZE;

	transport_limits(impl(transport)->inner, ret_limits);
	ret_limits->max_aligned_bytes = ret_limits->max_unaligned_bytes = bytes;
}

static int claim(struct transport *transport, bool force, const char *client)
{
	return transport_claim(impl(transport)->inner, force, client);
}

static int release(struct transport *transport)
{
	return transport_release(impl(transport)->inner);
}

static int owner(struct transport *transport, char ret_client[TRANSPORT_CLIENT_MAX])
{
	return transport_owner(impl(transport)->inner, ret_client);
}

static int is_mounted(struct transport *transport)
{
	return transport_is_mounted(impl(transport)->inner);
}

static void destroy(struct transport *transport)
{
	transport_destroy(impl(transport)->inner);
	free(transport);
}

static const struct transport_ops way_ops = {
	.execute = execute,
	.limits = limits,
	.claim = claim,
	.release = release,
	.owner = owner,
	.is_mounted = is_mounted,
	.destroy = destroy,
};

/* For struct imapi2_host. */
static int open_way(void *context, const char *id, struct transport **ret_transport)
{
	struct stage *stage = context;
	struct way *way = malloc(sizeof(*way));
	int result = way ? loopback_open(stage->loopback, &way->inner) : -ENOMEM;

	(void)id;
	if (result) {
		free(way);
		return result;
	}
	way->transport.ops = &way_ops;
	way->stage = stage;
	*ret_transport = &way->transport;
	return 0;
}

/* ---- the judge's commands ---- */

static int ask(struct stage *stage, const uint8_t *cdb, uint8_t length, uint8_t *data, size_t bytes)
{
	struct command command = {
		.cdb_length = length, .direction = bytes ? DATA_IN : DATA_NONE, .data = data, .data_length = bytes};
	int result;

	memcpy(command.cdb, cdb, length);
	result = transport_execute(stage->judge, &command, COMMAND_TIMEOUT_NS);
	if (result)
		return result;
	return command.status == STATUS_GOOD && command.transferred == bytes ? 0 : -EIO;
}

/* TEST UNIT READY, until what the drive has to say about its power and its disc is said. */
static int make_ready(struct stage *stage)
{
	static const uint8_t test_unit_ready[6] = {0x00};
	int result = -EIO;

	for (unsigned i = 0; i < ATTENTIONS_AT_FIRST && result == -EIO; i++)
		result = ask(stage, test_unit_ready, 6, NULL, 0);
	return result;
}

static int synchronize(struct stage *stage)
{
	static const uint8_t synchronize_cache[10] = {0x35};

	return ask(stage, synchronize_cache, 10, NULL, 0);
}

/* READ TRACK INFORMATION of track 1: bytes 12 to 15 are the next writable address [MMC-6 "Track Information Block"]. */
static int next_writable(struct stage *stage, uint32_t *ret_lba)
{
	static const uint8_t read_track_information[10] = {0x52, 0x01, 0, 0, 0, 1, 0, 0, 36};
	uint8_t data[36];
	int result = ask(stage, read_track_information, 10, data, sizeof(data));

	*ret_lba = big_endian(data + 12, 4);
	return result;
}

/* How many of the blocks from `start` on can be read and are those of `data`. */
static int count_right_blocks(struct stage *stage, uint32_t start, uint32_t blocks, const uint8_t *data,
                              uint32_t *ret_right)
{
	*ret_right = 0;
	while (*ret_right < blocks) {
		uint32_t lba = start + *ret_right, part = blocks - *ret_right, right = 0;
		uint8_t read_10[10] = {0x28,        0, (uint8_t)(lba >> 24), (uint8_t)(lba >> 16), (uint8_t)(lba >> 8),
		                       (uint8_t)lba};
		int result;

		part = part < READ_BLOCKS_MAX ? part : READ_BLOCKS_MAX;
		read_10[8] = (uint8_t)part;
		result = ask(stage, read_10, 10, stage->read_back, (size_t)part * SECTOR_SIZE);
		if (result)
			return result;
		if (memcmp(stage->read_back, data, (size_t)part * SECTOR_SIZE) == 0)
			right = part;
		while (right < part &&
		       memcmp(stage->read_back + right * SECTOR_SIZE, data + right * SECTOR_SIZE, SECTOR_SIZE) == 0)
			right++;
		*ret_right += right;
		if (right < part)
			return 0;
		data += (size_t)part * SECTOR_SIZE;
	}
	return 0;
}

/* What lies before the next writable address is readable, and there is nothing behind it; the last ECC block is filled
 * up with zeros. */
void stage_judge(struct stage *stage, struct seen_section *section, const uint8_t *data)
{
	uint32_t written;

	section->judge_error = synchronize(stage);
	if (!section->judge_error)
		section->judge_error = next_writable(stage, &section->next_writable);
	if (section->judge_error || section->next_writable <= section->start)
		return;
	written = section->next_writable - section->start;
	section->judge_error =
		count_right_blocks(stage, section->start, written < section->blocks ? written : section->blocks, data,
	                           &section->right_blocks);
}

/* ---- setting up ---- */

int stage_set_up_drive(struct stage *stage)
{
	struct emulator_options options = {.instant = true};
	struct problem problem;
	struct medium *medium;
	struct target *target;
	int result = disc_in_memory("dvd+r", DISC_BLOCKS, true, &medium, &problem);

	if (!result)
		result = emulator_create(&options, medium, &target, &problem);
	if (result)
		return result;
	result = pump_create(stage->platform, target, &stage->pump);
	if (result) {
		target->ops->destroy(target);
		return result;
	}
	result = loopback_create(stage->platform, stage->pump, &stage->loopback);
	if (!result)
		result = loopback_open(stage->loopback, &stage->judge);
	if (!result)
		result = make_ready(stage);
	stage->host = (struct imapi2_host){.platform = stage->platform, .open = open_way, .context = stage};
	return result;
}

void stage_take_down_drive(struct stage *stage)
{
	transport_destroy(stage->judge);
	loopback_destroy(stage->loopback);
	pump_destroy(stage->pump);
	stage->judge = NULL;
	stage->loopback = NULL;
	stage->pump = NULL;
}
