/* SPDX-License-Identifier: MIT */
/* MsftDiscRecorder2's disc structures, disc, track and device data, on a transport that answers as told. */
#include <errno.h>

#include "tests/unit/imapi2/answers.h"
#include "tests/unit/unit.h"

static const uint8_t structure[] = {0x00, 0x06, 0, 0, 0xA1, 0xA2, 0xA3, 0xA4};

static void read_structure(struct world *world)
{
	static const uint8_t cdb[] = {0xAD, 0, 0x01, 0x02, 0x03, 0x04, 1, 0x0E, 0, 8, 0x80, 0};
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);
	BYTE *data = NULL;
	ULONG bytes = 0;
	HRESULT hr;

	answer(world, 0xAD, structure, sizeof(structure));
	hr = IDiscRecorder2Ex_ReadDvdStructure(ex, 0xFF0E, 0x01020304, 1, 2, &data, &bytes);
	check_block(hr, data, bytes, structure + 4, 4);
	CHECK_BYTES(last_cdb(world), cdb, sizeof(cdb));
	hr = IDiscRecorder2Ex_ReadDvdStructure(ex, 0, 0, 256, 0, &data, &bytes);
	check_failure(hr, E_INVALIDARG, data, bytes);
	hr = IDiscRecorder2Ex_ReadDvdStructure(ex, 0, 0, 0, 4, &data, &bytes);
	check_failure(hr, E_INVALIDARG, data, bytes);
	CHECK_EQUAL(IDiscRecorder2Ex_ReadDvdStructure(ex, 0, 0, 0, 0, NULL, &bytes), E_POINTER);
	CHECK_EQUAL(IDiscRecorder2Ex_ReadDvdStructure(ex, 0, 0, 0, 0, &data, NULL), E_POINTER);
	CHECK_EQUAL(world->transport.commands, 3);
	answer_with_sense(world, 5, 0x24, 0);
	hr = IDiscRecorder2Ex_ReadDvdStructure(ex, 0, 0, 0, 0, &data, &bytes);
	check_failure(hr, (HRESULT)0xC0AA020E, data, bytes);
	IDiscRecorder2_Release(recorder);
}

static void structure_comes_without_its_header(void)
{
	in_world(read_structure, NULL);
}

static void send_structure(struct world *world)
{
	static const uint8_t cdb[] = {0xBF, 0, 0, 0, 0, 0, 0, 0x0F, 0, 7, 0, 0};
	static const uint8_t sent[] = {0, 5, 0, 0, 1, 2, 3};
	static BYTE much[0x10000];
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);
	BYTE data[] = {1, 2, 3};

	CHECK_EQUAL(IDiscRecorder2Ex_SendDvdStructure(ex, 0x10F, data, 3), S_OK);
	CHECK_BYTES(last_cdb(world), cdb, sizeof(cdb));
	CHECK_EQUAL(world->transport.sent_bytes, sizeof(sent));
	CHECK_BYTES(world->transport.sent, sent, sizeof(sent));
	CHECK_EQUAL(IDiscRecorder2Ex_SendDvdStructure(ex, 0, much, 0xFFFB), S_OK);
	CHECK_EQUAL(world->transport.sent_bytes, 0xFFFF);
	CHECK_EQUAL(IDiscRecorder2Ex_SendDvdStructure(ex, 0, much, 0xFFFC), E_INVALIDARG);
	CHECK_EQUAL(IDiscRecorder2Ex_SendDvdStructure(ex, 0, NULL, 3), E_POINTER);
	CHECK_EQUAL(world->transport.commands, 3);
	IDiscRecorder2_Release(recorder);
}

static void structure_goes_behind_a_header(void)
{
	in_world(send_structure, NULL);
}

static void disc_information(struct world *world)
{
	static const uint8_t first[] = {0x51, 0, 0, 0, 0, 0, 0, 0, 2, 0}, second[] = {0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0};
	static const uint8_t disc[40] = {0, 32, 0x0E, 1, 1, 1, 1, [33] = 0xEE, [34] = 0xBD};
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);
	BYTE *data = NULL;
	ULONG bytes = 0;
	HRESULT hr;

	answer(world, 0x51, disc, sizeof(disc));
	hr = IDiscRecorder2Ex_GetDiscInformation(ex, &data, &bytes);
	check_block(hr, data, bytes, disc, 34);
	CHECK_BYTES(world->transport.cdbs[1], first, sizeof(first));
	CHECK_BYTES(world->transport.cdbs[2], second, sizeof(second));
	CHECK_EQUAL(world->transport.timeout_ns, UINT64_C(10000000000));
	CHECK_EQUAL(IDiscRecorder2Ex_GetDiscInformation(ex, NULL, &bytes), E_POINTER);
	CHECK_EQUAL(IDiscRecorder2Ex_GetDiscInformation(ex, &data, NULL), E_POINTER);
	IDiscRecorder2_Release(recorder);
}

static void disc_information_is_whole(void)
{
	in_world(disc_information, NULL);
}

static void track_information(struct world *world)
{
	static const uint8_t cdb[] = {0x52, 2, 0, 0, 0, 7, 0, 0, 48, 0};
	static const uint8_t track[48] = {0, 46, 7, 1, [47] = 0x77};
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);
	BYTE *data = NULL;
	ULONG bytes = 0;
	HRESULT hr;

	answer(world, 0x52, track, sizeof(track));
	hr = IDiscRecorder2Ex_GetTrackInformation(ex, 7, IMAPI_READ_TRACK_ADDRESS_TYPE_SESSION, &data, &bytes);
	check_block(hr, data, bytes, track, sizeof(track));
	CHECK_BYTES(last_cdb(world), cdb, sizeof(cdb));
	hr = IDiscRecorder2Ex_GetTrackInformation(ex, 7, (IMAPI_READ_TRACK_ADDRESS_TYPE)3, &data, &bytes);
	check_failure(hr, E_INVALIDARG, data, bytes);
	CHECK_EQUAL(IDiscRecorder2Ex_GetTrackInformation(ex, 7, 0, NULL, &bytes), E_POINTER);
	CHECK_EQUAL(IDiscRecorder2Ex_GetTrackInformation(ex, 7, 0, &data, NULL), E_POINTER);
	CHECK_EQUAL(world->transport.commands, 3);
	IDiscRecorder2_Release(recorder);
}

static void track_information_is_whole(void)
{
	in_world(track_information, NULL);
}

/* Each too short in its way: no length, a length below the minimum, fewer bytes than it says, more than can come. */
static void short_answers(struct world *world)
{
	static const uint8_t disc[34] = {0, 32}, little[34] = {0, 31}, lying[34] = {0, 33}, much[34] = {0xFF, 0xFF};
	static const struct {
		const uint8_t *data;
		size_t bytes;
	} rows[] = {{disc, 0}, {disc, 1}, {little, 34}, {disc, 33}, {lying, 34}, {much, 34}};
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		BYTE *data = (BYTE *)world;
		ULONG bytes = 9;
		HRESULT hr;

		answer(world, 0x51, rows[i].data, rows[i].bytes);
		hr = IDiscRecorder2Ex_GetDiscInformation(ex, &data, &bytes);
		check_failure(hr, BAD_RESPONSE, data, bytes);
	}
	IDiscRecorder2_Release(recorder);
}

/* Header and data are two commands. */
static void growing_answer(struct world *world)
{
	static const uint8_t before[34] = {0, 32}, after[36] = {0, 34};
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);
	BYTE *data = NULL;
	ULONG bytes = 0;

	world->transport.answers[0] = (struct fake_answer){0x51, before, sizeof(before), .times = 1};
	world->transport.answers[1] = (struct fake_answer){0x51, after, sizeof(after), .times = 0};
	CHECK_FAILURE(IDiscRecorder2Ex_GetDiscInformation(ex, &data, &bytes), BAD_RESPONSE, data, bytes);
	IDiscRecorder2_Release(recorder);
}

static void answer_that_grows_meanwhile_is_refused(void)
{
	in_world(growing_answer, NULL);
}

static void short_answers_are_refused(void)
{
	in_world(short_answers, NULL);
}

static void failing_device(struct world *world)
{
	static const struct {
		uint8_t key, asc, ascq;
		uint32_t result;
	} rows[] = {{2, 0x3A, 0, 0xC0AA0202}, {2, 4, 1, 0xC0AA0205}, {2, 4, 8, 0xC0AA0207},
	            {6, 0x28, 0, 0xC0AA0205}, {2, 4, 4, 0xC0AA0206}, {5, 0x30, 5, 0xC0AA0203}};
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);
	BYTE *data = (BYTE *)world;
	ULONG bytes = 9;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		answer_with_sense(world, rows[i].key, rows[i].asc, rows[i].ascq);
		CHECK_FAILURE(IDiscRecorder2Ex_GetDiscInformation(ex, &data, &bytes), (HRESULT)rows[i].result, data,
		              bytes);
	}
	world->transport.result = -ETIMEDOUT;
	CHECK_FAILURE(IDiscRecorder2Ex_GetDiscInformation(ex, &data, &bytes), (HRESULT)0xC0AA020D, data, bytes);
	IDiscRecorder2_Release(recorder);
}

static void sense_becomes_its_code(void)
{
	in_world(failing_device, NULL);
}

/* ---- descriptors ---- */

static void adapter(struct world *world)
{
	static const uint8_t wanted[] = {32, 0, 0, 0, 32, 0, 0, 0, 0, 0, 1, 0, 17, 0, 0, 0, 3, 0, 0, 0, [31] = 0};
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);
	BYTE *data = NULL;
	ULONG bytes = 0;
	HRESULT hr = IDiscRecorder2Ex_GetAdapterDescriptor(ex, &data, &bytes);

	check_block(hr, data, bytes, wanted, sizeof(wanted));
	CHECK_EQUAL(IDiscRecorder2Ex_GetAdapterDescriptor(ex, NULL, &bytes), E_POINTER);
	CHECK_EQUAL(IDiscRecorder2Ex_GetAdapterDescriptor(ex, &data, NULL), E_POINTER);
	IDiscRecorder2_Release(recorder);
}

static void adapter_descriptor_tells_the_limits(void)
{
	in_world(adapter, NULL);
}

static const uint8_t serial_page[] = {5, 0x80, 0, 3, 'S', 'N', '1', 'x'};

static void device(struct world *world)
{
	static const uint8_t serial_cdb[] = {0x12, 1, 0x80, 0, 252, 0};
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);
	BYTE *data = NULL;
	ULONG bytes = 0;

	answer(world, 0x12, serial_page, sizeof(serial_page));
	CHECK_EQUAL(IDiscRecorder2Ex_GetDeviceDescriptor(ex, &data, &bytes), S_OK);
	CHECK_BYTES(last_cdb(world), serial_cdb, sizeof(serial_cdb));
	if (CHECK_EQUAL(bytes, 72 + 8 + 12 + 4 + 4)) {
		static const uint8_t head[36] = {40, 0, 0,  0, 72 + 28, 0, 0,  0, 5, 0, 1, 0, 72, 0, 0,  0, 80, 0,
		                                 0,  0, 92, 0, 0,       0, 96, 0, 0, 0, 0, 0, 0,  0, 36, 0, 0,  0};

		CHECK_BYTES(data, head, sizeof(head));
		CHECK_BYTES(data + 36, "\x05\x80\x05\x02\x1F\0\0\0DRYBURN FAKE WRITER     1.0 ", 36);
		CHECK_BYTES(data + 72, "DRYBURN\0FAKE WRITER\0001.0\0SN1", 28);
	}
	CoTaskMemFree(data);
	CHECK_EQUAL(IDiscRecorder2Ex_GetDeviceDescriptor(ex, NULL, &bytes), E_POINTER);
	CHECK_EQUAL(IDiscRecorder2Ex_GetDeviceDescriptor(ex, &data, NULL), E_POINTER);
	IDiscRecorder2_Release(recorder);
}

static void device_descriptor_tells_the_identity(void)
{
	in_world(device, NULL);
}

/* The offset of the serial number, and its bytes with the NUL. */
static void check_serial(IDiscRecorder2Ex *ex, uint8_t offset, ULONG serial_bytes)
{
	BYTE *data = NULL;
	ULONG bytes = 0;

	CHECK_EQUAL(IDiscRecorder2Ex_GetDeviceDescriptor(ex, &data, &bytes), S_OK);
	if (CHECK_EQUAL(bytes, 72 + 24 + serial_bytes)) {
		CHECK_EQUAL(data[24], offset);
		CHECK_EQUAL(data[bytes - 1], 0);
	}
	CoTaskMemFree(data);
}

static void no_serial(struct world *world)
{
	static const uint8_t other_page[] = {5, 0x83, 0, 1, 'X'},
			     lying[300] = {5, 0x80, 0xFF, 0xFF, 'A', 'B', 'C', [252] = 'D'};
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);

	answer(world, 0x12, other_page, sizeof(other_page));
	check_serial(ex, 0, 0);
	answer(world, 0x12, other_page, 3);
	check_serial(ex, 0, 0);
	answer(world, 0x12, lying, 7);
	check_serial(ex, 96, 4);
	answer(world, 0x12, lying, sizeof(lying));
	check_serial(ex, 96, 4);
	world->transport.answers[0].data = NULL;
	answer_with_sense(world, 5, 0x24, 0);
	check_serial(ex, 0, 0);
	IDiscRecorder2_Release(recorder);
}

static void device_without_serial_number_has_no_offset(void)
{
	in_world(no_serial, NULL);
}

/* ---- before it is initialised ---- */

static void uninitialised(struct world *world)
{
	IDiscRecorder2 *recorder = world_recorder(world);
	BYTE *data = (BYTE *)world, page[4] = {5, 2};
	IMAPI_FEATURE_PAGE_TYPE *codes;
	IMAPI_MODE_PAGE_TYPE *pages;
	IMAPI_PROFILE_TYPE *profiles;
	IDiscRecorder2Ex *ex;
	ULONG bytes = 9;

	IDiscRecorder2_QueryInterface(recorder, &IID_IDiscRecorder2Ex, (void **)&ex);
	CHECK_FAILURE(IDiscRecorder2Ex_ReadDvdStructure(ex, 0, 0, 0, 0, &data, &bytes), E_FAIL, data, bytes);
	CHECK_EQUAL(IDiscRecorder2Ex_SendDvdStructure(ex, 0, page, 4), E_FAIL);
	CHECK_FAILURE(IDiscRecorder2Ex_GetAdapterDescriptor(ex, &data, &bytes), E_FAIL, data, bytes);
	CHECK_FAILURE(IDiscRecorder2Ex_GetDeviceDescriptor(ex, &data, &bytes), E_FAIL, data, bytes);
	CHECK_FAILURE(IDiscRecorder2Ex_GetDiscInformation(ex, &data, &bytes), E_FAIL, data, bytes);
	CHECK_FAILURE(IDiscRecorder2Ex_GetTrackInformation(ex, 1, 1, &data, &bytes), E_FAIL, data, bytes);
	CHECK_FAILURE(IDiscRecorder2Ex_GetFeaturePage(ex, 1, FALSE, &data, &bytes), E_FAIL, data, bytes);
	CHECK_FAILURE(IDiscRecorder2Ex_GetModePage(ex, 5, 0, &data, &bytes), E_FAIL, data, bytes);
	CHECK_EQUAL(IDiscRecorder2Ex_SetModePage(ex, 0, page, 4), E_FAIL);
	CHECK_FAILURE(IDiscRecorder2Ex_GetSupportedFeaturePages(ex, FALSE, &codes, &bytes), E_FAIL, codes, bytes);
	CHECK_FAILURE(IDiscRecorder2Ex_GetSupportedProfiles(ex, FALSE, &profiles, &bytes), E_FAIL, profiles, bytes);
	CHECK_FAILURE(IDiscRecorder2Ex_GetSupportedModePages(ex, 0, &pages, &bytes), E_FAIL, pages, bytes);
	CHECK_EQUAL(world->transport.commands, 0);
	IDiscRecorder2Ex_Release(ex);
	IDiscRecorder2_Release(recorder);
}

static void nothing_is_asked_before_initialize(void)
{
	in_world(uninitialised, NULL);
}

static const struct unit_test tests[] = {
	{"RecorderInformation.StructureComesWithoutItsHeader", structure_comes_without_its_header},
	{"RecorderInformation.StructureGoesBehindAHeader", structure_goes_behind_a_header},
	{"RecorderInformation.DiscInformationIsWhole", disc_information_is_whole},
	{"RecorderInformation.TrackInformationIsWhole", track_information_is_whole},
	{"RecorderInformation.ShortAnswersAreRefused", short_answers_are_refused},
	{"RecorderInformation.AnswerThatGrowsMeanwhileIsRefused", answer_that_grows_meanwhile_is_refused},
	{"RecorderInformation.SenseBecomesItsCode", sense_becomes_its_code},
	{"RecorderInformation.AdapterDescriptorTellsTheLimits", adapter_descriptor_tells_the_limits},
	{"RecorderInformation.DeviceDescriptorTellsTheIdentity", device_descriptor_tells_the_identity},
	{"RecorderInformation.DeviceWithoutSerialNumberHasNoOffset", device_without_serial_number_has_no_offset},
	{"RecorderInformation.NothingIsAskedBeforeInitialize", nothing_is_asked_before_initialize},
	{NULL, NULL},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
