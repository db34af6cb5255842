/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * bs_dryburn.so, a backing store of tgtd's called "sgdryburn": the path of a logical unit names an emulated drive,
 * which gets every CDB of that unit. tgtd leaves INQUIRY and the like to a backing store only if its name begins with
 * "sg" and the unit is of device type "pt".
 *
 * tgtd has one thread and an event loop. A command goes to the drive at once; its end comes from the drive's thread, is
 * put into the unit's list (mutex `lock`), and an eventfd brings tgtd's thread to take it from there.
 *
 * The module comes by the constructor where it is preloaded, or by register_bs_module() from tgtd's module directory.
 */
#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/types.h>
#include <unistd.h>

/* tgt's, which need what is above */
#include <list.h>
#include <scsi.h>
#include <tgtd.h>

#include "handlers/tgt/unit.h"

_Static_assert(UNIT_SENSE_MAX <= SCSI_SENSE_BUFFERSIZE, "all sense of a drive's fits into a command of tgtd's");

/* What stands behind struct scsi_lu. */
struct backing {
	struct unit *unit;
	int event; /* readable while `ended` is not empty */
	pthread_mutex_t lock;
	struct list_head ended; /* struct scsi_cmd by bs_list: answered, not given back to tgtd */
};

static struct backing *backing_of(struct scsi_lu *lu)
{
	return (struct backing *)(lu + 1);
}

/* ---- from the drive to tgtd ---- */

static void take_answer(struct scsi_cmd *cmd, const struct unit_answer *answer)
{
	uint32_t moved = answer->transferred + answer->overflow; /* more than was expected is an overflow to tgtd */

	scsi_set_result(cmd, answer->status);
	scsi_set_in_resid_by_actual(cmd, scsi_get_data_dir(cmd) == DATA_READ ? moved : 0);
	scsi_set_out_resid_by_actual(cmd, scsi_get_data_dir(cmd) == DATA_WRITE ? moved : 0);
	memcpy(cmd->sense_buffer, answer->sense, answer->sense_length);
	cmd->sense_len = answer->sense_length;
}

/* A unit_done. */
static void command_ended(void *context, void *carrier, const struct unit_answer *answer)
{
	struct backing *backing = context;
	struct scsi_cmd *cmd = carrier;
	const uint64_t one = 1;

	take_answer(cmd, answer);
	pthread_mutex_lock(&backing->lock);
	list_add_tail(&cmd->bs_list, &backing->ended);
	if (write(backing->event, &one, sizeof(one)) < 0)
		abort(); /* an eventfd takes 2^64 - 2 of them */
	pthread_mutex_unlock(&backing->lock);
}

static struct scsi_cmd *next_ended(struct backing *backing)
{
	struct scsi_cmd *cmd = NULL;

	pthread_mutex_lock(&backing->lock);
	if (!list_empty(&backing->ended)) {
		cmd = list_first_entry(&backing->ended, struct scsi_cmd, bs_list);
		list_del(&cmd->bs_list);
	}
	pthread_mutex_unlock(&backing->lock);
	return cmd;
}

static void give_back(struct backing *backing)
{
	struct scsi_cmd *cmd;

	while ((cmd = next_ended(backing)))
		target_cmd_io_done(cmd, scsi_get_result(cmd));
}

/* An event_handler_t. The number is read first: what ends later makes the eventfd readable again. */
static void event_came(int fd, int events, void *data)
{
	uint64_t count;

	(void)events;
	if (read(fd, &count, sizeof(count)) == sizeof(count))
		give_back(data);
}

/* ---- from tgtd to the drive ---- */

/* tgtd does not remove a unit that has active commands; for a backing store of this kind nobody else counts them. */
static void command_is_over(struct target *target, struct scsi_cmd *cmd)
{
	(void)target;
	cmd->dev->cmd_queue.active_cmd--;
}

static int refuse(struct scsi_cmd *cmd)
{
	static const struct unit_answer full = {.status = SAM_STAT_TASK_SET_FULL, .sense = (const uint8_t *)""};

	take_answer(cmd, &full);
	target_cmd_io_done(cmd, full.status);
	return 0;
}

/* No command of a drive's moves data both ways: a bidirectional one is handed over without data. */
static int perform(int tid, struct scsi_cmd *cmd)
{
	struct unit_request request = {
		.cdb = cmd->scb,
		.cdb_length = (size_t)cmd->scb_len,
		.nexus = cmd->cmd_itn_id,
		.carrier = cmd,
	};

	(void)tid;
	if (scsi_get_data_dir(cmd) == DATA_WRITE) {
		request.out = scsi_get_out_buffer(cmd);
		request.out_bytes = request.out ? scsi_get_out_length(cmd) : 0;
	} else if (scsi_get_data_dir(cmd) == DATA_READ) {
		request.in = scsi_get_in_buffer(cmd);
		request.in_bytes = request.in ? scsi_get_in_length(cmd) : 0;
	}
	cmd->dev->cmd_queue.active_cmd++;
	set_cmd_processed(cmd);
	set_cmd_async(cmd);
	return unit_submit(backing_of(cmd->dev)->unit, &request) ? refuse(cmd) : 0;
}

/* ---- units ---- */

static tgtadm_err unit_begins(struct scsi_lu *lu, char *options)
{
	(void)options;
	lu->cmd_perform = perform;
	lu->cmd_done = command_is_over;
	return TGTADM_SUCCESS;
}

static int watch(struct backing *backing)
{
	backing->event = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	if (backing->event < 0)
		return -errno;
	return tgt_event_add(backing->event, EPOLLIN, event_came, backing) ? -ENOMEM : 0;
}

static void finish(struct backing *backing)
{
	if (backing->event >= 0) {
		tgt_event_del(backing->event);
		close(backing->event);
	}
	pthread_mutex_destroy(&backing->lock);
}

static int open_unit(struct scsi_lu *lu, char *path, int *ret_fd, uint64_t *ret_size)
{
	struct backing *backing = backing_of(lu);
	char problem[UNIT_PROBLEM_MAX] = "there is no event for a drive";
	int error;

	INIT_LIST_HEAD(&backing->ended);
	pthread_mutex_init(&backing->lock, NULL);
	error = watch(backing);
	if (!error)
		error = unit_open(path, command_ended, backing, &backing->unit, problem);
	if (error) {
		eprintf("dryburn: %s\n", problem);
		finish(backing);
		return error;
	}
	*ret_fd = backing->event;
	*ret_size = 0;
	return 0;
}

static void close_unit(struct scsi_lu *lu)
{
	struct backing *backing = backing_of(lu);

	unit_close(backing->unit);
	backing->unit = NULL;
	give_back(backing);
	finish(backing);
}

/* Nothing comes this way: perform() takes all commands. */
static int submit_nothing(struct scsi_cmd *cmd)
{
	(void)cmd;
	return -EINVAL;
}

static struct backingstore_template dryburn = {
	.bs_name = "sgdryburn",
	.bs_datasize = sizeof(struct backing),
	.bs_init = unit_begins,
	.bs_open = open_unit,
	.bs_close = close_unit,
	.bs_cmd_submit = submit_nothing,
};

/* ---- coming in ---- */

/* Called by tgtd for a file in its module directory. */
__attribute__((visibility("default"))) void register_bs_module(void);

void register_bs_module(void)
{
	static bool is_registered;

	if (!is_registered)
		register_backingstore_template(&dryburn);
	is_registered = true;
}

/* An account for CHAP, which so stands on no command line: tgtadm would show it to all users of the host. */
static void add_account(char *account)
{
	char *password = strchr(account, ':');

	if (!password)
		return;
	*password++ = '\0';
	if (account_add(account, password) != TGTADM_SUCCESS)
		eprintf("dryburn: there is no memory for an account\n");
	memset(password, 0, strlen(password));
}

__attribute__((constructor)) static void preloaded(void)
{
	char *account = getenv("DRYBURN_TGT_ACCOUNT"); /* USER:PASSWORD */

	register_bs_module();
	if (account)
		add_account(account);
	unsetenv("DRYBURN_TGT_ACCOUNT");
	unsetenv("LD_PRELOAD");
}
