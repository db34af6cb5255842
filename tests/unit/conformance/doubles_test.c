/* SPDX-License-Identifier: MIT */
/* What the cases rely on: the pattern tells blocks apart, the plug pulls itself, the forgery forges one command. */
#include <errno.h>
#include <string.h>

#include "conformance/rig/forgery.h"
#include "conformance/doubles/pattern.h"
#include "conformance/rig/plug.h"
#include "engine/transport/null.h"
#include "platform/posix.h"
#include "tests/unit/unit.h"

static void pattern_at_any_offset(void)
{
	uint8_t whole[4096], part[100];

	pattern_fill(5, 0, whole, sizeof(whole));
	for (unsigned offset = 0; offset < 4000; offset += 37) {
		pattern_fill(5, offset, part, sizeof(part));
		CHECK_BYTES(part, whole + offset, sizeof(part));
		CHECK(pattern_holds(5, offset, whole + offset, sizeof(part)));
	}
}

static void pattern_tells_blocks_and_seeds_apart(void)
{
	uint8_t block[2048], zeros[2048] = {0};

	pattern_fill(5, 2048, block, sizeof(block));
	CHECK(pattern_holds(5, 2048, block, sizeof(block)));
	CHECK(!pattern_holds(5, 0, block, sizeof(block)));
	CHECK(!pattern_holds(6, 2048, block, sizeof(block)));
	CHECK(!pattern_holds(5, 2048, zeros, sizeof(zeros)));
	block[2047] ^= 1;
	CHECK(!pattern_holds(5, 2048, block, sizeof(block)));
}

static int send(struct transport *transport)
{
	struct command command = {.cdb_length = 6};

	return transport_execute(transport, &command, NS_PER_S);
}

static struct transport *plugged(struct platform *platform)
{
	struct null_answer good = {0};

	return plug_create(platform, null_transport_create(&good));
}

static void plug_pulled(void)
{
	struct platform *platform = posix_create(1);
	struct transport *transport = plugged(platform);

	CHECK_EQUAL(send(transport), 0);
	plug_pull(transport);
	CHECK_EQUAL(send(transport), -ENODEV);
	CHECK(!plug_exhausted(transport));
	transport_destroy(transport);
	platform_destroy(platform);
}

static void plug_runs_out_of_commands(void)
{
	struct platform *platform = posix_create(1);
	struct transport *transport = plugged(platform);

	plug_budget(transport, (struct plug_budget){.commands = 2, .until_ns = NEVER});
	CHECK_EQUAL(send(transport), 0);
	CHECK_EQUAL(send(transport), 0);
	CHECK(!plug_exhausted(transport));
	CHECK_EQUAL(send(transport), -ENODEV);
	CHECK(plug_exhausted(transport));
	transport_destroy(transport);
	platform_destroy(platform);
}

static void plug_runs_out_of_time(void)
{
	struct platform *platform = posix_create(1);
	struct transport *transport = plugged(platform);

	plug_budget(transport, (struct plug_budget){.commands = 1000, .until_ns = platform_now(platform)});
	CHECK_EQUAL(send(transport), -ENODEV);
	CHECK(plug_exhausted(transport));
	transport_destroy(transport);
	platform_destroy(platform);
}

static struct command ask(struct transport *transport, uint8_t opcode, uint8_t *data, size_t bytes)
{
	struct command command = {
		.cdb = {opcode}, .cdb_length = 10, .direction = DATA_IN, .data = data, .data_length = bytes};

	CHECK_EQUAL(transport_execute(transport, &command, NS_PER_S), 0);
	return command;
}

static void forged_answer(void)
{
	struct null_answer failure = {.sense = {.key = NOT_READY, .asc = 0x3A}};
	struct transport *transport = forgery_create(null_transport_create(&failure));
	uint8_t data[4] = {9, 9, 9, 9};

	CHECK_EQUAL(ask(transport, 0x51, data, 2).status, STATUS_CHECK_CONDITION);
	forgery_answer(transport, 0x51, "abc", 3);
	CHECK_EQUAL(ask(transport, 0x51, data, 2).transferred, 2);
	CHECK_EQUAL(ask(transport, 0x51, data, 4).transferred, 3);
	CHECK_EQUAL(ask(transport, 0x51, data, 4).status, STATUS_GOOD);
	CHECK_BYTES(data, "abc\x09", 4);
	CHECK_EQUAL(ask(transport, 0x52, data, 4).status, STATUS_CHECK_CONDITION);
	forgery_answer(transport, 0x52, NULL, 0);
	CHECK_EQUAL(ask(transport, 0x52, data, 4).transferred, 0);
	CHECK_EQUAL(ask(transport, 0x51, data, 4).status, STATUS_CHECK_CONDITION);
	forgery_end(transport);
	CHECK_EQUAL(ask(transport, 0x52, data, 4).status, STATUS_CHECK_CONDITION);
	transport_destroy(transport);
}

static void count_mount(void *context, const char *path)
{
	CHECK_STRING(path, FORGED_MOUNT_POINT);
	++*(unsigned *)context;
}

static void forged_mount(void)
{
	struct null_answer good = {0};
	unsigned mounts = 0;
	struct transport *transport = forgery_create(null_transport_create(&good));

	CHECK_EQUAL(transport_is_mounted(transport), 0);
	forgery_mount(transport, true);
	CHECK_EQUAL(transport_is_mounted(transport), 1);
	CHECK_EQUAL(transport_each_mount(transport, count_mount, &mounts), 0);
	CHECK_EQUAL(mounts, 1);
	CHECK_EQUAL(transport_claim(transport, false, "a"), -EBUSY);
	CHECK_EQUAL(transport_claim(transport, true, "a"), 0);
	CHECK_EQUAL(transport_release(transport), 0);
	forgery_mount(transport, false);
	CHECK_EQUAL(transport_claim(transport, false, "a"), 0);
	transport_destroy(transport);
}

/* clang-format off */
static const struct unit_test tests[] = {
	{"Pattern.AtAnyOffset",               pattern_at_any_offset},
	{"Pattern.TellsBlocksAndSeedsApart",  pattern_tells_blocks_and_seeds_apart},
	{"Plug.Pulled",                       plug_pulled},
	{"Plug.RunsOutOfCommands",            plug_runs_out_of_commands},
	{"Plug.RunsOutOfTime",                plug_runs_out_of_time},
	{"Forgery.OneCommand",                forged_answer},
	{"Forgery.Mount",                     forged_mount},
	{0},
};
/* clang-format on */

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
