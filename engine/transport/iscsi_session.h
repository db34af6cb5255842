/* SPDX-License-Identifier: MIT */
/*
 * One iSCSI session with one connection, by libiscsi; one exchange at a time. It speaks neither of struct command nor
 * of t10/, whose names libiscsi's headers use for themselves.
 *
 * A session in which an operation failed is dead: it is only to be closed. Nothing is ever sent twice.
 */
#ifndef ENGINE_TRANSPORT_ISCSI_SESSION_H
#define ENGINE_TRANSPORT_ISCSI_SESSION_H

#include <stddef.h>
#include <stdint.h>

#include "platform/platform.h"

enum { ISCSI_NAME_MAX = 256 };

struct iscsi_address {
	char portal[ISCSI_NAME_MAX]; /* HOST[:PORT] */
	char target[ISCSI_NAME_MAX]; /* IQN */
	char user[ISCSI_NAME_MAX];   /* "": no CHAP */
	char password[ISCSI_NAME_MAX];
	int lun;
};

/* One command, there and back. */
struct iscsi_exchange {
	const uint8_t *cdb;
	uint8_t cdb_length;
	uint8_t *data;
	size_t out_bytes, in_bytes; /* at most one of them is not 0 */

	/* After it. */
	size_t transferred, overflow;
	uint8_t status;
	uint8_t *sense; /* the caller's room */
	size_t sense_size, sense_length;
};

struct iscsi_session;

/* 0; -EINVAL with a reason. Nothing is sent. */
int iscsi_address_parse(const char *url, struct iscsi_address *ret_address, char *problem, size_t problem_size);

/*
 * Connects and logs in, until `deadline` at the latest. No command is sent, so no unit attention is lost. 0;
 * -ETIMEDOUT, -ENODEV or -ENOMEM with a reason.
 */
int iscsi_session_open(struct platform *platform, const struct iscsi_address *address, uint64_t deadline,
                       struct iscsi_session **ret_session, char *problem, size_t problem_size);

/* 0: answered; the last four fields are set. -ETIMEDOUT; -ENODEV: the connection is lost; -ENOMEM. */
int iscsi_session_exchange(struct iscsi_session *session, int lun, struct iscsi_exchange *exchange, uint64_t deadline);

/* Logs out, if the session lives. Whatever was under way is aborted by the session's end. Accepts NULL. */
void iscsi_session_close(struct iscsi_session *session);

#endif
