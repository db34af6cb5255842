/* SPDX-License-Identifier: MIT */
/*
 * SG_IO, version 3 [Linux <scsi/sg.h>]. The kernel tells three stories about a command's end: of the host adapter, of
 * its driver, and the device's status. Only if the first two have nothing to say did the device answer.
 */
#include "engine/transport/sgio.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <scsi/sg.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "engine/transport/sgio_device.h"
#include "platform/platform.h"

/* What every host adapter takes, in one piece from any buffer: sixteen pages, and one more for a crooked beginning. */
enum { MAX_TRANSFER_BYTES = 65536, VERSION_3 = 30000 };

struct sgio_transport {
	struct transport transport;
	struct sgio_device *device;
	int file;
	uint32_t max_bytes;
};

/* ---- the three stories ---- */

/* clang-format off */
/* host_status: DID_ codes of the kernel's SCSI midlayer. Those that are not here: -EIO. */
static const struct { uint16_t status; int error; } host_errors[] = {
	{ 0x00, 0 },          /* DID_OK */
	{ 0x01, -ENODEV },    /* DID_NO_CONNECT */
	{ 0x03, -ETIMEDOUT }, /* DID_TIME_OUT */
	{ 0x04, -ENODEV },    /* DID_BAD_TARGET */
	{ 0x05, -ETIMEDOUT }, /* DID_ABORT: what the midlayer does to those that took too long */
	{ 0x10, 0 },          /* DID_TARGET_FAILURE: a verdict on the sense, which is there */
	{ 0x12, 0 },          /* DID_ALLOC_FAILURE: likewise */
	{ 0x13, 0 },          /* DID_MEDIUM_ERROR: likewise */
};
/* clang-format on */

enum { DRIVER_TIMEOUT = 0x06, DRIVER_SENSE = 0x08, DRIVER_STATUS_MASK = 0x0F };

static int host_error(uint16_t status)
{
	for (size_t i = 0; i < sizeof(host_errors) / sizeof(host_errors[0]); i++)
		if (host_errors[i].status == status)
			return host_errors[i].error;
	return -EIO;
}

static int driver_error(uint16_t status)
{
	unsigned code = status & DRIVER_STATUS_MASK;

	if (code == DRIVER_TIMEOUT)
		return -ETIMEDOUT;
	return code == 0 || code == DRIVER_SENSE ? 0 : -EIO;
}

static int way_error(const struct sg_io_hdr *io)
{
	int error = host_error(io->host_status);

	return error ? error : driver_error(io->driver_status);
}

static void take_answer(struct command *command, const struct sg_io_hdr *io)
{
	size_t residual = io->resid > 0 ? (size_t)io->resid : 0;

	command->transferred = residual < command->data_length ? command->data_length - residual : 0;
	command->overflow = io->resid < 0 ? (size_t) - (int64_t)io->resid : 0;
	command->status = io->status;
	command->sense_length = io->status == STATUS_CHECK_CONDITION ? io->sb_len_wr : 0;
}

/* ---- sending ---- */

static int ioctl_error(int error)
{
	if (error == ENXIO)
		return -ENODEV;
	return error == EINTR ? -EIO : -error;
}

/* A signal would have the kernel forget a command that is under way, or send it twice. */
static int send_uninterrupted(int file, struct sg_io_hdr *io)
{
	sigset_t all, before;
	int error;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	error = ioctl(file, SG_IO, io) ? ioctl_error(errno) : 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return error;
}

/* In milliseconds; 0 would stand for the kernel's own idea. */
static unsigned time_out(uint64_t timeout_ns)
{
	uint64_t ms = timeout_ns / NS_PER_MS + (timeout_ns % NS_PER_MS != 0);

	if (!ms)
		return 1;
	return ms < INT32_MAX ? (unsigned)ms : INT32_MAX;
}

static int direction_of(const struct command *command)
{
	if (!command->data_length || command->direction == DATA_NONE)
		return SG_DXFER_NONE;
	return command->direction == DATA_OUT ? SG_DXFER_TO_DEV : SG_DXFER_FROM_DEV;
}

static int execute(struct transport *transport, struct command *command, uint64_t timeout_ns)
{
	struct sgio_transport *port = (struct sgio_transport *)transport;
	struct sg_io_hdr io = {
		.interface_id = 'S',
		.dxfer_direction = direction_of(command),
		.cmd_len = command->cdb_length,
		.mx_sb_len = SENSE_DATA_MAX,
		.dxfer_len = (unsigned)command->data_length,
		.dxferp = command->data,
		.cmdp = command->cdb,
		.sbp = command->sense_data,
		.timeout = time_out(timeout_ns),
	};
	int error;

	if (command->data_length > port->max_bytes)
		return -EMSGSIZE;
	if (sgio_device_claimed_by_another(port->device, port))
		return -EBUSY;
	error = send_uninterrupted(port->file, &io);
	if (!error)
		error = way_error(&io);
	if (!error)
		take_answer(command, &io);
	return error;
}

/* ---- the rest of the port ---- */

/* The kernel copies what the hardware cannot reach: any address will do. */
static void limits(struct transport *transport, struct transport_limits *ret_limits)
{
	struct sgio_transport *port = (struct sgio_transport *)transport;

	*ret_limits = (struct transport_limits){
		.max_aligned_bytes = port->max_bytes,
		.max_unaligned_bytes = port->max_bytes,
	};
}

static int claim(struct transport *transport, bool force, const char *client)
{
	struct sgio_transport *port = (struct sgio_transport *)transport;

	if (!force && sgio_device_is_mounted(port->device) == 1)
		return -EBUSY;
	return sgio_device_claim(port->device, port, force, client);
}

static int release(struct transport *transport)
{
	struct sgio_transport *port = (struct sgio_transport *)transport;

	return sgio_device_release(port->device, port);
}

static int owner(struct transport *transport, char ret_client[TRANSPORT_CLIENT_MAX])
{
	sgio_device_owner(((struct sgio_transport *)transport)->device, ret_client);
	return 0;
}

static int is_mounted(struct transport *transport)
{
	return sgio_device_is_mounted(((struct sgio_transport *)transport)->device);
}

static int each_mount(struct transport *transport, void (*seen)(void *context, const char *path), void *context)
{
	return sgio_device_each_mount(((struct sgio_transport *)transport)->device, seen, context);
}

static void destroy(struct transport *transport)
{
	struct sgio_transport *port = (struct sgio_transport *)transport;

	while (release(transport) == 0)
		continue;
	sgio_device_put(port->device);
	close(port->file);
	free(port);
}

static const struct transport_ops sgio_ops = {
	.execute = execute,
	.limits = limits,
	.claim = claim,
	.release = release,
	.owner = owner,
	.is_mounted = is_mounted,
	.each_mount = each_mount,
	.destroy = destroy,
};

/* ---- opening ---- */

/* The largest buffer that the generic driver can set aside for this drive is what its host adapter takes at once. */
static uint32_t max_transfer(int file)
{
	int bytes = MAX_TRANSFER_BYTES, reserved = 0;

	if (!ioctl(file, SG_SET_RESERVED_SIZE, &bytes) && !ioctl(file, SG_GET_RESERVED_SIZE, &reserved) &&
	    reserved > 0 && reserved < bytes)
		bytes = reserved;
	return (uint32_t)bytes;
}

static int open_device(struct sgio_transport *port, const char *path)
{
	int version = 0;

	port->file = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
	if (port->file < 0)
		return -errno;
	if (ioctl(port->file, SG_GET_VERSION_NUM, &version) || version < VERSION_3)
		return -ENOTTY;
	port->max_bytes = max_transfer(port->file);
	return sgio_device_get(port->file, &port->device);
}

int sgio_transport_open(const char *path, struct transport **ret_transport)
{
	struct sgio_transport *port = calloc(1, sizeof(*port));
	int error;

	if (!port)
		return -ENOMEM;
	port->transport.ops = &sgio_ops;
	error = open_device(port, path);
	if (!error) {
		*ret_transport = &port->transport;
		return 0;
	}
	if (port->file >= 0)
		close(port->file);
	free(port);
	return error;
}
