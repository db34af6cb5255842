/* SPDX-License-Identifier: MIT */
/* One loop turns the connection; every answer sends the next command. */
#include "bench/initiator.h"

#include <errno.h>
#include <iscsi/iscsi.h>
#include <iscsi/scsi-lowlevel.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "bench/bench.h"

enum { BLOCK_BYTES = 2048, READY_TRIES = 6000, READY_PAUSE_US = 10000, PATIENCE_MS = 30000 };

struct run {
	struct iscsi_context *context;
	const struct initiator_load *load;
	int lun;
	unsigned char *data; /* what WRITEs send */
	uint32_t sent, answered;
	int error;
};

static void send_next(struct run *run);

static void answered(struct iscsi_context *context, int status, void *command_data, void *private_data)
{
	struct scsi_task *task = command_data;
	struct run *run = private_data;

	(void)context;
	if (status != SCSI_STATUS_GOOD || task->residual_status != SCSI_RESIDUAL_NO_RESIDUAL)
		run->error = -EIO;
	scsi_free_scsi_task(task);
	run->answered++;
	if (!run->error)
		send_next(run);
}

static void send_next(struct run *run)
{
	const struct initiator_load *load = run->load;
	uint32_t lba = run->sent * load->blocks_each, bytes = load->blocks_each * BLOCK_BYTES;
	struct scsi_task *task;

	if (run->sent == load->commands)
		return;
	task = load->writes ? iscsi_write10_task(run->context, run->lun, lba, run->data, bytes, BLOCK_BYTES, 0, 0, 0, 0,
	                                         0, answered, run)
	                    : iscsi_read10_task(run->context, run->lun, lba, bytes, BLOCK_BYTES, 0, 0, 0, 0, 0,
	                                        answered, run);
	if (task)
		run->sent++;
	else
		run->error = -ENOMEM;
}

static void turn(struct run *run)
{
	struct pollfd connection = {.fd = iscsi_get_fd(run->context),
	                            .events = (short)iscsi_which_events(run->context)};
	int ready = poll(&connection, 1, PATIENCE_MS);

	if (ready <= 0)
		run->error = ready ? -errno : -ETIMEDOUT;
	else if (iscsi_service(run->context, connection.revents))
		run->error = -ENODEV;
}

/* Loading a disc and its attentions. */
static int wait_until_ready(struct run *run)
{
	for (unsigned i = 0; i < READY_TRIES; i++) {
		struct scsi_task *task = iscsi_testunitready_sync(run->context, run->lun);
		int status = task ? task->status : SCSI_STATUS_ERROR;

		if (task)
			scsi_free_scsi_task(task);
		if (status == SCSI_STATUS_GOOD)
			return 0;
		usleep(READY_PAUSE_US);
	}
	return -ETIMEDOUT;
}

static int measure(struct run *run, double *ret_seconds)
{
	double began = host_seconds();

	for (unsigned i = 0; i < run->load->depth && !run->error; i++)
		send_next(run);
	while (!run->error && run->answered < run->load->commands)
		turn(run);
	*ret_seconds = host_seconds() - began;
	return run->error;
}

int initiator_run(const char *text, const struct initiator_load *load, double *ret_seconds)
{
	struct run run = {.context = iscsi_create_context("iqn.2026-01.test.dryburn:bench"), .load = load};
	struct iscsi_url *url = run.context ? iscsi_parse_full_url(run.context, text) : NULL;
	int error = url ? 0 : -EINVAL;

	run.data = calloc(load->blocks_each, BLOCK_BYTES);
	if (!error && !run.data)
		error = -ENOMEM;
	if (!error) {
		run.lun = url->lun;
		iscsi_set_session_type(run.context, ISCSI_SESSION_NORMAL);
		iscsi_set_header_digest(run.context, ISCSI_HEADER_DIGEST_NONE);
		iscsi_set_targetname(run.context, url->target);
		error = iscsi_full_connect_sync(run.context, url->portal, url->lun) ? -ENODEV : wait_until_ready(&run);
	}
	if (!error)
		error = measure(&run, ret_seconds);
	if (url)
		iscsi_destroy_url(url);
	if (run.context)
		iscsi_destroy_context(run.context);
	free(run.data);
	return error;
}
