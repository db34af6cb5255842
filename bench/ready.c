/* SPDX-License-Identifier: MIT */
#include "bench/ready.h"

#include <errno.h>
#include <string.h>

#include "bench/bench.h"
#include "engine/mmc/mmc.h"
#include "engine/transport/iscsi.h"
#include "engine/transport/sgio.h"
#include "platform/posix.h"

#define READY_LIMIT_NS (60 * NS_PER_S)

int ready_count(struct transport *transport, unsigned commands, double *ret_per_second)
{
	double began = host_seconds();
	struct sense sense;
	int result = 0;

	for (unsigned i = 0; !result && i < commands; i++)
		result = mmc_test_unit_ready(transport, &sense);
	*ret_per_second = commands / (host_seconds() - began);
	return result;
}

static int count_over(struct platform *platform, struct transport *transport, unsigned commands, double *ret_per_second)
{
	struct sense sense;
	int result = mmc_wait_until_ready(transport, platform, READY_LIMIT_NS, NULL, &sense);

	if (!result)
		result = ready_count(transport, commands, ret_per_second);
	transport_destroy(transport);
	return result;
}

static int count_over_iscsi(struct platform *platform, const char *url, unsigned commands, double *ret_per_second)
{
	struct iscsi_device *device;
	struct transport *transport;
	char problem[128];
	int result = iscsi_device_create(platform, url, &device, problem, sizeof(problem));

	if (result)
		return result;
	result = iscsi_device_open(device, &transport, problem, sizeof(problem));
	if (!result)
		result = count_over(platform, transport, commands, ret_per_second);
	iscsi_device_destroy(device);
	return result;
}

int ready_count_at(const char *drive, unsigned commands, double *ret_per_second)
{
	struct platform *platform = posix_create(1);
	struct transport *transport;
	int result = platform ? 0 : -ENOMEM;

	if (!result && strncmp(drive, "iscsi:", 6) == 0) {
		result = count_over_iscsi(platform, drive, commands, ret_per_second);
	} else if (!result) {
		result = sgio_transport_open(drive, &transport);
		if (!result)
			result = count_over(platform, transport, commands, ret_per_second);
	}
	platform_destroy(platform);
	return result;
}
