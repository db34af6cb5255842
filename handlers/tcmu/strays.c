/* SPDX-License-Identifier: MIT */
#include "handlers/tcmu/strays.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <libtcmu.h>
#include <tcmu-runner.h>
#include <tcmur_device.h>

#include "handlers/tcmu/ring.h"
#include "platform/posix.h"
#include "t10/command.h"

/* How long a stray may wait to be found. Nothing tells when the library has passed one. */
#define INTERVAL_NS (20 * NS_PER_MS)

/* How struct tcmu_device begins, which is private to the library, in 1.5.4. */
struct library_device {
	int file;
	void *ring;
	size_t ring_bytes;
	uint32_t next; /* where the library will look for a command: an offset on the ring */
};

/* The runner's command and the library's, as they come from the library: one piece of memory, which completion frees.
 */
struct stray {
	struct tcmulib_cmd library_command;
	struct tcmur_cmd runner_command;
	struct stray *later;
	uint8_t cdb[CDB_MAX];
	struct iovec pieces[];
};

struct strays {
	struct tcmu_device *device;
	const struct library_device *library_device;
	pthread_spinlock_t *lock; /* the runner's, of completions: protects the ring's tail, and the next three */
	uint32_t at;              /* up to here everything was looked at: an offset on the ring */
	struct stray *first, **last;
	strays_found *found;
	void *context;
	struct platform *platform; /* the host's time, whatever the drive's is */
	struct task *seeker;
	struct mutex *mutex; /* protects `ending` */
	struct condition *ended;
	bool ending;
};

/* ---- noting ---- */

static struct stray *make(struct strays *strays, const struct ring_command *command)
{
	struct stray *stray = calloc(1, sizeof(*stray) + command->piece_count * sizeof(*stray->pieces));
	void *ring = strays->library_device->ring;

	if (!stray)
		return NULL;
	memcpy(stray->cdb, command->cdb, ring_cdb_length(command->cdb));
	for (unsigned i = 0; i < command->piece_count; i++)
		stray->pieces[i].iov_base = ring_piece(ring, command, i, &stray->pieces[i].iov_len);
	stray->library_command = (struct tcmulib_cmd){.cmd_id = command->id,
	                                              .cdb = stray->cdb,
	                                              .iovec = stray->pieces,
	                                              .iov_cnt = command->piece_count,
	                                              .hm_private = &stray->runner_command};
	stray->runner_command.lib_cmd = &stray->library_command;
	list_node_init(&stray->runner_command.cmds_list_entry);
	return stray;
}

void strays_note(struct strays *strays)
{
	uint32_t end = __atomic_load_n(&strays->library_device->next, __ATOMIC_ACQUIRE);
	struct ring_command command;

	while (ring_next_stray(strays->library_device->ring, &strays->at, end, &command)) {
		struct stray *stray = make(strays, &command);

		if (!stray) { /* it is lost, as all of them are without this */
			tcmu_dev_err(strays->device, "there is no memory for command %02Xh\n", command.cdb[0]);
			continue;
		}
		*strays->last = stray;
		strays->last = &stray->later;
	}
}

/* ---- handing over ---- */

static struct stray *take_all(struct strays *strays)
{
	struct stray *first;

	pthread_spin_lock(strays->lock);
	strays_note(strays);
	first = strays->first;
	strays->first = NULL;
	strays->last = &strays->first;
	pthread_spin_unlock(strays->lock);
	return first;
}

static void hand_over_all(struct strays *strays)
{
	struct stray *stray = take_all(strays);

	while (stray) {
		struct stray *later = stray->later; /* a stray may be completed, and gone, at once */

		strays->found(strays->context, &stray->runner_command);
		stray = later;
	}
}

static void seek(void *argument)
{
	struct strays *strays = argument;

	mutex_lock(strays->platform, strays->mutex);
	while (!strays->ending) {
		condition_wait(strays->platform, strays->ended, strays->mutex,
		               platform_now(strays->platform) + INTERVAL_NS);
		mutex_unlock(strays->platform, strays->mutex);
		hand_over_all(strays);
		mutex_lock(strays->platform, strays->mutex);
	}
	mutex_unlock(strays->platform, strays->mutex);
}

/* ---- beginning and end ---- */

static bool library_is_known(struct tcmu_device *device)
{
	const struct library_device *library_device = (const struct library_device *)device;
	size_t bytes = 0;
	void *base = NULL;

	free(tcmu_dev_get_memory_info(device, &base, &bytes, NULL));
	return library_device->file == tcmu_dev_get_fd(device) && library_device->ring == base &&
	       library_device->ring_bytes == bytes;
}

void strays_destroy(struct strays *strays)
{
	while (strays->first) { /* the initiator has given up the device */
		struct stray *stray = strays->first;

		strays->first = stray->later;
		free(stray);
	}
	if (strays->platform) {
		condition_destroy(strays->platform, strays->ended);
		mutex_destroy(strays->platform, strays->mutex);
		platform_destroy(strays->platform);
	}
	free(strays);
}

static struct strays *make_strays(struct tcmu_device *device, strays_found *found, void *context)
{
	struct tcmur_device *runner_device = tcmu_dev_get_private(device);
	struct strays *strays = calloc(1, sizeof(*strays));

	if (!strays)
		return NULL;
	strays->device = device;
	strays->library_device = (const struct library_device *)device;
	strays->lock = &runner_device->lock;
	strays->at = strays->library_device->next;
	strays->last = &strays->first;
	strays->found = found;
	strays->context = context;
	strays->platform = posix_create(1);
	if (strays->platform) {
		strays->mutex = mutex_create(strays->platform, "strays");
		strays->ended = condition_create(strays->platform, "strays");
	}
	if (strays->mutex && strays->ended)
		return strays;
	strays_destroy(strays);
	return NULL;
}

int strays_begin(struct tcmu_device *device, strays_found *found, void *context, struct strays **ret_strays,
                 struct problem *ret_problem)
{
	struct strays *strays;
	int error;

	if (!library_is_known(device))
		return problem_set(ret_problem, EPROTO, "this is not the library of tcmu-runner 1.5.4");
	strays = make_strays(device, found, context);
	if (!strays)
		return problem_set(ret_problem, ENOMEM, "there is no memory for a device");
	*ret_strays = strays; /* the first stray may be completed before it returns here */
	error = task_start(strays->platform, "strays", seek, strays, &strays->seeker);
	if (!error)
		return 0;
	*ret_strays = NULL;
	strays_destroy(strays);
	return problem_set(ret_problem, -error, "the task that looks for strays cannot be started");
}

void strays_end(struct strays *strays)
{
	mutex_lock(strays->platform, strays->mutex);
	strays->ending = true;
	condition_broadcast(strays->platform, strays->ended);
	mutex_unlock(strays->platform, strays->mutex);
	task_join(strays->platform, strays->seeker);
}
