/* SPDX-License-Identifier: MIT */
/*
 * The port through which the engine reaches a drive: SAM-5's Execute Command with a time limit, and what must be known
 * about the way there. Implementations: null.c, trace.c (wraps another), and whatever a program composes in (a loopback
 * to an emulated drive, SG_IO, iSCSI).
 *
 * Any task may call any operation; two execute() calls may be under way at once.
 */
#ifndef ENGINE_TRANSPORT_TRANSPORT_H
#define ENGINE_TRANSPORT_TRANSPORT_H

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>

#include "t10/command.h"

enum { TRANSPORT_CLIENT_MAX = 64 }; /* bytes of a client's name with its NUL [CDROM_EXCLUSIVE_CALLER_LENGTH] */

struct transport_limits {
	uint32_t max_aligned_bytes;   /* largest transfer of one command from a page-aligned buffer */
	uint32_t max_unaligned_bytes; /* largest from any other buffer */
	uint32_t alignment_mask;      /* power of two minus one: address & mask must be 0 */
};

struct transport;

struct transport_ops {
	/*
	 * Delivers the command and blocks until it is completed or `timeout_ns` has passed.
	 *
	 * 0: the device answered; status, sense and transferred are its words (CHECK CONDITION is an answer, not a
	 * failure). Behind `transferred` bytes of Data-In anything may be [Linux drivers/scsi/sg.c copies back whole
	 * buffers]. -ETIMEDOUT: no answer in time; the command was aborted, `data` is no longer used, what the device
	 * did is unknown. -ENODEV: the device is gone. -EBUSY: another client has claimed it. -EMSGSIZE: data_length
	 * over the limits, nothing sent. -EIO and other negative errno: the way there failed.
	 */
	int (*execute)(struct transport *transport, struct command *command, uint64_t timeout_ns);

	/* Constant over the transport's life. */
	void (*limits)(struct transport *transport, struct transport_limits *ret_limits);

	/*
	 * Claims the device for this transport alone: others get -EBUSY from execute(). Counted: claims and releases
	 * pair up. `client` (non-empty, shorter than TRANSPORT_CLIENT_MAX) is who owner() names. `force`: even if a
	 * file system on it is mounted. 0; -EBUSY when another client has it, or a file system is mounted and force is
	 * false; -EINVAL for a bad name.
	 */
	int (*claim)(struct transport *transport, bool force, const char *client);

	/* 0, or -EPERM when this transport has no claim. */
	int (*release)(struct transport *transport);

	/* Name of the claiming client, "" if nobody: always NUL-terminated. 0 or negative errno. */
	int (*owner)(struct transport *transport, char ret_client[TRANSPORT_CLIENT_MAX]);

	/* Whether a file system on the device is mounted on this host: 1, 0, or negative errno. */
	int (*is_mounted)(struct transport *transport);

	/*
	 * Calls `seen` with each place where a file system on the device is mounted on this host. 0, or negative errno
	 * when it is not known. NULL where nothing but is_mounted() is known.
	 */
	int (*each_mount)(struct transport *transport, void (*seen)(void *context, const char *path), void *context);

	/* Gives up any claim and frees. Nothing may be under way. */
	void (*destroy)(struct transport *transport);
};

struct transport {
	const struct transport_ops *ops;
};

static inline int transport_execute(struct transport *transport, struct command *command, uint64_t timeout_ns)
{
	return transport->ops->execute(transport, command, timeout_ns);
}

static inline void transport_limits(struct transport *transport, struct transport_limits *ret_limits)
{
	transport->ops->limits(transport, ret_limits);
}

static inline int transport_claim(struct transport *transport, bool force, const char *client)
{
	return transport->ops->claim(transport, force, client);
}

static inline int transport_release(struct transport *transport)
{
	return transport->ops->release(transport);
}

static inline int transport_owner(struct transport *transport, char ret_client[TRANSPORT_CLIENT_MAX])
{
	return transport->ops->owner(transport, ret_client);
}

static inline int transport_is_mounted(struct transport *transport)
{
	return transport->ops->is_mounted(transport);
}

/* -ENOTSUP for a file system that is mounted nobody knows where. */
static inline int transport_each_mount(struct transport *transport, void (*seen)(void *context, const char *path),
                                       void *context)
{
	int mounted;

	if (transport->ops->each_mount)
		return transport->ops->each_mount(transport, seen, context);
	mounted = transport_is_mounted(transport);
	return mounted > 0 ? -ENOTSUP : mounted;
}

static inline void transport_destroy(struct transport *transport)
{
	if (transport)
		transport->ops->destroy(transport);
}

#endif
