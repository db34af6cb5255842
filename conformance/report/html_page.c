/* SPDX-License-Identifier: MIT */
/*
 * One page that needs no other file: how the cases came out, skipped ones first; how the requirements stand; what did
 * not pass; then each requirement with its verdict, statement, source and evidence. Its style and script are page.css
 * and page.js; without the script all is there, only unfiltered.
 */
#include <errno.h>
#include <string.h>

#include "conformance/report/page.h"
#include "conformance/report/formats.h"

extern const char page_css[], page_js[]; /* made by cmake/embed.cmake */

/* ---- how the cases came out ---- */

static void write_tile(xmlTextWriterPtr writer, const char *verdict, unsigned count, const char *word)
{
	char classes[32];

	snprintf(classes, sizeof(classes), "%s%s", verdict, count ? "" : " none");
	html_open(writer, "li", classes);
	html_open(writer, "b", NULL);
	html_text(writer, "%u", count);
	html_close(writer);
	html_element(writer, "span", NULL, word);
	html_close(writer);
}

static void write_tiles(const struct page *page)
{
	static const struct {
		enum verdict verdict;
		const char *word;
	} tiles[] = {
		{VERDICT_SKIP, "skipped"},           {VERDICT_FAIL, "failed"},
		{VERDICT_ERROR, "errors"},           {VERDICT_XPASS, "unexpected passes"},
		{VERDICT_XFAIL, "known deviations"}, {VERDICT_PASS, "passed"},
	};

	html_open(page->writer, "ul", "tiles");
	for (size_t i = 0; i < sizeof(tiles) / sizeof(tiles[0]); i++)
		write_tile(page->writer, verdict_name(tiles[i].verdict), page->result->totals[tiles[i].verdict],
		           tiles[i].word);
	html_close(page->writer);
}

static void write_head_lines(const struct page *page)
{
	const struct suite_result *result = page->result;
	xmlTextWriterPtr writer = page->writer;

	html_open(writer, "h1", NULL);
	html_text(writer, "Conformance: %s", result->drive);
	html_close(writer);
	html_open(writer, "p", "quiet");
	html_text(writer, "Dryburn's suite %s, %u cases, %s", result->version, result->count,
	          result->lenient ? "read leniently" : "read strictly");
	if (result->repeat > 1)
		html_text(writer, "; %llu runs, %u flaky", (unsigned long long)result->runs, result->flakes);
	if (result->elapsed_ns)
		html_text(writer, "; %.1f s", (double)result->elapsed_ns / (double)NS_PER_S);
	html_close(writer);
	if (result->cut)
		html_element(writer, "p", "cut", "The run was cut off: nobody saw its end.");
	write_tiles(page);
}

/* ---- how the requirements stand ---- */

static void write_bar(const struct page *page)
{
	xmlTextWriterPtr writer = page->writer;
	char text[64];

	html_open(writer, "div", "bar");
	html_attribute(writer, "aria-hidden", "true");
	for (enum standing standing = 0; standing < STANDING_COUNT; standing++) {
		if (!page->standings[standing])
			continue;
		html_open(writer, "i", standing_name(standing));
		snprintf(text, sizeof(text), "flex-grow: %u", page->standings[standing]);
		html_attribute(writer, "style", text);
		html_close(writer);
	}
	html_close(writer);
	html_open(writer, "ul", "legend");
	for (enum standing standing = 0; standing < STANDING_COUNT; standing++) {
		if (!page->standings[standing])
			continue;
		html_open(writer, "li", NULL);
		page_write_chip(writer, standing_name(standing));
		html_text(writer, " %u: %s", page->standings[standing], standing_text(standing));
		html_close(writer);
	}
	html_close(writer);
}

/* ---- what did not pass ---- */

static bool needs_attention(enum verdict verdict)
{
	return verdict != VERDICT_PASS && verdict != VERDICT_SKIP;
}

static void write_what_did_not_pass(const struct page *page)
{
	const struct suite_result *result = page->result;

	if (result->totals[VERDICT_PASS] + result->totals[VERDICT_SKIP] == result->count)
		return;
	html_element(page->writer, "h2", NULL, "What did not pass");
	html_open(page->writer, "ul", "evidence");
	for (unsigned i = 0; i < result->count; i++)
		if (needs_attention(result->cases[i].verdict))
			page_write_case(page->writer, &result->cases[i]);
	html_close(page->writer);
}

static void write_skips(const struct page *page)
{
	const struct suite_result *result = page->result;

	if (!result->totals[VERDICT_SKIP])
		return;
	html_element(page->writer, "h2", NULL, "Why cases were skipped");
	html_open(page->writer, "table", NULL);
	for (enum skip_reason reason = SKIP_NONE + 1; reason < SKIP_REASON_COUNT; reason++) {
		if (!result->skips[reason])
			continue;
		html_open(page->writer, "tr", "skipped");
		html_open(page->writer, "th", NULL);
		html_text(page->writer, "%u", result->skips[reason]);
		html_close(page->writer);
		html_open(page->writer, "td", NULL);
		html_element(page->writer, "code", NULL, skip_reason_name(reason));
		html_text(page->writer, " %s", skip_reason_text(reason));
		html_close(page->writer);
		html_close(page->writer);
	}
	html_close(page->writer);
}

/* ---- the page ---- */

static void count_standings(struct page *page)
{
	for (const struct requirement *requirement = requirements; requirement->id; requirement++)
		page->standings[judge_requirement(page->result, requirement).standing]++;
}

static void write_head(const struct page *page)
{
	xmlTextWriterPtr writer = page->writer;

	html_open(writer, "head", NULL);
	html_open(writer, "meta", NULL);
	html_attribute(writer, "charset", "utf-8");
	html_close_empty(writer);
	html_open(writer, "meta", NULL);
	html_attribute(writer, "name", "viewport");
	html_attribute(writer, "content", "width=device-width, initial-scale=1");
	html_close_empty(writer);
	html_open(writer, "title", NULL);
	html_text(writer, "Conformance: %s", page->result->drive);
	html_close(writer);
	html_raw(writer, "style", page_css);
	html_close(writer);
}

static void write_page(const struct page *page)
{
	xmlTextWriterPtr writer = page->writer;

	xmlTextWriterWriteDTD(writer, (const xmlChar *)"html", NULL, NULL, NULL);
	html_open(writer, "html", NULL);
	html_attribute(writer, "lang", "en");
	write_head(page);
	html_open(writer, "body", NULL);
	html_open(writer, "main", NULL);
	write_head_lines(page);
	html_element(writer, "h2", NULL, "How the requirements stand");
	write_bar(page);
	write_what_did_not_pass(page);
	write_skips(page);
	page_write_requirements(page);
	html_close(writer);
	html_raw(writer, "script", page_js);
	html_close(writer);
	html_close(writer);
}

int report_html(const struct suite_result *result, FILE *file)
{
	xmlBufferPtr buffer = xmlBufferCreate();
	struct page page = {.writer = buffer ? xmlNewTextWriterMemory(buffer, 0) : NULL, .result = result};

	if (!page.writer) {
		xmlBufferFree(buffer);
		return -ENOMEM;
	}
	count_standings(&page);
	write_page(&page);
	xmlFreeTextWriter(page.writer);
	fwrite(xmlBufferContent(buffer), 1, (size_t)xmlBufferLength(buffer), file);
	xmlBufferFree(buffer);
	return report_done(file);
}
