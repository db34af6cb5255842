/* SPDX-License-Identifier: MIT */
/*
 * The properties. Those that ask for a result compute it from what was seen alone: answers of the drive and the stream,
 * and when the cancel was accepted. HRESULTs are compared exactly.
 */
#include "conformance/exploration/properties.h"

#include <stdarg.h>
#include <stdio.h>

#include "engine/imapi2/imapi2.h"
#include "engine/imapi2/imapi2error.h"
#include "platform/platform.h"

enum { ECC_BLOCKS = 16 }; /* of DVD+R: what a drive fills up with zeros [MMC-6 "SYNCHRONIZE CACHE Command"] */

static bool broken(char detail[DETAIL_MAX], const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool broken(char detail[DETAIL_MAX], const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(detail, DETAIL_MAX, format, arguments);
	va_end(arguments);
	return false;
}

/* ---- what was seen, in the contract's words ---- */

static const struct seen_write *last_write(const struct observation *seen)
{
	return seen->write_count ? &seen->writes[seen->write_count - 1] : NULL;
}

/* Phase C, from the first claim to the decision. */
static bool is_writing(const struct observation *seen, uint64_t region)
{
	return seen->write_count && region > seen->writes[0].region && region < seen->decided_region;
}

static const struct seen_cancel *accepted_cancel(const struct observation *seen)
{
	for (unsigned i = 0; i < seen->cancel_count; i++)
		if (seen->cancels[i].during && seen->cancels[i].answer == S_OK)
			return &seen->cancels[i];
	return NULL;
}

/* The Read after which the stream had no more to give, but for its regular end. */
static const struct seen_read *stream_trouble(const struct observation *seen)
{
	for (unsigned i = 0; i < seen->read_count; i++)
		if (seen->reads[i].kind == READ_ENDS || seen->reads[i].kind == READ_FAILS)
			return &seen->reads[i];
	return NULL;
}

static bool is_fatal(enum write_answer_kind kind)
{
	return kind == WRITE_MEDIUM_ERROR || kind == WRITE_NEVER;
}

/* ---- cancels ---- */

static bool phase_holds(const struct observation *seen, char detail[DETAIL_MAX])
{
	for (unsigned i = 0; i < seen->cancel_count; i++) {
		const struct seen_cancel *cancel = &seen->cancels[i];
		bool writing = cancel->during && is_writing(seen, cancel->region);
		HRESULT expected = writing ? S_OK : S_IMAPI_WRITE_NOT_IN_PROGRESS;

		if (cancel->answer != expected)
			return broken(detail, "CancelWrite number %u is 0x%08X %s phase C, expected 0x%08X", i + 1,
			              (unsigned)cancel->answer, writing ? "in" : "outside", (unsigned)expected);
	}
	return true;
}

static bool promise_holds(const struct observation *seen, char detail[DETAIL_MAX])
{
	if (accepted_cancel(seen) && SUCCEEDED(seen->section.result))
		return broken(detail, "a cancel was accepted and WriteSection is 0x%08X",
		              (unsigned)seen->section.result);
	return true;
}

static bool claim_holds(const struct observation *seen, char detail[DETAIL_MAX])
{
	const struct seen_cancel *cancel = accepted_cancel(seen);

	for (unsigned i = 0; cancel && i < seen->write_count; i++)
		if (seen->writes[i].region > cancel->region)
			return broken(detail, "a WRITE of %u blocks at %u was claimed after a cancel was accepted",
			              (unsigned)seen->writes[i].blocks, (unsigned)seen->writes[i].lba);
	return true;
}

/* ---- the result ---- */

static HRESULT expected_result(const struct observation *seen)
{
	const struct seen_write *last = last_write(seen);
	const struct seen_read *trouble = stream_trouble(seen);

	if (last && last->kind == WRITE_MEDIUM_ERROR)
		return E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE;
	if (last && last->kind == WRITE_NEVER)
		return E_IMAPI_RECORDER_COMMAND_TIMEOUT;
	if (accepted_cancel(seen))
		return E_IMAPI_REQUEST_CANCELLED;
	if (last && last->kind == WRITE_ATTENTION)
		return E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE;
	if (seen->acknowledged_blocks == seen->section.blocks)
		return S_OK;
	return trouble && trouble->kind == READ_FAILS ? STG_E_READFAULT : E_FAIL;
}

static bool result_holds(const struct observation *seen, char detail[DETAIL_MAX])
{
	HRESULT expected = expected_result(seen);

	if (seen->section.result != expected)
		return broken(detail, "WriteSection is 0x%08X, expected 0x%08X", (unsigned)seen->section.result,
		              (unsigned)expected);
	return true;
}

/* ---- WRITEs ---- */

static bool final_holds(const struct observation *seen, char detail[DETAIL_MAX])
{
	for (unsigned i = 0; i + 1 < seen->write_count; i++)
		if (is_fatal(seen->writes[i].kind) || seen->writes[i].kind == WRITE_ATTENTION)
			return broken(detail, "a WRITE at %u follows the one at %u that failed",
			              (unsigned)seen->writes[i + 1].lba, (unsigned)seen->writes[i].lba);
	return true;
}

/* Only a stream that gives no more makes a WRITE shorter. */
static bool order_holds(const struct observation *seen, char detail[DETAIL_MAX])
{
	uint32_t next = seen->section.start, end = seen->section.start + seen->section.blocks;

	for (unsigned i = 0; i < seen->write_count; i++) {
		const struct seen_write *write = &seen->writes[i];
		uint32_t left = end - next;
		uint32_t whole = left < seen->section.blocks_per_write ? left : seen->section.blocks_per_write;

		if (write->lba != next || !write->blocks || write->blocks > whole ||
		    (write->blocks < whole && !stream_trouble(seen) && !accepted_cancel(seen)))
			return broken(detail, "WRITE number %u is of %u blocks at %u, expected %u at %u", i + 1,
			              (unsigned)write->blocks, (unsigned)write->lba, (unsigned)whole, (unsigned)next);
		if (write->kind == WRITE_GOOD || write->kind == WRITE_LATE)
			next += write->blocks;
	}
	return true;
}

static bool medium_holds(const struct observation *seen, char detail[DETAIL_MAX])
{
	const struct seen_section *section = &seen->section;
	const struct seen_write *last = last_write(seen);
	uint64_t least = seen->acknowledged_blocks, most = least + (last && is_fatal(last->kind) ? last->blocks : 0);
	uint64_t whole = (most + ECC_BLOCKS - 1) / ECC_BLOCKS * ECC_BLOCKS;

	if (section->judge_error)
		return broken(detail, "what was written cannot be read back: error %d", -section->judge_error);
	if (section->next_writable < section->start + least || section->next_writable > section->start + whole)
		return broken(detail, "%u blocks are on the medium, expected %u to %u, and up to %u with zeros",
		              (unsigned)(section->next_writable - section->start), (unsigned)least, (unsigned)most,
		              (unsigned)whole);
	if (section->right_blocks < least)
		return broken(detail, "block %u is not what was written",
		              (unsigned)(section->start + section->right_blocks));
	return true;
}

/* ---- Updates ---- */

/* When the outcome was there to be decided. */
static uint64_t decision_ns(const struct observation *seen)
{
	const struct seen_write *last = last_write(seen);
	const struct seen_cancel *cancel = accepted_cancel(seen);
	const struct seen_read *trouble = stream_trouble(seen);
	uint64_t moment = last ? last->ended_ns : seen->section.called_ns;

	if (last && (is_fatal(last->kind) || seen->acknowledged_blocks == seen->section.blocks))
		return moment;
	if (cancel)
		return cancel->at_ns > moment ? cancel->at_ns : moment;
	if (last && last->kind == WRITE_ATTENTION)
		return moment;
	if (last && last->kind == WRITE_BUSY) /* the next claim is when it is tried again */
		moment += RETRY_INTERVAL_NS;
	return trouble && trouble->ended_ns > moment ? trouble->ended_ns : moment;
}

static bool return_holds(const struct observation *seen, char detail[DETAIL_MAX])
{
	uint64_t expected = decision_ns(seen);

	for (unsigned i = 0; i < seen->read_count; i++)
		if (seen->reads[i].ended_ns > expected)
			expected = seen->reads[i].ended_ns;
	if (seen->section.returned_ns != expected)
		return broken(detail, "WriteSection returned at %.6f s, expected at %.6f s",
		              (double)seen->section.returned_ns / NS_PER_S, (double)expected / NS_PER_S);
	return true;
}

static bool periodic_updates_hold(const struct observation *seen, char detail[DETAIL_MAX])
{
	const struct seen_update *updates = seen->updates;
	uint64_t decided = decision_ns(seen);
	unsigned last = seen->update_count - 1;

	for (unsigned i = 1; i < last; i++)
		if (updates[i].at_ns != updates[i - 1].at_ns + UPDATE_INTERVAL_NS)
			return broken(detail, "Update number %u comes %.6f s after the one before it", i + 1,
			              (double)(updates[i].at_ns - updates[i - 1].at_ns) / NS_PER_S);
	if (updates[last - 1].at_ns + UPDATE_INTERVAL_NS < decided)
		return broken(detail, "after %.6f s no Update came until %.6f s",
		              (double)updates[last - 1].at_ns / NS_PER_S, (double)decided / NS_PER_S);
	return true;
}

static bool updates_hold(const struct observation *seen, char detail[DETAIL_MAX])
{
	const struct seen_update *first = seen->updates, *last = first + seen->update_count - 1;

	if (seen->update_count < 2)
		return broken(detail, "%u Updates came, expected two or more", seen->update_count);
	if (first->writes_begun || first->reads_begun || first->at_ns != seen->section.called_ns)
		return broken(detail, "the first Update comes after %u Reads and %u WRITEs", first->reads_begun,
		              first->writes_begun);
	if (last->writes_ended != seen->write_count || last->reads_begun != seen->read_count ||
	    last->at_ns != seen->section.returned_ns)
		return broken(detail, "the last Update does not come after everything else");
	return periodic_updates_hold(seen, detail);
}

static bool flag_holds(const struct observation *seen, char detail[DETAIL_MAX])
{
	for (unsigned i = 0; i < seen->update_count; i++) {
		const struct seen_update *update = &seen->updates[i];
		VARIANT_BOOL expected = is_writing(seen, update->region) ? VARIANT_TRUE : VARIANT_FALSE;

		if (update->in_progress != expected)
			return broken(detail, "WriteInProgress is %d in Update number %u, expected %d",
			              update->in_progress, i + 1, expected);
	}
	return true;
}

/* ---- progress ---- */

static LONG lba_after(const struct observation *seen, uint64_t blocks)
{
	return (LONG)(seen->section.start + (blocks ? blocks - 1 : 0));
}

static const char *complaint_about(const struct observation *seen, const struct seen_update *update)
{
	const LONG *values = update->values;

	if (update->getters != S_OK)
		return "cannot be read";
	if (values[START_LBA] != (LONG)seen->section.start || values[SECTOR_COUNT] != (LONG)seen->section.blocks)
		return "tells of another section";
	if (values[LAST_READ_LBA] > lba_after(seen, update->read_bytes / SECTOR_SIZE))
		return "has more read than came from the stream";
	if (values[LAST_WRITTEN_LBA] > lba_after(seen, update->acknowledged_blocks))
		return "has more written than was acknowledged";
	if (values[LAST_WRITTEN_LBA] > values[LAST_READ_LBA] || values[LAST_WRITTEN_LBA] < (LONG)seen->section.start)
		return "has blocks written that were not read";
	if (values[TOTAL_BUFFER] <= 0 || values[USED_BUFFER] < 0 || values[USED_BUFFER] > values[TOTAL_BUFFER] ||
	    values[FREE_BUFFER] != values[TOTAL_BUFFER] - values[USED_BUFFER])
		return "has a buffer that does not add up";
	return NULL;
}

static const char *complaint_about_change(const struct seen_update *before, const struct seen_update *after)
{
	if (after->values[LAST_READ_LBA] < before->values[LAST_READ_LBA] ||
	    after->values[LAST_WRITTEN_LBA] < before->values[LAST_WRITTEN_LBA])
		return "goes back";
	return after->values[TOTAL_BUFFER] != before->values[TOTAL_BUFFER] ? "has another buffer" : NULL;
}

static const char *complaint_about_end(const struct observation *seen, const struct seen_update *last)
{
	if (last->values[LAST_WRITTEN_LBA] != lba_after(seen, seen->acknowledged_blocks))
		return "does not tell of all that was acknowledged";
	if (seen->section.result != S_OK)
		return NULL;
	return last->values[USED_BUFFER] || last->values[LAST_READ_LBA] != lba_after(seen, seen->section.blocks)
	               ? "does not tell of the end"
	               : NULL;
}

static bool progress_holds(const struct observation *seen, char detail[DETAIL_MAX])
{
	for (unsigned i = 0; i < seen->update_count; i++) {
		const struct seen_update *update = &seen->updates[i];
		const char *complaint = complaint_about(seen, update);

		if (!complaint && i)
			complaint = complaint_about_change(update - 1, update);
		if (!complaint && i == seen->update_count - 1)
			complaint = complaint_about_end(seen, update);
		if (complaint)
			return broken(detail, "Update number %u %s", i + 1, complaint);
	}
	return true;
}

/* ---- afterwards ---- */

static bool next_holds(const struct observation *seen, char detail[DETAIL_MAX])
{
	if (seen->next.result != S_OK)
		return broken(detail, "the next WriteSection is 0x%08X", (unsigned)seen->next.result);
	if (seen->next.judge_error || seen->next.right_blocks != seen->next.blocks)
		return broken(detail, "of the next section %u of %u blocks are right",
		              (unsigned)seen->next.right_blocks, (unsigned)seen->next.blocks);
	return true;
}

static bool leak_holds(const struct observation *seen, char detail[DETAIL_MAX])
{
	if (seen->references_left)
		return broken(detail, "%u references were not given back", seen->references_left);
	if (seen->objects_left)
		return broken(detail, "%u tasks, mutexes or conditions are left", seen->objects_left);
	return true;
}

static bool race_holds(const struct observation *seen, char detail[DETAIL_MAX])
{
	if (*seen->raced_lock)
		return broken(detail,
		              "the lock \"%s\" was taken by two tasks during the section: places there must be tried",
		              seen->raced_lock);
	for (unsigned i = 0; i < seen->cancel_count; i++)
		if (seen->cancels[i].during && seen->cancels[i].regions != 1)
			return broken(detail, "CancelWrite number %u took the section's lock %u times: it must be once",
			              i + 1, seen->cancels[i].regions);
	return true;
}

static bool deadlock_holds(const struct observation *seen, char detail[DETAIL_MAX])
{
	if (*seen->deadlock)
		return broken(detail, "%.300s", seen->deadlock);
	return true;
}

static bool overflow_holds(const struct observation *seen, char detail[DETAIL_MAX])
{
	if (seen->overflow)
		return broken(detail, "more happened than can be kept");
	return true;
}

/* clang-format off */
const struct property properties[] = {
	{ "deadlock", "WE-43 WE-82",             deadlock_holds },
	{ "overflow", "WE-43",                   overflow_holds },
	{ "race",     "",                        race_holds },
	{ "phase",    "WE-71 WE-77 WE-78 WE-80", phase_holds },
	{ "promise",  "WE-74",                   promise_holds },
	{ "claim",    "WE-76 OC-03",             claim_holds },
	{ "result",   "WE-41 WE-42 WE-49 WE-51 WE-54 WE-74 OC-01 OC-02 OC-05", result_holds },
	{ "final",    "WE-55",                   final_holds },
	{ "order",    "WE-36",                   order_holds },
	{ "medium",   "WE-38 WE-75",             medium_holds },
	{ "updates",  "EV-01 EV-02 EV-03 EV-13", updates_hold },
	{ "progress", "EA-01 EA-02 EA-03 EA-04 EA-05 EA-07 EA-08 EA-09 EA-10", progress_holds },
	{ "flag",     "WE-25",                   flag_holds },
	{ "return",   "WE-43 OC-04",             return_holds },
	{ "next",     "WE-56 WE-79 WE-81",       next_holds },
	{ "leak",     "WE-05",                   leak_holds },
	{ 0 },
};
/* clang-format on */

const struct property *properties_judge(const struct observation *seen, char ret_detail[DETAIL_MAX])
{
	*ret_detail = '\0';
	for (const struct property *property = properties; property->name; property++)
		if (!property->holds(seen, ret_detail))
			return property;
	return NULL;
}
