/* SPDX-License-Identifier: MIT */
/* Lengths and strays on a ring made by hand, with the kernel's layout of it. */
#include "handlers/tcmu/ring.h"

#include <linux/target_core_user.h>
#include <string.h>

#include "tests/unit/unit.h"

enum { RING_BYTES = 1024, ENTRY_BYTES = 256 };

static struct {
	_Alignas(64) struct tcmu_mailbox mailbox;
	_Alignas(8) uint8_t ring[RING_BYTES];
} shared;

static struct tcmu_cmd_entry *entry(unsigned number)
{
	return (void *)((char *)&shared.mailbox + shared.mailbox.cmdr_off + number * ENTRY_BYTES);
}

static void make_entry(unsigned number, enum tcmu_opcode code)
{
	entry(number)->hdr.len_op = ENTRY_BYTES | code;
}

static void make_ring(unsigned tail)
{
	memset(&shared, 0, sizeof(shared));
	shared.mailbox.cmdr_off = sizeof(shared.mailbox);
	shared.mailbox.cmdr_size = RING_BYTES;
	shared.mailbox.cmd_tail = tail * ENTRY_BYTES;
	for (unsigned i = 0; i < RING_BYTES / ENTRY_BYTES; i++)
		make_entry(i, TCMU_OP_CMD);
}

static void says_whether_the_kernel_takes_lengths(void)
{
	make_ring(0);
	CHECK(!ring_takes_length(&shared));
	shared.mailbox.flags = TCMU_MAILBOX_FLAG_CAP_OOOC | TCMU_MAILBOX_FLAG_CAP_READ_LEN;
	CHECK(ring_takes_length(&shared));
}

static void sets_it_in_the_entry_at_the_tail(void)
{
	make_ring(1);
	ring_set_length(&shared, 36);
	CHECK_EQUAL(entry(1)->rsp.read_len, 36);
	CHECK_EQUAL(entry(1)->hdr.uflags, TCMU_UFLAG_READ_LEN);
	CHECK_EQUAL(entry(0)->hdr.uflags, 0);
	CHECK_EQUAL(entry(2)->hdr.uflags, 0);
}

static void steps_over_padding_and_the_end(void)
{
	make_ring(3);
	make_entry(3, TCMU_OP_PAD);
	ring_set_length(&shared, 8);
	CHECK_EQUAL(entry(0)->rsp.read_len, 8);
	CHECK_EQUAL(entry(3)->hdr.uflags, 0);
	CHECK_EQUAL(shared.mailbox.cmd_tail, 3 * ENTRY_BYTES);
}

/* ---- strays ---- */

/* Puts a command on the ring, with a piece of data at an offset. */
static void put_command(unsigned number, const uint8_t *cdb, uint16_t id)
{
	struct tcmu_cmd_entry *at = entry(number);
	uint8_t *place = (uint8_t *)at + sizeof(*at) + sizeof(struct iovec);

	memcpy(place, cdb, 16);
	make_entry(number, TCMU_OP_CMD);
	at->hdr.cmd_id = id;
	at->req.cdb_off = (uint64_t)(place - (uint8_t *)&shared);
	at->req.iov_cnt = 1;
	at->req.iov[0].iov_base = (void *)(uintptr_t)(100 + id);
	at->req.iov[0].iov_len = id;
}

static void put_codes(const uint8_t codes[4])
{
	for (unsigned i = 0; i < 4; i++) {
		uint8_t cdb[16] = {codes[i], 1, 2, 3};

		put_command(i, cdb, (uint16_t)(10 + i));
	}
}

static void cdb_lengths_are_the_kernels(void)
{
	static const uint8_t codes[] = {0x00, 0x1F, 0x20, 0x5F, 0x60, 0x7E, 0x80, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
	static const uint8_t lengths[] = {6, 6, 10, 10, 12, 12, 16, 16, 12, 12, 10, 10};
	uint8_t cdb[16] = {0x7F, [7] = 0xFF};

	CHECK_EQUAL(ring_cdb_length(cdb), 263);
	for (unsigned i = 0; i < sizeof(codes); i++) {
		cdb[0] = codes[i];
		CHECK_EQUAL(ring_cdb_length(cdb), lengths[i]);
	}
}

static void finds_what_the_library_passes_over(void)
{
	struct ring_command command;
	uint32_t at = 0;
	size_t bytes;

	make_ring(0);
	put_codes((const uint8_t[]){0x7F, 0xC0, 0x28, 0x60});
	if (!CHECK(ring_next_stray(&shared, &at, 3 * ENTRY_BYTES, &command)))
		return;
	CHECK_EQUAL(command.id, 11);
	CHECK_EQUAL(command.cdb[0], 0xC0);
	CHECK_EQUAL(command.cdb[3], 3);
	CHECK_EQUAL(command.piece_count, 1);
	CHECK(ring_piece(&shared, &command, 0, &bytes) == (uint8_t *)&shared + 111);
	CHECK_EQUAL(bytes, 11);
	CHECK_EQUAL(at, 2 * ENTRY_BYTES);
	CHECK(!ring_next_stray(&shared, &at, 3 * ENTRY_BYTES, &command));
	CHECK_EQUAL(at, 3 * ENTRY_BYTES);
}

static void finds_none_that_the_library_has_not_passed(void)
{
	struct ring_command command;
	uint32_t at = ENTRY_BYTES;

	make_ring(0);
	put_codes((const uint8_t[]){0xFF, 0xFF, 0xFF, 0xFF});
	CHECK(!ring_next_stray(&shared, &at, ENTRY_BYTES, &command));
	CHECK_EQUAL(at, ENTRY_BYTES);
}

static void goes_round_the_end_and_over_padding(void)
{
	struct ring_command command;
	uint32_t at = 2 * ENTRY_BYTES;

	make_ring(0);
	put_codes((const uint8_t[]){0xD8, 0x00, 0xFF, 0xFF});
	make_entry(2, TCMU_OP_PAD);
	make_entry(3, TCMU_OP_PAD);
	CHECK(ring_next_stray(&shared, &at, ENTRY_BYTES, &command));
	CHECK_EQUAL(command.id, 10);
	CHECK_EQUAL(at, ENTRY_BYTES);
}

static void an_entry_without_length_ends_the_search(void)
{
	struct ring_command command;
	uint32_t at = 0;

	make_ring(0);
	put_codes((const uint8_t[]){0x00, 0xFF, 0xFF, 0xFF});
	entry(0)->hdr.len_op = TCMU_OP_CMD;
	CHECK(!ring_next_stray(&shared, &at, 3 * ENTRY_BYTES, &command));
	CHECK_EQUAL(at, 3 * ENTRY_BYTES);
}

static const struct unit_test tests[] = {
	{"Ring.SaysWhetherTheKernelTakesLengths", says_whether_the_kernel_takes_lengths},
	{"Ring.SetsItInTheEntryAtTheTail", sets_it_in_the_entry_at_the_tail},
	{"Ring.StepsOverPaddingAndTheEnd", steps_over_padding_and_the_end},
	{"Ring.CdbLengthsAreTheKernels", cdb_lengths_are_the_kernels},
	{"Ring.FindsWhatTheLibraryPassesOver", finds_what_the_library_passes_over},
	{"Ring.FindsNoneThatTheLibraryHasNotPassed", finds_none_that_the_library_has_not_passed},
	{"Ring.GoesRoundTheEndAndOverPadding", goes_round_the_end_and_over_padding},
	{"Ring.AnEntryWithoutLengthEndsTheSearch", an_entry_without_length_ends_the_search},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
