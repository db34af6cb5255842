/* SPDX-License-Identifier: MIT */
/*
 * umockdev tells of each ioctl in a thread of its testbed, which must not be kept: so every ioctl gets a thread, and
 * that reads the program's memory, asks the drive and answers. One mutex, `calls`: it protects how many are under way.
 */
#include "handlers/umockdev/mock_drive.h"

#include <errno.h>
#include <stdlib.h>

#include "handlers/umockdev/ask.h"
#include "handlers/umockdev/testbed.h"
#include "t10/opcode.h"

struct mock_drive {
	struct emulated_drive *emulated;
	UMockdevTestbed *testbed;
	struct handler {
		struct mock_drive *drive;
		const struct node *node;
		UMockdevIoctlBase *base; /* NULL before it is attached */
	} handlers[NODE_COUNT];
	struct mutex *mutex;
	struct condition *changed;
	unsigned calls;
};

/* ---- one ioctl ---- */

static void count(struct mock_drive *drive, int difference)
{
	mutex_lock(drive->emulated->platform, drive->mutex);
	drive->calls += (unsigned)difference;
	condition_broadcast(drive->emulated->platform, drive->changed);
	mutex_unlock(drive->emulated->platform, drive->mutex);
}

static void answer(const struct handler *handler, UMockdevIoctlClient *client)
{
	struct ioctl_call call = {.drive = handler->drive->emulated,
	                          .node = handler->node,
	                          .client = client,
	                          .argument = umockdev_ioctl_client_get_arg(client)};
	long result = ioctl_answer(&call);

	umockdev_ioctl_client_complete(client, result < 0 ? -1 : result, result < 0 ? (int)-result : 0);
}

struct served {
	struct handler *handler;
	UMockdevIoctlClient *client; /* a reference of ours: umockdev has none while an ioctl is under way */
};

static gpointer serve(gpointer argument)
{
	struct served served = *(struct served *)argument;

	g_free(argument);
	answer(served.handler, served.client);
	g_object_unref(served.client);
	count(served.handler->drive, -1);
	return NULL;
}

static gboolean on_ioctl(UMockdevIoctlBase *base, UMockdevIoctlClient *client, gpointer argument)
{
	struct served *served = g_new(struct served, 1);
	GThread *thread;

	(void)base;
	*served = (struct served){.handler = argument, .client = g_object_ref(client)};
	count(served->handler->drive, 1);
	thread = g_thread_try_new("ioctl", serve, served, NULL);
	if (thread) {
		g_thread_unref(thread);
		return TRUE;
	}
	count(served->handler->drive, -1);
	g_free(served);
	umockdev_ioctl_client_complete(client, -1, EAGAIN);
	g_object_unref(client);
	return TRUE;
}

/* ---- waiting for the drive ---- */

/*
 * Until it is ready, or says why it will not be: loading, and work that was begun with IMMED, end by themselves.
 * [MMC-6 "Sense key, ASC and ASCQ": 2/04/01, 04, 07, 08]
 */
static void wait_while_busy(struct emulated_drive *emulated)
{
	static const uint8_t test_unit_ready[6] = {TEST_UNIT_READY};
	struct ioctl_call call = {.drive = emulated};
	struct sense sense = {0};

	while (ask(&call, test_unit_ready, sizeof(test_unit_ready), NULL, 0, &sense) && sense.key == NOT_READY &&
	       sense.asc == 0x04)
		sleep_until(emulated->platform, platform_now(emulated->platform) + 100 * NS_PER_MS);
}

/* ---- beginning ---- */

static int attach(struct mock_drive *drive, unsigned number, struct problem *ret_problem)
{
	struct handler *handler = &drive->handlers[number];
	GError *failure = NULL;

	*handler = (struct handler){drive, &testbed_nodes[number], umockdev_ioctl_base_new()};
	g_signal_connect(handler->base, "handle-ioctl", G_CALLBACK(on_ioctl), handler);
	if (umockdev_testbed_attach_ioctl(drive->testbed, handler->node->path, handler->base, &failure))
		return 0;
	problem_set(ret_problem, EIO, "umockdev cannot show %s: %s", handler->node->path, failure->message);
	g_error_free(failure);
	g_clear_object(&handler->base);
	return -EIO;
}

/* The drive has been on for a while: its disc is loaded, and the kernel has had the attention of its power on. */
static int compose(struct mock_drive *drive, struct problem *ret_problem)
{
	int error;

	drive->mutex = mutex_create(drive->emulated->platform, "calls");
	drive->changed = condition_create(drive->emulated->platform, "calls");
	if (!drive->mutex || !drive->changed)
		return problem_set(ret_problem, ENOMEM, "there is no memory for a testbed");
	drive->testbed = testbed_create(ret_problem);
	wait_while_busy(drive->emulated);
	error = drive->testbed ? testbed_fill(drive->testbed, drive->emulated, ret_problem) : -EIO;
	for (unsigned i = 0; i < NODE_COUNT && !error; i++)
		error = attach(drive, i, ret_problem);
	return error;
}

int mock_drive_open(struct emulated_drive *emulated, struct mock_drive **ret_drive, struct problem *ret_problem)
{
	struct mock_drive *drive = calloc(1, sizeof(*drive));
	int error;

	*ret_drive = NULL;
	if (!drive)
		return problem_set(ret_problem, ENOMEM, "there is no memory for a testbed");
	drive->emulated = emulated;
	error = compose(drive, ret_problem);
	if (error)
		mock_drive_close(drive);
	else
		*ret_drive = drive;
	return error;
}

/* ---- end ---- */

/* What programs that are gone have left: each ends by its time limit at the latest. */
static void wait_for_calls(struct mock_drive *drive)
{
	mutex_lock(drive->emulated->platform, drive->mutex);
	while (drive->calls)
		condition_wait(drive->emulated->platform, drive->changed, drive->mutex, NEVER);
	mutex_unlock(drive->emulated->platform, drive->mutex);
}

/*
 * A drive's power does not end with the program that used it: what is in the cache goes to the disc, and what was
 * begun is finished.
 */
static void settle(struct mock_drive *drive)
{
	static const uint8_t synchronize_cache[10] = {SYNCHRONIZE_CACHE};
	struct ioctl_call call = {.drive = drive->emulated};

	wait_while_busy(drive->emulated);
	tell(&call, synchronize_cache, sizeof(synchronize_cache));
}

void mock_drive_close(struct mock_drive *drive)
{
	if (!drive)
		return;
	for (unsigned i = 0; i < NODE_COUNT; i++)
		if (drive->handlers[i].base)
			umockdev_testbed_detach_ioctl(drive->testbed, drive->handlers[i].node->path, NULL);
	if (drive->handlers[NODE_COUNT - 1].base) {
		wait_for_calls(drive);
		settle(drive);
	}
	g_clear_object(&drive->testbed);
	for (unsigned i = 0; i < NODE_COUNT; i++)
		g_clear_object(&drive->handlers[i].base);
	mutex_destroy(drive->emulated->platform, drive->mutex);
	condition_destroy(drive->emulated->platform, drive->changed);
	free(drive);
}
