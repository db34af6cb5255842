/* SPDX-License-Identifier: MIT */
#include "cli/drive_way.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "engine/transport/iscsi.h"
#include "engine/transport/sgio.h"
#include "handlers/emulated/emulated.h"
#include "handlers/loopback/loopback.h"
#include "platform/posix.h"

static int no_memory(struct problem *ret_problem)
{
	return problem_set(ret_problem, ENOMEM, "there is no memory for a drive");
}

/* ---- emu: a drive of this process, switched on and off with the program ---- */

static int open_emulated(struct drive_way *way, const char *uri, struct problem *ret_problem)
{
	int error = emulated_drive_open(uri, &ways[WAY_LOOPBACK], &way->emulated, ret_problem);

	if (error)
		return error;
	way->platform = way->emulated->platform;
	return loopback_create(way->platform, way->emulated->pump, &way->loopback) ? no_memory(ret_problem) : 0;
}

static int connect_emulated(struct drive_way *way, struct transport **ret_transport, struct problem *ret_problem)
{
	return loopback_open(way->loopback, ret_transport) ? no_memory(ret_problem) : 0;
}

static void close_emulated(struct drive_way *way)
{
	loopback_destroy(way->loopback);
	emulated_drive_close(way->emulated);
}

/* ---- iscsi: a logical unit of a target ---- */

static int open_iscsi(struct drive_way *way, const char *uri, struct problem *ret_problem)
{
	way->platform = posix_create(1);
	if (!way->platform)
		return no_memory(ret_problem);
	return iscsi_device_create(way->platform, uri, &way->iscsi, ret_problem->text, sizeof(ret_problem->text));
}

static int connect_iscsi(struct drive_way *way, struct transport **ret_transport, struct problem *ret_problem)
{
	return iscsi_device_open(way->iscsi, ret_transport, ret_problem->text, sizeof(ret_problem->text));
}

static void close_iscsi(struct drive_way *way)
{
	iscsi_device_destroy(way->iscsi);
	platform_destroy(way->platform);
}

/* ---- /dev/: a drive that this host's kernel knows ---- */

static int connect_device(struct drive_way *way, struct transport **ret_transport, struct problem *ret_problem)
{
	int error = sgio_transport_open(way->path, ret_transport);

	if (error == -ENOTTY)
		return problem_set(ret_problem, ENOTTY, "%s is no drive: it takes no SCSI commands", way->path);
	if (error)
		return problem_set(ret_problem, -error, "%s cannot be opened: %s", way->path, strerror(-error));
	return 0;
}

/* Connects once, so that what is wrong is said before anything has begun. */
static int open_device(struct drive_way *way, const char *uri, struct problem *ret_problem)
{
	struct transport *transport;
	int error;

	way->platform = posix_create(1);
	if (!way->platform)
		return no_memory(ret_problem);
	way->path = uri;
	error = connect_device(way, &transport, ret_problem);
	if (!error)
		transport_destroy(transport);
	return error;
}

static void close_device(struct drive_way *way)
{
	platform_destroy(way->platform);
}

/* ---- all of them ---- */

/* clang-format off */
const struct drive_scheme drive_schemes[] = {
	{ "emu:",     "emu:disc=NAME[,time=virtual|real|scaled:N][,model=MODEL][,rules=FILE][,control=PATH]", open_emulated, connect_emulated, close_emulated },
	{ "iscsi://", "iscsi://[USER[%PASSWORD]@]HOST[:PORT]/IQN/LUN",                                        open_iscsi,    connect_iscsi,    close_iscsi },
	{ "/dev/",    "/dev/srN or /dev/sgN",                                                                 open_device,   connect_device,   close_device },
	{ 0 },
};
/* clang-format on */

static int no_drive(const char *uri, struct problem *ret_problem)
{
	char forms[sizeof(ret_problem->text)] = "";

	for (const struct drive_scheme *scheme = drive_schemes; scheme->prefix; scheme++) {
		size_t used = strlen(forms);

		snprintf(forms + used, sizeof(forms) - used, "%s%s", used ? " or " : "", scheme->form);
	}
	return problem_set(ret_problem, EINVAL, "\"%.64s\" is no drive; a drive is %s", uri, forms);
}

int drive_way_open(const char *uri, struct drive_way *ret_way, struct problem *ret_problem)
{
	*ret_way = (struct drive_way){0};
	for (const struct drive_scheme *scheme = drive_schemes; scheme->prefix; scheme++) {
		int error;

		if (strncmp(uri, scheme->prefix, strlen(scheme->prefix)) != 0)
			continue;
		ret_way->scheme = scheme;
		error = scheme->open(ret_way, uri, ret_problem);
		if (error)
			drive_way_close(ret_way);
		return error;
	}
	return no_drive(uri, ret_problem);
}

int drive_way_connect(struct drive_way *way, struct transport **ret_transport, struct problem *ret_problem)
{
	return way->scheme->connect(way, ret_transport, ret_problem);
}

void drive_way_close(struct drive_way *way)
{
	if (way->scheme)
		way->scheme->close(way);
	*way = (struct drive_way){0};
}
