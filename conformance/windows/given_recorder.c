/* SPDX-License-Identifier: MIT */
#include "conformance/windows/given_recorder.h"

#include <errno.h>

#include "conformance/doubles/recorder_transport.h"
#include "platform/win32.h"

static int open_way(void *context, struct platform *platform, struct transport **ret_transport)
{
	(void)platform;
	return recorder_transport_open(context, ret_transport);
}

/* The suite's name of what is in the drive: "" for nothing, or for nothing that it knows.
 * [MMC-6 "GET CONFIGURATION": current profile in bytes 6 and 7] */
static const char *medium_of_profile(unsigned profile)
{
	static const struct {
		unsigned profile;
		const char *medium;
	} media[] = {{0x001B, "dvd+r"}, {0x0043, "bd-re"}, {0x0010, "dvd-rom"}, {0x0040, "bd-rom"}};

	for (size_t i = 0; i < sizeof(media) / sizeof(media[0]); i++)
		if (media[i].profile == profile)
			return media[i].medium;
	return "";
}

static int ask_medium(struct transport *way, const char **ret_medium)
{
	uint8_t data[8] = {0};
	struct command command = {.cdb = {0x46, [8] = sizeof(data)},
	                          .cdb_length = 10,
	                          .direction = DATA_IN,
	                          .data = data,
	                          .data_length = sizeof(data)};
	int tries = 0, result;

	do
		result = transport_execute(way, &command, 60 * NS_PER_S);
	while (!result && command.status && ++tries < 5); /* unit attentions */
	if (result || command.status)
		return -EIO;
	*ret_medium = medium_of_profile((unsigned)data[6] << 8 | data[7]);
	return 0;
}

int given_recorder_init(struct given_recorder *given, const char *id)
{
	struct transport *way;
	int result;

	if (!MultiByteToWideChar(CP_ACP, 0, id, -1, given->id, GIVEN_ID_MAX))
		return -ENAMETOOLONG;
	given->source =
		(struct rig_source){.open = open_way, .context = given->id, .name = id, .recorder_id = given->id};
	result = recorder_transport_open(given->id, &way);
	if (!result) {
		result = ask_medium(way, &given->source.medium);
		transport_destroy(way);
	}
	if (result)
		return result;
	given->source.platform = win32_create(1);
	return given->source.platform ? 0 : -ENOMEM;
}

void given_recorder_finish(struct given_recorder *given)
{
	platform_destroy(given->source.platform);
}
