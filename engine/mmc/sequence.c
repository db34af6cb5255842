/* SPDX-License-Identifier: MIT */
/* The tray's lock, and waiting for a drive that is at work. */
#include <errno.h>

#include "engine/mmc/execute.h"
#include "t10/opcode.h"

#define POLL_INTERVAL_NS (NS_PER_S / 2)
#define ATTENTION_INTERVAL_NS (10 * NS_PER_MS)

int mmc_test_unit_ready(struct transport *transport, struct sense *ret_sense)
{
	uint8_t cdb[6] = {TEST_UNIT_READY};

	return mmc_execute_plain(transport, cdb, sizeof(cdb), QUICK_S, ret_sense);
}

int mmc_prevent_allow_medium_removal(struct transport *transport, bool prevent, struct sense *ret_sense)
{
	uint8_t cdb[6] = {PREVENT_ALLOW_MEDIUM_REMOVAL, [4] = prevent};

	return mmc_execute_plain(transport, cdb, sizeof(cdb), QUICK_S, ret_sense);
}

/* Becoming ready, or at long work: [MMC-6 "Not ready conditions" 2/04/xx]. */
static bool is_at_work(const struct sense *sense)
{
	return sense->key == NOT_READY && sense->asc == 0x04;
}

static void report(const struct mmc_progress *progress, const struct sense *sense)
{
	if (progress && progress->report)
		progress->report(progress->context, sense->specific == SPECIFIC_PROGRESS ? sense->progress : -1);
}

int mmc_wait_until_ready(struct transport *transport, struct platform *platform, uint64_t limit_ns,
                         const struct mmc_progress *progress, struct sense *ret_sense)
{
	uint64_t deadline = platform_now(platform) + limit_ns;

	for (;;) {
		int result = mmc_test_unit_ready(transport, ret_sense);

		if (result != -EREMOTEIO || (ret_sense->key != UNIT_ATTENTION && !is_at_work(ret_sense)))
			return result;
		if (platform_now(platform) >= deadline)
			return -ETIMEDOUT;
		report(progress, ret_sense);
		sleep_until(platform, platform_now(platform) +
		                              (is_at_work(ret_sense) ? POLL_INTERVAL_NS : ATTENTION_INTERVAL_NS));
	}
}
