/* SPDX-License-Identifier: MIT */
/*
 * libiscsi, driven by a loop of our own: its synchronous calls count time in whole seconds, and its reconnecting would
 * send a WRITE twice. In this file: addresses, the loop, opening, exchanging, closing.
 */
#include "engine/transport/iscsi_session.h"

#include <errno.h>
#include <iscsi/iscsi.h>
#include <iscsi/scsi-lowlevel.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INITIATOR_NAME "iqn.2026-01.test.dryburn:initiator"
#define LOGOUT_LIMIT_NS (2 * NS_PER_S)

/* What a callback of libiscsi's was told. */
struct outcome {
	bool is_known;
	int status; /* a SCSI status, or one of libiscsi's own above 0xFF */
};

struct iscsi_session {
	struct platform *platform;
	struct iscsi_context *context;
	struct outcome outcome; /* of the operation under way; libiscsi writes it until the context ends */
	bool is_alive;          /* logged in, and nothing failed since */
};

/* ---- addresses ---- */

/* Returns `error`. libiscsi's messages may end in a newline. */
static int complain(char *problem, size_t size, int error, const char *portal, const char *what, const char *why)
{
	snprintf(problem, size, "%s %s: %s", portal, what, why ? why : strerror(-error));
	problem[strcspn(problem, "\n")] = '\0';
	return error;
}

static void copy(char to[ISCSI_NAME_MAX], const char *from)
{
	snprintf(to, ISCSI_NAME_MAX, "%s", from);
}

int iscsi_address_parse(const char *url, struct iscsi_address *ret_address, char *problem, size_t problem_size)
{
	struct iscsi_context *context = iscsi_create_context(INITIATOR_NAME);
	struct iscsi_url *parsed = context ? iscsi_parse_full_url(context, url) : NULL;

	if (parsed) {
		copy(ret_address->portal, parsed->portal);
		copy(ret_address->target, parsed->target);
		copy(ret_address->user, parsed->user);
		copy(ret_address->password, parsed->passwd);
		ret_address->lun = parsed->lun;
		iscsi_destroy_url(parsed);
	} else {
		snprintf(problem, problem_size,
		         "\"%s\" is no iSCSI URL: iscsi://[USER[%%PASSWORD]@]HOST[:PORT]/IQN/LUN", url);
	}
	if (context)
		iscsi_destroy_context(context);
	return parsed ? 0 : -EINVAL;
}

/* ---- the loop ---- */

static void learn(struct iscsi_context *context, int status, void *data, void *private_data)
{
	struct outcome *outcome = private_data;

	(void)context;
	(void)data;
	outcome->is_known = true;
	outcome->status = status;
}

/* Milliseconds to wait, rounded up so that the deadline has passed afterwards. */
static int wait_ms(const struct iscsi_session *session, uint64_t deadline)
{
	uint64_t now = platform_now(session->platform), ms;

	if (deadline == NEVER)
		return -1;
	if (deadline <= now)
		return 0;
	ms = (deadline - now + NS_PER_MS - 1) / NS_PER_MS;
	return ms < INT_MAX ? (int)ms : INT_MAX;
}

/*
 * Serves the connection until the outcome is known: 0 and a SCSI status in it; else -ETIMEDOUT or -ENODEV, and the
 * session is dead.
 */
static int wait_for_outcome(struct iscsi_session *session, uint64_t deadline)
{
	while (!session->outcome.is_known) {
		struct pollfd wait = {.fd = iscsi_get_fd(session->context),
		                      .events = (short)iscsi_which_events(session->context)};
		int ready = wait.fd < 0 ? -1 : poll(&wait, 1, wait_ms(session, deadline));

		if (ready < 0 && wait.fd >= 0 && errno == EINTR)
			continue;
		if (ready <= 0 || iscsi_service(session->context, wait.revents) < 0) {
			session->is_alive = false;
			return ready == 0 ? -ETIMEDOUT : -ENODEV;
		}
	}
	return session->outcome.status <= UINT8_MAX ? 0 : -ENODEV;
}

/* ---- opening ---- */

static int prepare(struct iscsi_session *session, const struct iscsi_address *address)
{
	struct iscsi_context *context = session->context;

	iscsi_set_noautoreconnect(context, 1);
	if (iscsi_set_targetname(context, address->target) || iscsi_set_session_type(context, ISCSI_SESSION_NORMAL) ||
	    iscsi_set_header_digest(context, ISCSI_HEADER_DIGEST_NONE_CRC32C))
		return -ENOMEM;
	if (*address->user && iscsi_set_initiator_username_pwd(context, address->user, address->password))
		return -ENOMEM;
	return 0;
}

static int connect_portal(struct iscsi_session *session, const char *portal, uint64_t deadline)
{
	session->outcome = (struct outcome){false};
	if (iscsi_connect_async(session->context, portal, learn, &session->outcome))
		return -ENODEV;
	return wait_for_outcome(session, deadline);
}

static int log_in(struct iscsi_session *session, uint64_t deadline)
{
	session->outcome = (struct outcome){false};
	if (iscsi_login_async(session->context, learn, &session->outcome))
		return -ENODEV;
	return wait_for_outcome(session, deadline);
}

/* Of a connection that cannot be made libiscsi only says that it does not try again. */
static int enter(struct iscsi_session *session, const struct iscsi_address *address, uint64_t deadline, char *problem,
                 size_t problem_size)
{
	int error;

	session->context = iscsi_create_context(INITIATOR_NAME);
	error = session->context ? prepare(session, address) : -ENOMEM;
	if (!error)
		error = connect_portal(session, address->portal, deadline);
	if (error)
		return complain(problem, problem_size, error, address->portal, "cannot be connected to", NULL);
	error = log_in(session, deadline);
	if (error)
		return complain(problem, problem_size, error, address->portal, "does not let us log in",
		                error == -ENODEV ? iscsi_get_error(session->context) : NULL);
	session->is_alive = true;
	return 0;
}

int iscsi_session_open(struct platform *platform, const struct iscsi_address *address, uint64_t deadline,
                       struct iscsi_session **ret_session, char *problem, size_t problem_size)
{
	struct iscsi_session *session = calloc(1, sizeof(*session));
	int error;

	if (!session)
		return complain(problem, problem_size, -ENOMEM, address->portal, "cannot be connected to", NULL);
	session->platform = platform;
	error = enter(session, address, deadline, problem, problem_size);
	if (error)
		iscsi_session_close(session);
	else
		*ret_session = session;
	return error;
}

/* ---- exchanging ---- */

/* Sense travels with its length before it [RFC 7143 11.4.7 "Data Segment - Sense and Response Data Segment"]. */
static void take_sense(const struct scsi_task *task, struct iscsi_exchange *exchange)
{
	const uint8_t *segment = task->datain.data;
	size_t length;

	exchange->sense_length = 0;
	if (task->status != SCSI_STATUS_CHECK_CONDITION || !segment || task->datain.size < 2)
		return;
	length = (size_t)segment[0] << 8 | segment[1];
	if (length > (size_t)task->datain.size - 2)
		length = (size_t)task->datain.size - 2;
	if (length > exchange->sense_size)
		length = exchange->sense_size;
	memcpy(exchange->sense, segment + 2, length);
	exchange->sense_length = length;
}

static void take_answer(const struct scsi_task *task, struct iscsi_exchange *exchange)
{
	size_t wanted = exchange->out_bytes + exchange->in_bytes;

	exchange->status = (uint8_t)task->status;
	exchange->transferred = wanted;
	exchange->overflow = task->residual_status == SCSI_RESIDUAL_OVERFLOW ? task->residual : 0;
	if (task->residual_status == SCSI_RESIDUAL_UNDERFLOW)
		exchange->transferred = task->residual < wanted ? wanted - task->residual : 0;
	take_sense(task, exchange);
}

static struct scsi_task *make_task(const struct iscsi_exchange *exchange)
{
	int direction = exchange->out_bytes ? SCSI_XFER_WRITE : exchange->in_bytes ? SCSI_XFER_READ : SCSI_XFER_NONE;
	struct scsi_task *task = scsi_create_task(exchange->cdb_length, (unsigned char *)exchange->cdb, direction,
	                                          (int)(exchange->out_bytes + exchange->in_bytes));

	if (task && exchange->in_bytes && scsi_task_add_data_in_buffer(task, (int)exchange->in_bytes, exchange->data)) {
		scsi_free_scsi_task(task);
		return NULL;
	}
	return task;
}

static int run(struct iscsi_session *session, struct scsi_task *task, int lun, struct iscsi_exchange *exchange,
               uint64_t deadline)
{
	struct iscsi_data data = {.size = exchange->out_bytes, .data = exchange->data};

	session->outcome = (struct outcome){false};
	if (iscsi_scsi_command_async(session->context, lun, task, learn, exchange->out_bytes ? &data : NULL,
	                             &session->outcome))
		return -ENODEV;
	return wait_for_outcome(session, deadline);
}

/* libiscsi holds the task and the data until its context ends: that of a session that failed ends before they do. */
int iscsi_session_exchange(struct iscsi_session *session, int lun, struct iscsi_exchange *exchange, uint64_t deadline)
{
	struct scsi_task *task = make_task(exchange);
	int error = task ? run(session, task, lun, exchange, deadline) : -ENOMEM;

	if (error) {
		session->is_alive = false;
		iscsi_destroy_context(session->context);
		session->context = NULL;
	} else {
		take_answer(task, exchange);
	}
	if (task)
		scsi_free_scsi_task(task);
	return error;
}

/* ---- closing ---- */

void iscsi_session_close(struct iscsi_session *session)
{
	if (!session)
		return;
	session->outcome = (struct outcome){false};
	if (session->is_alive && iscsi_logout_async(session->context, learn, &session->outcome) == 0)
		wait_for_outcome(session, platform_now(session->platform) + LOGOUT_LIMIT_NS);
	if (session->context)
		iscsi_destroy_context(session->context);
	free(session);
}
