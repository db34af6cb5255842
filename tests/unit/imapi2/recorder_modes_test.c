/* SPDX-License-Identifier: MIT */
/* MsftDiscRecorder2's mode pages, on a transport that answers as told. */
#include "tests/unit/imapi2/answers.h"
#include "tests/unit/unit.h"

/* A header that announces a block descriptor, the descriptor, page 05h with PS, page 2Ah, a vendor's page 0. */
static const uint8_t modes[] = {0, 26, 0,    0, 0,    0,    0,    8, 0,    0,    0, 0, 0, 0,
                                8, 0,  0x85, 2, 0x11, 0x22, 0x2A, 2, 0x33, 0x44, 0, 1, 2, 3};

static void mode_page(struct world *world)
{
	static const uint8_t cdb[] = {0x5A, 8, 0xC5, 0, 0, 0, 0, 0, 28, 0};
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);
	BYTE *data = NULL;
	ULONG bytes = 0;
	HRESULT hr;

	answer(world, 0x5A, modes, sizeof(modes));
	hr = IDiscRecorder2Ex_GetModePage(ex, 5, IMAPI_MODE_PAGE_REQUEST_TYPE_SAVED_VALUES, &data, &bytes);
	check_block(hr, data, bytes, modes + 16, 4);
	CHECK_BYTES(last_cdb(world), cdb, sizeof(cdb));
	hr = IDiscRecorder2Ex_GetModePage(ex, 0x2A, 0, &data, &bytes); /* another page came */
	check_failure(hr, BAD_RESPONSE, data, bytes);
	CHECK_EQUAL(world->transport.commands, 5);
	for (int page = 0x3F; page <= 0x40; page++) {
		hr = IDiscRecorder2Ex_GetModePage(ex, (IMAPI_MODE_PAGE_TYPE)page, 0, &data, &bytes);
		check_failure(hr, E_INVALIDARG, data, bytes);
	}
	hr = IDiscRecorder2Ex_GetModePage(ex, (IMAPI_MODE_PAGE_TYPE)0, 0, &data, &bytes);
	check_failure(hr, E_INVALIDARG, data, bytes);
	hr = IDiscRecorder2Ex_GetModePage(ex, 5, (IMAPI_MODE_PAGE_REQUEST_TYPE)4, &data, &bytes);
	check_failure(hr, E_INVALIDARG, data, bytes);
	CHECK_EQUAL(IDiscRecorder2Ex_GetModePage(ex, 5, 0, NULL, &bytes), E_POINTER);
	CHECK_EQUAL(IDiscRecorder2Ex_GetModePage(ex, 5, 0, &data, NULL), E_POINTER);
	CHECK_EQUAL(world->transport.commands, 5);
	IDiscRecorder2_Release(recorder);
}

static void mode_page_comes_without_header_and_descriptors(void)
{
	in_world(mode_page, NULL);
}

static void absent_mode_page(struct world *world)
{
	static const uint8_t empty[] = {0, 6, 0, 0, 0, 0, 0, 0}, far[] = {0, 7, 0, 0, 0, 0, 0, 2, 0x85};
	static const uint8_t cut[] = {0, 9, 0, 0, 0, 0, 0, 0, 5, 2, 0};
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);
	BYTE *data = NULL;
	ULONG bytes = 0;

	answer(world, 0x5A, empty, sizeof(empty));
	CHECK_FAILURE(IDiscRecorder2Ex_GetModePage(ex, 5, 0, &data, &bytes), BAD_RESPONSE, data, bytes);
	answer(world, 0x5A, far, sizeof(far));
	CHECK_FAILURE(IDiscRecorder2Ex_GetModePage(ex, 5, 0, &data, &bytes), BAD_RESPONSE, data, bytes);
	answer(world, 0x5A, cut, sizeof(cut));
	CHECK_FAILURE(IDiscRecorder2Ex_GetModePage(ex, 5, 0, &data, &bytes), BAD_RESPONSE, data, bytes);
	answer_with_sense(world, 5, 0x24, 0);
	CHECK_FAILURE(IDiscRecorder2Ex_GetModePage(ex, 3, 0, &data, &bytes), (HRESULT)0xC0AA0201, data, bytes);
	answer_with_sense(world, 5, 0x39, 0);
	CHECK_FAILURE(IDiscRecorder2Ex_GetModePage(ex, 3, 3, &data, &bytes), (HRESULT)0xC0AA0201, data, bytes);
	IDiscRecorder2_Release(recorder);
}

static void mode_page_that_is_not_there_is_an_error(void)
{
	in_world(absent_mode_page, NULL);
}

static void set_mode_page(struct world *world)
{
	static const uint8_t current[] = {0x55, 0x10, 0, 0, 0, 0, 0, 0, 12, 0},
			     saved[] = {0x55, 0x11, 0, 0, 0, 0, 0, 0, 12, 0};
	static const uint8_t sent[] = {0, 0, 0, 0, 0, 0, 0, 0, 0x05, 2, 0x11, 0x22};
	static BYTE page[0x102] = {0x85, 2, 0x11, 0x22};
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);

	CHECK_EQUAL(IDiscRecorder2Ex_SetModePage(ex, IMAPI_MODE_PAGE_REQUEST_TYPE_CURRENT_VALUES, page, 4), S_OK);
	CHECK_BYTES(last_cdb(world), current, sizeof(current));
	CHECK_EQUAL(world->transport.sent_bytes, sizeof(sent));
	CHECK_BYTES(world->transport.sent, sent, sizeof(sent));
	CHECK_EQUAL(page[0], 0x85);
	CHECK_EQUAL(IDiscRecorder2Ex_SetModePage(ex, IMAPI_MODE_PAGE_REQUEST_TYPE_SAVED_VALUES, page, 4), S_OK);
	CHECK_BYTES(last_cdb(world), saved, sizeof(saved));
	CHECK_EQUAL(IDiscRecorder2Ex_SetModePage(ex, 0, page, 0x101), S_OK);
	CHECK_EQUAL(IDiscRecorder2Ex_SetModePage(ex, 0, page, 0x102), E_INVALIDARG);
	CHECK_EQUAL(IDiscRecorder2Ex_SetModePage(ex, 0, page, 1), E_INVALIDARG);
	CHECK_EQUAL(IDiscRecorder2Ex_SetModePage(ex, IMAPI_MODE_PAGE_REQUEST_TYPE_CHANGEABLE_VALUES, page, 4),
	            E_INVALIDARG);
	CHECK_EQUAL(IDiscRecorder2Ex_SetModePage(ex, IMAPI_MODE_PAGE_REQUEST_TYPE_DEFAULT_VALUES, page, 4),
	            E_INVALIDARG);
	CHECK_EQUAL(IDiscRecorder2Ex_SetModePage(ex, 0, NULL, 4), E_POINTER);
	CHECK_EQUAL(world->transport.commands, 4);
	answer_with_sense(world, 5, 0x26, 2);
	CHECK_EQUAL(IDiscRecorder2Ex_SetModePage(ex, 0, page, 4), (HRESULT)0xC0AA0208);
	IDiscRecorder2_Release(recorder);
}

static void mode_page_goes_behind_a_header(void)
{
	in_world(set_mode_page, NULL);
}

static void mode_list(struct world *world)
{
	static const uint8_t cdb[] = {0x5A, 8, 0xBF, 0, 0, 0, 0, 0, 28, 0};
	static const uint8_t cut[] = {0, 9, 0, 0, 0, 0, 0, 0, 5, 2, 0}, far[] = {0, 7, 0, 0, 0, 0, 0, 2, 0};
	IMAPI_MODE_PAGE_TYPE *list = NULL;
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex = world_ready_recorder(world, &recorder);
	ULONG count = 0;

	answer(world, 0x5A, modes, sizeof(modes));
	CHECK_EQUAL(
		IDiscRecorder2Ex_GetSupportedModePages(ex, IMAPI_MODE_PAGE_REQUEST_TYPE_DEFAULT_VALUES, &list, &count),
		S_OK);
	CHECK_BYTES(last_cdb(world), cdb, sizeof(cdb));
	if (CHECK_EQUAL(count, 3)) {
		CHECK_EQUAL(list[0], 5);
		CHECK_EQUAL(list[1], 0x2A);
		CHECK_EQUAL(list[2], 0);
	}
	CoTaskMemFree(list);
	CHECK_FAILURE(IDiscRecorder2Ex_GetSupportedModePages(ex, (IMAPI_MODE_PAGE_REQUEST_TYPE)4, &list, &count),
	              E_INVALIDARG, list, count);
	answer(world, 0x5A, far, sizeof(far));
	CHECK_FAILURE(IDiscRecorder2Ex_GetSupportedModePages(ex, 0, &list, &count), BAD_RESPONSE, list, count);
	answer(world, 0x5A, cut, sizeof(cut));
	CHECK_FAILURE(IDiscRecorder2Ex_GetSupportedModePages(ex, 0, &list, &count), BAD_RESPONSE, list, count);
	CHECK_EQUAL(IDiscRecorder2Ex_GetSupportedModePages(ex, 0, NULL, &count), E_POINTER);
	CHECK_EQUAL(IDiscRecorder2Ex_GetSupportedModePages(ex, 0, &list, NULL), E_POINTER);
	IDiscRecorder2_Release(recorder);
}

static void mode_pages_are_listed_and_counted(void)
{
	in_world(mode_list, NULL);
}

static const struct unit_test tests[] = {
	{"RecorderModes.ModePageComesWithoutHeaderAndDescriptors", mode_page_comes_without_header_and_descriptors},
	{"RecorderModes.ModePageThatIsNotThereIsAnError", mode_page_that_is_not_there_is_an_error},
	{"RecorderModes.ModePageGoesBehindAHeader", mode_page_goes_behind_a_header},
	{"RecorderModes.ModePagesAreListedAndCounted", mode_pages_are_listed_and_counted},
	{NULL, NULL},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
