/* SPDX-License-Identifier: MIT */
/* Lengths on a ring made by hand, with the kernel's layout of it. */
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

static const struct unit_test tests[] = {
	{"Ring.SaysWhetherTheKernelTakesLengths", says_whether_the_kernel_takes_lengths},
	{"Ring.SetsItInTheEntryAtTheTail", sets_it_in_the_entry_at_the_tail},
	{"Ring.StepsOverPaddingAndTheEnd", steps_over_padding_and_the_end},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
