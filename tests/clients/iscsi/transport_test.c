/* SPDX-License-Identifier: MIT */
/*
 * The iSCSI transport against a target whose URL is in DRYBURN_TEST_URL: LUN 1, a formatted BD-RE, where READ(10) of
 * block 7 never ends. What comes back is compared with what the drive says in process: sense, residuals, and no stale
 * byte.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/transport/iscsi.h"
#include "platform/posix.h"
#include "t10/opcode.h"
#include "tests/unit/unit.h"

#define LIMIT_NS (10 * NS_PER_S)

enum { BLOCK = 2048, ROOM = 65536, STALE = 0xA5 };

static struct platform *platform;
static struct iscsi_device *device;
static struct transport *transport;
static uint8_t data[ROOM];

static int run(struct command *command, uint64_t timeout_ns)
{
	memset(data, STALE, sizeof(data));
	command->data = command->data_length ? data : NULL;
	return transport_execute(transport, command, timeout_ns);
}

static struct command rw_10(uint8_t operation, uint32_t lba, uint8_t blocks, enum data_direction direction,
                            size_t bytes)
{
	return (struct command){
		.cdb = {operation, [4] = (uint8_t)(lba >> 8), [5] = (uint8_t)lba, [8] = blocks},
		.cdb_length = 10,
		.direction = direction,
		.data_length = bytes,
	};
}

static void check_untouched_from(size_t first)
{
	size_t at = first;

	while (at < ROOM && data[at] == STALE)
		at++;
	CHECK_EQUAL(at, ROOM);
}

/* Whatever went before, the drive answers. */
static void check_alive(void)
{
	struct command command = {.cdb = {TEST_UNIT_READY}, .cdb_length = 6};

	CHECK_EQUAL(run(&command, LIMIT_NS), 0);
	if (command.status == STATUS_CHECK_CONDITION) /* a new session has attentions to fetch */
		CHECK_EQUAL(run(&command, LIMIT_NS), 0);
	CHECK_EQUAL(command.status, STATUS_GOOD);
}

static void short_answer(void)
{
	struct command command = {
		.cdb = {INQUIRY, [4] = 255}, .cdb_length = 6, .direction = DATA_IN, .data_length = 4096};

	CHECK_EQUAL(run(&command, LIMIT_NS), 0);
	CHECK_EQUAL(command.status, STATUS_GOOD);
	CHECK_EQUAL(data[0] & 0x1F, 5);
	CHECK_EQUAL(command.transferred, data[4] + 5);
	check_untouched_from(command.transferred);
}

static void sense_comes_whole(void)
{
	struct command command = rw_10(READ_10, 0, 1, DATA_IN, BLOCK);
	struct sense sense;

	command.cdb[2] = 0x7F;
	CHECK_EQUAL(run(&command, LIMIT_NS), 0);
	sense = command_sense(&command);
	CHECK_EQUAL(sense.key, ILLEGAL_REQUEST);
	CHECK_EQUAL(sense.asc, 0x21);
	CHECK(command.sense_length >= 18);
	CHECK_EQUAL(command.transferred, 0);
	check_untouched_from(0);
}

static void read_into_less_room(void)
{
	struct command command = rw_10(READ_10, 0, 4, DATA_IN, BLOCK);

	CHECK_EQUAL(run(&command, LIMIT_NS), 0);
	CHECK_EQUAL(command.transferred, BLOCK);
	CHECK_EQUAL(command.overflow, 3 * BLOCK);
	check_untouched_from(BLOCK);
	check_alive();
}

static void read_into_more_room(void)
{
	struct command command = rw_10(READ_10, 0, 1, DATA_IN, 4 * BLOCK);

	CHECK_EQUAL(run(&command, LIMIT_NS), 0);
	CHECK_EQUAL(command.status, STATUS_GOOD);
	CHECK_EQUAL(command.transferred, BLOCK);
	CHECK_EQUAL(command.overflow, 0);
	check_untouched_from(BLOCK);
}

static void write_with_less_data(void)
{
	struct command command = rw_10(WRITE_10, 64, 2, DATA_OUT, BLOCK);

	CHECK_EQUAL(run(&command, LIMIT_NS), 0);
	CHECK_EQUAL(command.status, STATUS_CHECK_CONDITION);
	CHECK_EQUAL(command.transferred, 0);
	check_alive();
}

static void write_with_more_data(void)
{
	struct command command = rw_10(WRITE_10, 64, 1, DATA_OUT, 3 * BLOCK);

	CHECK_EQUAL(run(&command, LIMIT_NS), 0);
	CHECK_EQUAL(command.transferred, command.status == STATUS_GOOD ? BLOCK : 0);
	check_alive();
}

static void data_in_the_wrong_direction(void)
{
	struct command inquiry = {
		.cdb = {INQUIRY, [4] = 36}, .cdb_length = 6, .direction = DATA_OUT, .data_length = 36};
	struct command write = rw_10(WRITE_10, 64, 1, DATA_IN, BLOCK);
	struct command ready = {.cdb = {TEST_UNIT_READY}, .cdb_length = 6, .direction = DATA_OUT, .data_length = 512};

	CHECK_EQUAL(run(&inquiry, LIMIT_NS), 0);
	check_untouched_from(0);
	CHECK_EQUAL(run(&write, LIMIT_NS), 0);
	CHECK_EQUAL(write.status, STATUS_CHECK_CONDITION);
	check_untouched_from(0);
	CHECK_EQUAL(run(&ready, LIMIT_NS), 0);
	CHECK_EQUAL(ready.transferred, 0);
	check_alive();
}

static void too_large(void)
{
	struct command command = {.cdb = {READ_10}, .cdb_length = 10, .direction = DATA_IN, .data = data};

	command.data_length = ISCSI_MAX_TRANSFER_BYTES + 1;
	CHECK_EQUAL(transport_execute(transport, &command, LIMIT_NS), -EMSGSIZE);
}

static void time_out_and_go_on(void)
{
	struct command command = rw_10(READ_10, 7, 1, DATA_IN, BLOCK);
	uint64_t began = platform_now(platform), took;

	CHECK_EQUAL(run(&command, 300 * NS_PER_MS), -ETIMEDOUT);
	took = platform_now(platform) - began;
	CHECK(took >= 300 * NS_PER_MS);
	CHECK(took < 3 * NS_PER_S);
	check_alive();
}

static void inquire(void *result)
{
	uint8_t answer[36];
	struct command command = {.cdb = {INQUIRY, [4] = sizeof(answer)},
	                          .cdb_length = 6,
	                          .direction = DATA_IN,
	                          .data = answer,
	                          .data_length = sizeof(answer)};

	*(int *)result = transport_execute(transport, &command, LIMIT_NS);
	if (command.transferred != sizeof(answer) || (answer[0] & 0x1F) != 5)
		*(int *)result = -EIO;
}

static void two_at_once(void)
{
	for (int round = 0; round < 50; round++) {
		struct task *task;
		int here = -1, there = -1;

		CHECK_EQUAL(task_start(platform, "other", inquire, &there, &task), 0);
		inquire(&here);
		task_join(platform, task);
		CHECK_EQUAL(here, 0);
		CHECK_EQUAL(there, 0);
	}
}

static void claims(void)
{
	struct command command = {.cdb = {TEST_UNIT_READY}, .cdb_length = 6};
	char problem[256], client[TRANSPORT_CLIENT_MAX];
	struct transport *other;

	CHECK_EQUAL(iscsi_device_open(device, &other, problem, sizeof(problem)), 0);
	CHECK_EQUAL(transport_claim(other, false, "the other"), 0);
	CHECK_EQUAL(transport_claim(transport, false, "us"), -EBUSY);
	CHECK_EQUAL(run(&command, LIMIT_NS), -EBUSY);
	CHECK_EQUAL(transport_owner(transport, client), 0);
	CHECK_STRING(client, "the other");
	transport_destroy(other);
	CHECK_EQUAL(transport_owner(transport, client), 0);
	CHECK_STRING(client, "");
	check_alive();
}

static const struct unit_test tests[] = {
	{"Iscsi.ShortAnswer", short_answer},
	{"Iscsi.SenseComesWhole", sense_comes_whole},
	{"Iscsi.ReadIntoLessRoom", read_into_less_room},
	{"Iscsi.ReadIntoMoreRoom", read_into_more_room},
	{"Iscsi.WriteWithLessData", write_with_less_data},
	{"Iscsi.WriteWithMoreData", write_with_more_data},
	{"Iscsi.DataInTheWrongDirection", data_in_the_wrong_direction},
	{"Iscsi.TooLarge", too_large},
	{"Iscsi.TimeOutAndGoOn", time_out_and_go_on},
	{"Iscsi.TwoAtOnce", two_at_once},
	{"Iscsi.Claims", claims},
	{0},
};

int main(int argc, char **argv)
{
	const char *url = getenv("DRYBURN_TEST_URL");
	char problem[256] = "no DRYBURN_TEST_URL";
	int result = 1;

	platform = posix_create(1);
	if (url && !iscsi_device_create(platform, url, &device, problem, sizeof(problem)) &&
	    !iscsi_device_open(device, &transport, problem, sizeof(problem)))
		result = unit_main(argc, argv, tests);
	else
		fprintf(stderr, "%s\n", problem);
	transport_destroy(transport);
	iscsi_device_destroy(device);
	platform_destroy(platform);
	return result;
}
