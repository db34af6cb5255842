/* SPDX-License-Identifier: MIT */
/* What the cases rely on: the pattern tells blocks apart, and the plug pulls itself. */
#include <errno.h>
#include <string.h>

#include "conformance/pattern.h"
#include "conformance/plug.h"
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

/* clang-format off */
static const struct unit_test tests[] = {
	{"Pattern.AtAnyOffset",               pattern_at_any_offset},
	{"Pattern.TellsBlocksAndSeedsApart",  pattern_tells_blocks_and_seeds_apart},
	{"Plug.Pulled",                       plug_pulled},
	{"Plug.RunsOutOfCommands",            plug_runs_out_of_commands},
	{"Plug.RunsOutOfTime",                plug_runs_out_of_time},
	{0},
};
/* clang-format on */

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
