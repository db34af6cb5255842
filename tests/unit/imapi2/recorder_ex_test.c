/* SPDX-License-Identifier: MIT */
/* MsftDiscRecorder2 as IDiscRecorder2Ex, on a transport that answers as told. */
#include "tests/unit/imapi2/doubles.h"

#include <errno.h>
#include <string.h>

#include "tests/unit/unit.h"

static void cdb_sizes(struct world *world)
{
	static const uint8_t exempt[] = {0x02, 0x05, 0x06, 0x09, 0x0C, 0x0D, 0x0E, 0x0F, 0x10, 0x13, 0x14,
	                                 0x19, 0x20, 0x21, 0x22, 0x23, 0x24, 0x26, 0x27, 0x29, 0x2D};
	static const struct {
		uint8_t opcode, size;
		bool accepted;
	} rows[] = {
		{0x00, 6, true},   {0x00, 10, false}, {0x1F, 6, true},   {0x2A, 10, true}, {0x2A, 12, false},
		{0x5A, 10, true},  {0x5A, 6, false},  {0x60, 6, true},   {0x7F, 16, true}, {0x85, 16, true},
		{0x85, 12, false}, {0xA1, 12, true},  {0xA1, 10, false}, {0xC0, 7, true},  {0xFF, 16, true},
		{0x02, 16, true},  {0x2D, 6, true},   {0x23, 12, true},  {0x00, 5, false}, {0xC0, 17, false},
		{0x02, 5, false},
	};
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);
	uint8_t sense[18];

	for (size_t i = 0; i < sizeof(exempt); i++) {
		CHECK_EQUAL(send_no_data(ex, exempt[i], 6, sense), S_OK);
		CHECK_EQUAL(send_no_data(ex, exempt[i], 15, sense), S_OK);
	}
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		CHECK_EQUAL(send_no_data(ex, rows[i].opcode, rows[i].size, sense),
		            rows[i].accepted ? S_OK : E_INVALIDARG);
	IDiscRecorder2_Release(recorder);
}

static void cdb_size_follows_the_group(void)
{
	in_world(cdb_sizes, NULL);
}

static void arguments(struct world *world)
{
	static _Alignas(4096) uint8_t buffer[131072];
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);
	BYTE cdb[10] = {0x55}, sense[18];
	ULONG fetched = 9;

	CHECK_EQUAL(IDiscRecorder2Ex_SendCommandNoData(ex, NULL, 6, sense, 10), E_POINTER);
	CHECK_EQUAL(IDiscRecorder2Ex_SendCommandNoData(ex, cdb, 10, NULL, 10), E_POINTER);
	CHECK_EQUAL(IDiscRecorder2Ex_SendCommandSendDataToDevice(ex, cdb, 10, sense, 10, NULL, 4), E_POINTER);
	CHECK_EQUAL(IDiscRecorder2Ex_SendCommandSendDataToDevice(ex, cdb, 10, sense, 10, buffer, 0), E_INVALIDARG);
	CHECK_EQUAL(IDiscRecorder2Ex_SendCommandSendDataToDevice(ex, cdb, 10, sense, 10, buffer, 65537), E_INVALIDARG);
	CHECK_EQUAL(IDiscRecorder2Ex_SendCommandSendDataToDevice(ex, cdb, 10, sense, 10, buffer, 0x80000000),
	            E_INVALIDARG);
	CHECK_EQUAL(IDiscRecorder2Ex_SendCommandSendDataToDevice(ex, cdb, 10, sense, 10, buffer + 1, 4), E_INVALIDARG);
	CHECK_EQUAL(IDiscRecorder2Ex_SendCommandSendDataToDevice(ex, cdb, 10, sense, 10, buffer + 4, 61441),
	            E_INVALIDARG);
	CHECK_EQUAL(IDiscRecorder2Ex_SendCommandGetDataFromDevice(ex, cdb, 10, sense, 10, buffer, 4, NULL), E_POINTER);
	CHECK_EQUAL(world->transport.commands, 1);
	world->transport.transferred = 3;
	CHECK_EQUAL(IDiscRecorder2Ex_SendCommandGetDataFromDevice(ex, cdb, 10, sense, 7, buffer, 8, &fetched), S_OK);
	CHECK_EQUAL(fetched, 3);
	CHECK_EQUAL(world->transport.timeout_ns, UINT64_C(7000000000));
	CHECK_EQUAL(IDiscRecorder2Ex_SendCommandSendDataToDevice(ex, cdb, 10, sense, 0, buffer, 65536), S_OK);
	CHECK_EQUAL(world->transport.timeout_ns, UINT64_C(10000000000));
	IDiscRecorder2_Release(recorder);
}

static void arguments_are_checked(void)
{
	in_world(arguments, NULL);
}

static void sense_data(struct world *world)
{
	static const uint8_t fixed[20] = {0xF0, 0, 3, 0, 0, 4, 0xD2, 10, 0, 0, 0, 0, 0x0C, 0x00, 0, 1, 2, 3, 4, 5};
	static const uint8_t descriptor[8] = {0x72, 0x05, 0x21, 0x02};
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);
	uint8_t sense[20];

	memset(sense, 0xEE, sizeof(sense));
	CHECK_EQUAL(send_no_data(ex, 0x00, 6, sense), S_OK);
	CHECK_EQUAL(sense[0] | sense[17], 0);
	world->transport.status = 2;
	memcpy(world->transport.sense_data, fixed, 20);
	world->transport.sense_length = 20;
	CHECK_EQUAL(send_no_data(ex, 0x00, 6, sense), 0x00AA0200);
	CHECK_BYTES(sense, fixed, 18);
	CHECK_EQUAL(sense[18], 0xEE);
	memcpy(world->transport.sense_data, descriptor, 8);
	world->transport.sense_length = 8;
	CHECK_EQUAL(send_no_data(ex, 0x00, 6, sense), 0x00AA0200);
	CHECK_EQUAL(sense[0] & 0x7F, 0x70);
	CHECK_EQUAL(sense[2] & 0x0F, 5);
	CHECK_EQUAL(sense[12], 0x21);
	CHECK_EQUAL(sense[13], 0x02);
	world->transport.sense_length = 0;
	CHECK_EQUAL(send_no_data(ex, 0x00, 6, sense), 0x00AA0200);
	CHECK_EQUAL(sense[2] & 0x0F, 4);
	CHECK_EQUAL(sense[12], 0x44);
	IDiscRecorder2_Release(recorder);
}

static void sense_comes_in_fixed_format(void)
{
	in_world(sense_data, NULL);
}

static void statuses(struct world *world)
{
	static const struct {
		uint8_t status;
		uint32_t result;
	} rows[] = {{0x08, 0xC0AA0207}, {0x28, 0xC0AA0207}, {0x18, 0xC0AA0210}, {0x40, 0x80004005}};
	static const struct {
		int error;
		uint32_t result;
	} errors[] = {{-ETIMEDOUT, 0xC0AA020D},
	              {-ENODEV, 0x80070037},
	              {-EBUSY, 0xC0AA0210},
	              {-ENOMEM, 0x8007000E},
	              {-EIO, 0x80004005}};
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);
	uint8_t sense[18];

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		world->transport.status = rows[i].status;
		CHECK_EQUAL((uint32_t)send_no_data(ex, 0x00, 6, sense), rows[i].result);
	}
	for (size_t i = 0; i < sizeof(errors) / sizeof(*errors); i++) {
		world->transport.result = errors[i].error;
		CHECK_EQUAL((uint32_t)send_no_data(ex, 0x00, 6, sense), errors[i].result);
	}
	IDiscRecorder2_Release(recorder);
}

static void statuses_and_errors_become_their_codes(void)
{
	in_world(statuses, NULL);
}

static void mounted(struct world *world)
{
	static const uint8_t changing[][2] = {{0x04, 6},  {0x2A, 10}, {0x2C, 10}, {0x2E, 10}, {0x53, 10}, {0x54, 10},
	                                      {0x58, 10}, {0x5B, 10}, {0xA1, 12}, {0xAA, 12}, {0xBF, 12}};
	BSTR name = SysAllocString(u"Test");
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);
	uint8_t sense[18];

	world->transport.mounted = 1;
	CHECK_EQUAL(send_no_data(ex, 0x00, 6, sense), S_OK);
	for (size_t i = 0; i < sizeof(changing) / sizeof(*changing); i++)
		CHECK_EQUAL(send_no_data(ex, changing[i][0], changing[i][1], sense), (HRESULT)0xC0AA0210);
	CHECK_EQUAL(IWriteEngine2_put_Recorder(world->engine, ex), S_OK);
	CHECK_EQUAL(IWriteEngine2_WriteSection(world->engine, &world->stream.IStream_iface, 0, 1), (HRESULT)0xC0AA0210);
	CHECK_EQUAL(world->transport.commands, 2);
	world->transport.mounted = -EIO;
	CHECK_EQUAL(send_no_data(ex, 0xA1, 12, sense), E_FAIL);
	world->transport.mounted = 1;
	CHECK_EQUAL(IDiscRecorder2_AcquireExclusiveAccess(recorder, VARIANT_TRUE, name), S_OK);
	CHECK_EQUAL(send_no_data(ex, 0xA1, 12, sense), S_OK);
	IWriteEngine2_put_Recorder(world->engine, &world->recorder.IDiscRecorder2Ex_iface);
	IDiscRecorder2_Release(recorder);
	SysFreeString(name);
}

static void mounted_device_is_not_written(void)
{
	in_world(mounted, NULL);
}

static void limits(struct world *world)
{
	ULONG aligned, unaligned, alignment;
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);

	CHECK_EQUAL(IDiscRecorder2Ex_GetMaximumPageAlignedTransferSize(ex, &aligned), S_OK);
	CHECK_EQUAL(IDiscRecorder2Ex_GetMaximumNonPageAlignedTransferSize(ex, &unaligned), S_OK);
	CHECK_EQUAL(IDiscRecorder2Ex_GetByteAlignmentMask(ex, &alignment), S_OK);
	CHECK_EQUAL(aligned, 65536);
	CHECK_EQUAL(unaligned, 61440);
	CHECK_EQUAL(alignment, 4);
	CHECK_EQUAL(IDiscRecorder2Ex_GetByteAlignmentMask(ex, NULL), E_POINTER);
	IDiscRecorder2_Release(recorder);
}

static void limits_are_the_transports(void)
{
	in_world(limits, NULL);
}

static void whole(struct world *world)
{
	static const uint8_t cdb[] = {0x2A, 0, 0, 0, 0, 7, 0, 0, 32, 0};
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);

	CHECK_EQUAL(IWriteEngine2_put_Recorder(world->engine, ex), S_OK);
	CHECK_EQUAL(IWriteEngine2_WriteSection(world->engine, &world->stream.IStream_iface, 7, 64), S_OK);
	CHECK_EQUAL(world->transport.commands, 3);
	CHECK_BYTES(world->transport.cdbs[1], cdb, 10);
	CHECK_EQUAL(world->transport.timeout_ns, UINT64_C(60000000000));
	IWriteEngine2_put_Recorder(world->engine, &world->recorder.IDiscRecorder2Ex_iface);
	CHECK_EQUAL(IDiscRecorder2_Release(recorder), 0);
}

static void engine_writes_through_it(void)
{
	in_world(whole, NULL);
}

static const struct unit_test tests[] = {
	{"RecorderEx.CdbSizeFollowsTheGroup", cdb_size_follows_the_group},
	{"RecorderEx.ArgumentsAreChecked", arguments_are_checked},
	{"RecorderEx.SenseComesInFixedFormat", sense_comes_in_fixed_format},
	{"RecorderEx.StatusesAndErrorsBecomeTheirCodes", statuses_and_errors_become_their_codes},
	{"RecorderEx.MountedDeviceIsNotWritten", mounted_device_is_not_written},
	{"RecorderEx.LimitsAreTheTransports", limits_are_the_transports},
	{"RecorderEx.EngineWritesThroughIt", engine_writes_through_it},
	{NULL, NULL},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
