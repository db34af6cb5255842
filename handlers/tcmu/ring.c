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
