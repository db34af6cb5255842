/* SPDX-License-Identifier: MIT */
#include "handlers/umockdev/testbed.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <sys/un.h>
#include <unistd.h>

#include "handlers/umockdev/ask.h"
#include "t10/opcode.h"

/* clang-format off */
const struct node testbed_nodes[NODE_COUNT] = {
	/* path         kind     version  default, shortest time limit [Linux 6.1: scsi_ioctl.c, sg.c] */
	{ "/dev/sr0",   NODE_SR, 30527,   60000,   7000 },
	{ "/dev/sg0",   NODE_SG, 30536,   60000,   0 },
};

/* In umockdev's words: path, node, properties of the uevent, attributes in /sys. */
static const char devices[] =
	"P: /devices/pci0000:00/0000:00:01.0/host0\n"
	"E: DEVTYPE=scsi_host\n"
	"E: SUBSYSTEM=scsi\n"
	"\n"
	"P: /devices/pci0000:00/0000:00:01.0/host0/target0:0:0/0:0:0:0\n"
	"E: DEVTYPE=scsi_device\n"
	"E: SUBSYSTEM=scsi\n"
	"E: DRIVER=sr\n"
	"A: type=5\\n\n"
	"A: scsi_level=6\\n\n"
	"A: vendor=%.8s\\n\n"
	"A: model=%.16s\\n\n"
	"A: rev=%.4s\\n\n"
	"A: state=running\\n\n"
	"\n"
	"P: /devices/pci0000:00/0000:00:01.0/host0/target0:0:0/0:0:0:0/block/sr0\n"
	"N: sr0\n"
	"E: DEVNAME=/dev/sr0\n"
	"E: DEVTYPE=disk\n"
	"E: SUBSYSTEM=block\n"
	"E: MAJOR=11\n"
	"E: MINOR=0\n"
	"E: ID_CDROM=1\n"
	"E: ID_TYPE=cd\n"
	"A: dev=11:0\\n\n"
	"A: removable=1\\n\n"
	"A: capability=119\\n\n"
	"\n"
	"P: /devices/pci0000:00/0000:00:01.0/host0/target0:0:0/0:0:0:0/scsi_generic/sg0\n"
	"N: sg0\n"
	"E: DEVNAME=/dev/sg0\n"
	"E: SUBSYSTEM=scsi_generic\n"
	"E: MAJOR=21\n"
	"E: MINOR=0\n"
	"A: dev=21:0\\n\n";
/* clang-format on */

enum { INQUIRY_BYTES = 36, VENDOR = 8, PRODUCT = 16, REVISION = 32 }; /* [SPC-4 6.4.2 "Standard INQUIRY data"] */

/* umockdev ends the process when it cannot make what it needs; so this is looked at before. */
UMockdevTestbed *testbed_create(struct problem *ret_problem)
{
	static const char longest[] = "/umockdev.XXXXXX/ioctl//dev/sr0";
	const char *directory = g_get_tmp_dir();

	if (access(directory, W_OK | X_OK)) {
		problem_set(ret_problem, errno, "the directory for temporary files, %s, cannot be used: %s", directory,
		            strerror(errno));
		return NULL;
	}
	if (strlen(directory) + sizeof(longest) > sizeof(((struct sockaddr_un *)NULL)->sun_path)) {
		problem_set(ret_problem, ENAMETOOLONG,
		            "the path of the directory for temporary files is too long for a socket in it: %s",
		            directory);
		return NULL;
	}
	return umockdev_testbed_new();
}

/* Texts of the drive go into a file with a syntax of its own. */
static void make_plain(uint8_t *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!isprint(text[i]) || text[i] == '\\')
			text[i] = '_';
}

int testbed_fill(UMockdevTestbed *testbed, struct emulated_drive *drive, struct problem *ret_problem)
{
	static const uint8_t inquiry[6] = {INQUIRY, [4] = INQUIRY_BYTES};
	struct ioctl_call call = {.drive = drive};
	uint8_t data[INQUIRY_BYTES];
	GError *failure = NULL;
	char *text;

	if (ask(&call, inquiry, sizeof(inquiry), data, sizeof(data), NULL))
		return problem_set(ret_problem, EIO, "the drive does not say what it is");
	make_plain(data + VENDOR, INQUIRY_BYTES - VENDOR);
	text = g_strdup_printf(devices, (char *)data + VENDOR, (char *)data + PRODUCT, (char *)data + REVISION);
	umockdev_testbed_add_from_string(testbed, text, &failure);
	g_free(text);
	if (!failure)
		return 0;
	problem_set(ret_problem, EIO, "umockdev cannot show the drive: %s", failure->message);
	g_error_free(failure);
	return -EIO;
}
