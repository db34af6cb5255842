/* SPDX-License-Identifier: MIT */
/*
 * tcmu-runner has no way for a handler of whole commands to complete one later, and none to tell how long an answer is;
 * the kernel's ring has both. What is done here is what the runner does for a command of its own, under the same lock:
 * take it off the list of those under way, complete it on the ring, tell the kernel.
 *
 * struct tcmur_device is private to the runner, and this is its layout in 1.5.4.
 */
#include "handlers/tcmu/completion.h"

#include <stdlib.h>
#include <string.h>

#include <libtcmu.h>
#include <tcmu-runner.h>
#include <tcmur_device.h>

#include "handlers/tcmu/ring.h"
#include "handlers/tcmu/strays.h"

static void *shared_memory(struct tcmu_device *device)
{
	void *base = NULL;

	free(tcmu_dev_get_memory_info(device, &base, NULL, NULL));
	return base;
}

bool completion_has_length(struct tcmu_device *device)
{
	return ring_takes_length(shared_memory(device));
}

/* ---- status ---- */

static int check_condition(struct tcmulib_cmd *library_command, const uint8_t *sense_data, size_t length)
{
	memset(library_command->sense_buf, 0, sizeof(library_command->sense_buf));
	memcpy(library_command->sense_buf, sense_data,
	       length < sizeof(library_command->sense_buf) ? length : sizeof(library_command->sense_buf));
	return TCMU_STS_PASSTHROUGH_ERR;
}

/* The runner knows four statuses; what is none of them was aborted, as far as an initiator can tell [ours]. */
static int runner_status(struct tcmulib_cmd *library_command, const struct command *command)
{
	struct sense aborted = sense_of(ABORTED_COMMAND, NO_ADDITIONAL_SENSE);
	uint8_t sense_data[SENSE_FIXED_BYTES];

	switch (command->status) {
	case STATUS_GOOD:
		return TCMU_STS_OK;
	case STATUS_BUSY:
		return TCMU_STS_BUSY;
	case STATUS_TASK_SET_FULL:
		return TCMU_STS_NO_RESOURCE;
	case STATUS_CHECK_CONDITION:
		return check_condition(library_command, command->sense_data, command->sense_length);
	default:
		sense_encode(&aborted, sense_data);
		return check_condition(library_command, sense_data, sizeof(sense_data));
	}
}

void completion_send(struct tcmu_device *device, struct strays *strays, struct tcmur_cmd *runner_command,
                     const struct command *command)
{
	struct tcmur_device *runner_device = tcmu_dev_get_private(device);
	struct tcmulib_cmd *library_command = runner_command->lib_cmd;
	void *ring = shared_memory(device);
	int status = runner_status(library_command, command);

	pthread_spin_lock(&runner_device->lock);
	strays_note(strays);
	list_del(&runner_command->cmds_list_entry);
	if (command->transferred && ring_takes_length(ring))
		ring_set_length(ring, (uint32_t)command->transferred);
	tcmulib_command_complete(device, library_command, status);
	pthread_spin_unlock(&runner_device->lock);
	tcmulib_processing_complete(device);
}
