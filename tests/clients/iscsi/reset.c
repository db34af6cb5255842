/* SPDX-License-Identifier: MIT */
/*
 * An initiator that resets a logical unit while a command of its hangs: reset URL. It sends READ(10) of block 7, which
 * hangs, and says "sent"; after a line on its standard input it sends LOGICAL UNIT RESET, and says "resetting", then
 * "reset RESPONSE" when that is answered. libiscsi itself ends the READ, as cancelled.
 */
#include <iscsi/iscsi.h>
#include <iscsi/scsi-lowlevel.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

enum { PATIENCE_MS = 120000, TURN_MS = 100, TRIES = 100 };

static bool is_reset;

static void read_answered(struct iscsi_context *context, int status, void *command_data, void *private_data)
{
	(void)context;
	(void)private_data;
	printf("read %s\n", status == SCSI_STATUS_CANCELLED ? "cancelled" : "answered");
	scsi_free_scsi_task(command_data);
}

static void reset_answered(struct iscsi_context *context, int status, void *command_data, void *private_data)
{
	uint32_t *response = command_data;

	(void)context;
	(void)private_data;
	printf("reset %d\n", status == SCSI_STATUS_GOOD && response ? (int)*response : -1);
	is_reset = true;
}

static int wait_until_ready(struct iscsi_context *context, int lun)
{
	for (unsigned i = 0; i < TRIES; i++) {
		struct scsi_task *task = iscsi_testunitready_sync(context, lun);
		int status = task ? task->status : SCSI_STATUS_ERROR;

		if (task)
			scsi_free_scsi_task(task);
		if (status == SCSI_STATUS_GOOD)
			return 0;
		usleep(TURN_MS * 1000);
	}
	return 1;
}

static int wait_for_reset(struct iscsi_context *context)
{
	for (unsigned waited_ms = 0; !is_reset && waited_ms < PATIENCE_MS;) {
		struct pollfd connection = {.fd = iscsi_get_fd(context), .events = (short)iscsi_which_events(context)};
		int ready = poll(&connection, 1, TURN_MS);

		if (ready < 0 || (ready && iscsi_service(context, connection.revents)))
			return 1;
		waited_ms += ready ? 0 : TURN_MS;
	}
	return !is_reset;
}

static int flush(struct iscsi_context *context)
{
	while (iscsi_out_queue_length(context))
		if (iscsi_service(context, POLLOUT))
			return 1;
	return 0;
}

static int hang_and_reset(struct iscsi_context *context, int lun)
{
	if (wait_until_ready(context, lun) ||
	    !iscsi_read10_task(context, lun, 7, 2048, 2048, 0, 0, 0, 0, 0, read_answered, NULL) || flush(context))
		return 1;
	puts("sent");
	if (getchar() == EOF || iscsi_task_mgmt_lun_reset_async(context, (uint32_t)lun, reset_answered, NULL) ||
	    flush(context))
		return 1;
	puts("resetting");
	return wait_for_reset(context);
}

int main(int argc, char **argv)
{
	struct iscsi_context *context = iscsi_create_context("iqn.2026-01.test.dryburn:reset");
	struct iscsi_url *url = argc == 2 && context ? iscsi_parse_full_url(context, argv[1]) : NULL;
	int result = 2;

	setvbuf(stdout, NULL, _IOLBF, 0);

	if (url) {
		iscsi_set_targetname(context, url->target);
		iscsi_set_session_type(context, ISCSI_SESSION_NORMAL);
		iscsi_set_header_digest(context, ISCSI_HEADER_DIGEST_NONE);
		iscsi_set_noautoreconnect(context, 1);
		result =
			iscsi_full_connect_sync(context, url->portal, url->lun) ? 2 : hang_and_reset(context, url->lun);
		if (result)
			fprintf(stderr, "%s\n", iscsi_get_error(context));
		iscsi_destroy_url(url);
	}
	if (context)
		iscsi_destroy_context(context);
	return result;
}
