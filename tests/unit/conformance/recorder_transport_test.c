/* SPDX-License-Identifier: MIT */
/* The transport over a recorder: ours, on a transport that does as it is told. */
#include "conformance/doubles/recorder_transport.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "engine/imapi2/host.h"
#include "engine/imapi2/imapi2error.h"
#include "platform/posix.h"
#include "tests/unit/unit.h"

enum { ALIGNMENT = 512 };

#define NS_PER_SECOND UINT64_C(1000000000)

/* The device: what it answers, what it saw. */
static struct {
	int result;
	uint8_t status, key;
	uint8_t opcode, first_byte;
	uintptr_t address;
	uint64_t timeout_ns;
} device;

static int execute(struct transport *transport, struct command *command, uint64_t timeout_ns)
{
	(void)transport;
	if (command->cdb[0] == 0x12) { /* INQUIRY: an optical drive */
		memset(command->data, 0, command->data_length);
		command->data[0] = 0x05;
		command->transferred = command->data_length;
		return 0;
	}
	device.opcode = command->cdb[0];
	device.address = (uintptr_t)command->data;
	device.timeout_ns = timeout_ns;
	if (command->direction == DATA_OUT)
		device.first_byte = command->data[0];
	if (command->direction == DATA_IN)
		memset(command->data, 0xA5, command->data_length / 2);
	command->transferred = command->direction == DATA_IN ? command->data_length / 2 : command->data_length;
	command->status = device.status;
	if (device.status == STATUS_CHECK_CONDITION) {
		command->sense_length = 18;
		command->sense_data[0] = 0x70;
		command->sense_data[2] = device.key;
	}
	return device.result;
}

static void limits(struct transport *transport, struct transport_limits *ret_limits)
{
	(void)transport;
	*ret_limits = (struct transport_limits){65536, 32768, ALIGNMENT - 1};
}

static int is_mounted(struct transport *transport)
{
	(void)transport;
	return 0;
}

static int owner(struct transport *transport, char ret_client[TRANSPORT_CLIENT_MAX])
{
	(void)transport;
	strcpy(ret_client, "somebody");
	return 0;
}

static void destroy(struct transport *transport)
{
	(void)transport;
}

static const struct transport_ops device_ops = {
	.execute = execute, .limits = limits, .owner = owner, .is_mounted = is_mounted, .destroy = destroy};
static struct transport device_transport = {&device_ops};

static int open_device(void *context, const char *id, struct transport **ret_transport)
{
	(void)context;
	*ret_transport = &device_transport;
	return strcmp(id, "device") == 0 ? 0 : -ENODEV;
}

static struct transport *way;

static int ask(uint8_t opcode, enum data_direction direction, uint8_t *data, size_t bytes, struct command *ret_command)
{
	*ret_command = (struct command){
		.cdb = {opcode}, .cdb_length = 10, .direction = direction, .data = data, .data_length = bytes};
	return transport_execute(way, ret_command, 30 * NS_PER_SECOND + 1);
}

static void tells_the_recorders_limits(void)
{
	struct transport_limits told;

	transport_limits(way, &told);
	CHECK_EQUAL(told.max_aligned_bytes, 65536);
	CHECK_EQUAL(told.max_unaligned_bytes, 32768);
	CHECK_EQUAL(told.alignment_mask, ALIGNMENT - 1);
}

static void brings_data_in_to_any_address(void)
{
	static _Alignas(ALIGNMENT) uint8_t memory[ALIGNMENT + 64];
	struct command command;

	memset(&device, 0, sizeof(device));
	memset(memory, 0, sizeof(memory));
	CHECK_EQUAL(ask(0x51, DATA_IN, memory + 1, 64, &command), 0);
	CHECK_EQUAL(device.opcode, 0x51);
	CHECK_EQUAL(device.address % ALIGNMENT, 0);
	CHECK_EQUAL(command.transferred, 32);
	CHECK_EQUAL(command.status, STATUS_GOOD);
	CHECK_EQUAL(memory[1], 0xA5);
	CHECK_EQUAL(memory[32], 0xA5);
	CHECK_EQUAL(memory[33], 0);
}

static void takes_data_out_from_any_address(void)
{
	static _Alignas(ALIGNMENT) uint8_t memory[ALIGNMENT + 64];
	struct command command;

	memset(&device, 0, sizeof(device));
	memory[3] = 0x77;
	CHECK_EQUAL(ask(0x2A, DATA_OUT, memory + 3, 64, &command), 0);
	CHECK_EQUAL(device.first_byte, 0x77);
	CHECK_EQUAL(device.address % ALIGNMENT, 0);
	CHECK_EQUAL(command.transferred, 64);
	CHECK_EQUAL(ask(0x2A, DATA_OUT, memory, 64, &command), 0);
	CHECK_EQUAL(device.address, (uintptr_t)memory);
}

static void check_condition_is_an_answer(void)
{
	struct command command;

	memset(&device, 0, sizeof(device));
	device.status = STATUS_CHECK_CONDITION;
	device.key = 0x3;
	CHECK_EQUAL(ask(0x35, DATA_NONE, NULL, 0, &command), 0);
	CHECK_EQUAL(command.status, STATUS_CHECK_CONDITION);
	CHECK_EQUAL(command.sense_length, 18);
	CHECK_EQUAL(command.sense_data[2], 0x3);
}

static void time_out_is_rounded_up(void)
{
	struct command command;

	memset(&device, 0, sizeof(device));
	CHECK_EQUAL(ask(0x35, DATA_NONE, NULL, 0, &command), 0);
	CHECK_EQUAL(device.timeout_ns, 31 * NS_PER_SECOND);
}

static void failures_are_errnos(void)
{
	struct command command;

	memset(&device, 0, sizeof(device));
	device.result = -ETIMEDOUT;
	CHECK_EQUAL(ask(0x35, DATA_NONE, NULL, 0, &command), -ETIMEDOUT);
	device.result = -ENODEV;
	CHECK_EQUAL(ask(0x35, DATA_NONE, NULL, 0, &command), -ENODEV);
	device.result = -EBUSY;
	CHECK_EQUAL(ask(0x35, DATA_NONE, NULL, 0, &command), -EBUSY);
}

/* What the engine gets from a witness is what the recorder said. */
static void failures_come_back_as_they_were(void)
{
	static const HRESULT failures[] = {E_IMAPI_RECORDER_COMMAND_TIMEOUT,
	                                   E_IMAPI_RECORDER_LOCKED,
	                                   HRESULT_FROM_WIN32(ERROR_DEV_NOT_EXIST),
	                                   E_INVALIDARG,
	                                   E_FAIL,
	                                   E_IMAPI_RECORDER_MEDIA_NO_MEDIA,
	                                   E_ABORT};

	for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++) {
		CHECK(recorder_result(failures[i]) < 0);
		CHECK_EQUAL(recorder_failure(recorder_result(failures[i])), failures[i]);
	}
}

static void owner_is_the_recorders(void)
{
	char client[TRANSPORT_CLIENT_MAX];

	CHECK_EQUAL(transport_owner(way, client), 0);
	CHECK(strcmp(client, "somebody") == 0);
}

static void no_such_drive(void)
{
	struct transport *none = way;

	CHECK_EQUAL(recorder_transport_open(u"another", &none), -EIO);
	CHECK(none == NULL);
}

static const struct unit_test tests[] = {
	{"RecorderTransport.TellsTheRecordersLimits", tells_the_recorders_limits},
	{"RecorderTransport.BringsDataInToAnyAddress", brings_data_in_to_any_address},
	{"RecorderTransport.TakesDataOutFromAnyAddress", takes_data_out_from_any_address},
	{"RecorderTransport.CheckConditionIsAnAnswer", check_condition_is_an_answer},
	{"RecorderTransport.TimeOutIsRoundedUp", time_out_is_rounded_up},
	{"RecorderTransport.FailuresAreErrnos", failures_are_errnos},
	{"RecorderTransport.FailuresComeBackAsTheyWere", failures_come_back_as_they_were},
	{"RecorderTransport.OwnerIsTheRecorders", owner_is_the_recorders},
	{"RecorderTransport.NoSuchDrive", no_such_drive},
	{0},
};

int main(int argc, char **argv)
{
	struct platform *platform = posix_create(1);
	struct imapi2_host host = {.platform = platform, .open = open_device};
	int status;

	imapi2_set_process_host(&host);
	if (recorder_transport_open(u"device", &way))
		return 1;
	status = unit_main(argc, argv, tests);
	transport_destroy(way);
	imapi2_set_process_host(NULL);
	platform_destroy(platform);
	return status;
}
