/* SPDX-License-Identifier: MIT */
/*
 * Any command may be completed in the entry at the tail, whoever's it was (out-of-order completion), and that is what
 * the runner's library does; the length goes there, too. A file of its own since the kernel's header and the C
 * library's <sys/uio.h>, which the runner's headers include, both define struct iovec.
 */
#include "handlers/tcmu/ring.h"

#include <linux/target_core_user.h>

bool ring_takes_length(const void *ring)
{
	const struct tcmu_mailbox *mailbox = ring;

	return mailbox->flags & TCMU_MAILBOX_FLAG_CAP_READ_LEN;
}

/* The first entry from the tail on that is no padding. */
static struct tcmu_cmd_entry *next_to_complete(struct tcmu_mailbox *mailbox)
{
	uint32_t at = mailbox->cmd_tail;

	for (;;) {
		struct tcmu_cmd_entry *entry = (void *)((char *)mailbox + mailbox->cmdr_off + at);

		if (tcmu_hdr_get_op(entry->hdr.len_op) != TCMU_OP_PAD)
			return entry;
		at = (at + tcmu_hdr_get_len(entry->hdr.len_op)) % mailbox->cmdr_size;
	}
}

void ring_set_length(void *ring, uint32_t bytes)
{
	struct tcmu_cmd_entry *entry = next_to_complete(ring);

	entry->rsp.read_len = bytes;
	entry->hdr.uflags |= TCMU_UFLAG_READ_LEN;
}

/* ---- strays ---- */

enum { VARIABLE_LENGTH_CDB = 0x7F };

unsigned ring_cdb_length(const uint8_t *cdb)
{
	static const uint8_t lengths[] = {6, 10, 10, 12, 16, 12, 10, 10}; /* by group */

	return cdb[0] == VARIABLE_LENGTH_CDB ? 8u + cdb[7] : lengths[cdb[0] >> 5];
}

static bool is_stray(uint8_t operation_code)
{
	unsigned group = operation_code >> 5;

	return (group == 3 && operation_code != VARIABLE_LENGTH_CDB) || group >= 6;
}

/* An entry that is longer than the ring, or has no length, is none of the kernel's: nothing comes behind it. */
static uint32_t behind(const struct tcmu_mailbox *mailbox, const struct tcmu_cmd_entry *entry, uint32_t at,
                       uint32_t end)
{
	uint32_t length = tcmu_hdr_get_len(entry->hdr.len_op);

	return length && length <= mailbox->cmdr_size ? (at + length) % mailbox->cmdr_size : end;
}

bool ring_next_stray(const void *ring, uint32_t *at, uint32_t end, struct ring_command *ret_command)
{
	const struct tcmu_mailbox *mailbox = ring;

	while (*at != end) {
		const struct tcmu_cmd_entry *entry = (const void *)((const char *)ring + mailbox->cmdr_off + *at);
		const uint8_t *cdb = (const uint8_t *)ring + entry->req.cdb_off;

		*at = behind(mailbox, entry, *at, end);
		if (tcmu_hdr_get_op(entry->hdr.len_op) != TCMU_OP_CMD || !is_stray(cdb[0]))
			continue;
		*ret_command = (struct ring_command){
			.entry = entry, .cdb = cdb, .id = entry->hdr.cmd_id, .piece_count = entry->req.iov_cnt};
		return true;
	}
	return false;
}

void *ring_piece(void *ring, const struct ring_command *command, unsigned number, size_t *ret_bytes)
{
	const struct tcmu_cmd_entry *entry = command->entry;

	*ret_bytes = entry->req.iov[number].iov_len;
	return (char *)ring + (uintptr_t)entry->req.iov[number].iov_base; /* which is an offset here */
}
