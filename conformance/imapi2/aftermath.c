/* SPDX-License-Identifier: MIT */
#include "conformance/imapi2/aftermath.h"

#include "conformance/expect.h"
#include "conformance/doubles/pattern.h"
#include "engine/imapi2/imapi2error.h"

/* ---- the log ---- */

static LONG count_blocks(const struct burn *burn, bool only_acknowledged)
{
	const struct rig *rig = burn->rig;
	uint32_t lba, blocks, end = (uint32_t)burn->start;

	for (unsigned i = 0; i < rig->log_count; i++) {
		const struct rig_command *command = &rig->log[i];
		bool acknowledged = command->ended && !command->result && !command->status;

		if (rig_command_is_write(command, &lba, &blocks) && (acknowledged || !only_acknowledged) &&
		    lba + blocks > end)
			end = lba + blocks;
	}
	return (LONG)(end - (uint32_t)burn->start);
}

LONG blocks_acknowledged(const struct burn *burn)
{
	return count_blocks(burn, true);
}

/* ---- the medium ---- */

static bool is_on_medium(struct burn *burn, LONG block)
{
	uint8_t data[BLOCK_BYTES];

	return !rig_read_blocks(burn->rig, (uint32_t)(burn->start + block), 1, data) &&
	       pattern_holds(burn->stream->seed, (uint64_t)block * BLOCK_BYTES, data, BLOCK_BYTES);
}

LONG blocks_on_medium(struct burn *burn)
{
	LONG prefix = 0;

	while (prefix < burn->blocks && is_on_medium(burn, prefix))
		prefix++;
	return prefix;
}

void expect_prefix_on_medium(struct burn *burn)
{
	LONG acknowledged = blocks_acknowledged(burn), handed = count_blocks(burn, false), prefix;

	EXPECT(!rig_synchronize(burn->rig), "SYNCHRONIZE CACHE fails");
	prefix = blocks_on_medium(burn);
	EXPECT(prefix >= acknowledged && prefix <= handed,
	       "%d blocks are on the medium; %d were acknowledged, %d were sent", (int)prefix, (int)acknowledged,
	       (int)handed);
	EXPECT(handed - acknowledged <= TRANSFER_BLOCKS, "%d blocks were sent that were not acknowledged",
	       (int)(handed - acknowledged));
	for (LONG block = prefix; block < burn->blocks; block++)
		if (is_on_medium(burn, block)) {
			EXPECT(false, "block %d is on the medium although block %d is not", (int)block, (int)prefix);
			return;
		}
}

/* ---- the Updates ---- */

void expect_framed_by_updates(struct burn *burn)
{
	const struct update *last;

	REQUIRE(burn->sink->count >= 2, "%u Updates came, expected one before and one after", burn->sink->count);
	last = sink_last(burn->sink);
	EXPECT_EQUAL(burn->sink->updates[0].writes_begun, 0);
	EXPECT_EQUAL(last->writes_ended, rig_writes_begun(burn->rig));
}

/* ---- the cancel ---- */

static void expect_cancel_answers(struct burn *burn, HRESULT strict, HRESULT lenient)
{
	REQUIRE(burn->cancel_count > 0, "CancelWrite was never called: the place in the section was not reached");
	for (unsigned i = 0; i < burn->cancel_count; i++)
		EXPECT_HRESULT_READING(burn->cancels[i].result, strict, lenient);
}

/* One may have been claimed, but not handed over yet. */
static void expect_at_most_the_claimed_write(struct burn *burn)
{
	unsigned begun = rig_writes_begun(burn->rig), ended_before = burn->cancels[0].writes_ended;

	EXPECT(begun <= ended_before + 1, "%u WRITEs were sent, %u of them had ended at the cancel", begun,
	       ended_before);
}

/* In the host's time a cancel may fall between a claim and its way to the drive, wherever it was aimed at. */
void expect_no_write_after_cancel(struct burn *burn)
{
	if (!rig_time_is_virtual(burn->rig))
		expect_at_most_the_claimed_write(burn);
	else
		EXPECT_EQUAL(rig_writes_begun(burn->rig), burn->cancels[0].writes_begun);
}

void expect_refused(struct burn *burn)
{
	expect_cancel_answers(burn, S_IMAPI_WRITE_NOT_IN_PROGRESS, S_IMAPI_WRITE_NOT_IN_PROGRESS);
}

void expect_too_late(struct burn *burn)
{
	expect_cancel_answers(burn, S_IMAPI_WRITE_NOT_IN_PROGRESS, S_OK);
}

void expect_accepted(struct burn *burn)
{
	expect_cancel_answers(burn, S_OK, S_OK);
	if (burn->cancel_count)
		expect_at_most_the_claimed_write(burn);
}

/* ---- the whole ---- */

void expect_burnt(struct burn *burn)
{
	EXPECT_HRESULT(burn->result, S_OK);
	EXPECT_EQUAL(blocks_acknowledged(burn), burn->blocks);
	expect_prefix_on_medium(burn);
	expect_framed_by_updates(burn);
}

void expect_next_section(struct rig *rig)
{
	struct burn *next = burn_prepare(rig, SHORT_BLOCKS);

	REQUIRE(next, "the next section cannot be prepared");
	burn_run(next);
	expect_burnt(next);
}

void expect_failed_reading(struct burn *burn, HRESULT strict, HRESULT lenient)
{
	EXPECT_HRESULT_READING(burn->result, strict, lenient);
	expect_prefix_on_medium(burn);
	expect_framed_by_updates(burn);
	expect_next_section(burn->rig);
}

void expect_failed(struct burn *burn, HRESULT result)
{
	expect_failed_reading(burn, result, result);
}

void expect_cancelled(struct burn *burn)
{
	expect_accepted(burn);
	expect_failed(burn, E_IMAPI_REQUEST_CANCELLED);
}
