/* SPDX-License-Identifier: MIT */
/* The requirements of the HTML report, each with the cases that judged it. */
#include <stdio.h>
#include <string.h>

#include "conformance/report/page.h"

void page_write_chip(xmlTextWriterPtr writer, const char *word)
{
	char classes[64];

	snprintf(classes, sizeof(classes), "chip %s", word);
	html_element(writer, "span", classes, word);
}

void page_write_case(xmlTextWriterPtr writer, const struct case_result *one)
{
	html_open(writer, "li", verdict_name(one->verdict));
	page_write_chip(writer, verdict_name(one->verdict));
	html_text(writer, " ");
	html_element(writer, "code", NULL, one->id);
	if (one->verdict == VERDICT_SKIP) {
		html_text(writer, " %s: %s", skip_reason_name(one->reason), one->message);
	} else {
		html_open(writer, "span", "quiet");
		html_text(writer, " assertions: %u", one->assertions);
		html_close(writer);
		if (*one->message)
			html_element(writer, "pre", NULL, one->message);
	}
	html_close(writer);
}

/* ---- a requirement ---- */

static void write_evidence(const struct page *page, const struct judgement *judgement)
{
	if (!judgement->cases) {
		if (!requirement_is_automatic(judgement->requirement))
			html_element(page->writer, "div", "source", judgement->requirement->testable);
		return;
	}
	html_open(page->writer, "details", NULL);
	if (judgement->standing <= STANDING_KNOWN)
		html_attribute(page->writer, "open", "open");
	html_open(page->writer, "summary", NULL);
	html_text(page->writer, "%u of %u passed", judgement->totals[VERDICT_PASS], judgement->cases);
	html_close(page->writer);
	html_open(page->writer, "ul", "evidence");
	for (unsigned i = 0; i < page->result->count; i++)
		if (case_names(&page->result->cases[i], judgement->requirement))
			page_write_case(page->writer, &page->result->cases[i]);
	html_close(page->writer);
	html_close(page->writer);
}

static void write_statement(xmlTextWriterPtr writer, const struct requirement *requirement)
{
	html_element(writer, "div", NULL, requirement->statement);
	html_element(writer, "div", "source", requirement->source);
	if (!*requirement->lenient)
		return;
	html_open(writer, "div", "other");
	html_text(writer, "Read leniently: %s", requirement->lenient);
	html_close(writer);
}

static void write_requirement(const struct page *page, const struct requirement *requirement)
{
	struct judgement judgement = judge_requirement(page->result, requirement);
	xmlTextWriterPtr writer = page->writer;

	html_open(writer, "tr", standing_name(judgement.standing));
	html_attribute(writer, "id", requirement->id);
	html_attribute(writer, "data-standing", standing_name(judgement.standing));
	html_attribute(writer, "data-level", requirement->level);
	html_element(writer, "th", NULL, requirement->id);
	html_open(writer, "td", "verdict");
	page_write_chip(writer, standing_name(judgement.standing));
	html_element(writer, "div", "level", requirement->level);
	html_close(writer);
	html_open(writer, "td", NULL);
	write_statement(writer, requirement);
	write_evidence(page, &judgement);
	html_close(writer);
	html_close(writer);
}

/* ---- all requirements ---- */

static size_t family_length(const struct requirement *requirement)
{
	return strcspn(requirement->id, "-");
}

static bool is_of_family(const struct requirement *requirement, const char *id, size_t length)
{
	return requirement->id && family_length(requirement) == length && memcmp(requirement->id, id, length) == 0;
}

static void write_option(xmlTextWriterPtr writer, const char *value, const char *text)
{
	html_open(writer, "option", NULL);
	html_attribute(writer, "value", value);
	html_text(writer, "%s", text);
	html_close(writer);
}

static void write_filter(const struct page *page)
{
	static const char *const levels[] = {"must", "should", "may", "observed", "ours"};
	xmlTextWriterPtr writer = page->writer;

	html_open(writer, "form", "filter");
	html_attribute(writer, "hidden", "hidden");
	html_open(writer, "input", NULL);
	html_attribute(writer, "type", "search");
	html_attribute(writer, "placeholder", "Search id, statement, source, case");
	html_attribute(writer, "aria-label", "Search");
	html_close_empty(writer);
	for (enum standing standing = 0; standing < STANDING_COUNT; standing++) {
		if (!page->standings[standing])
			continue;
		html_open(writer, "label", NULL);
		html_open(writer, "input", NULL);
		html_attribute(writer, "type", "checkbox");
		html_attribute(writer, "value", standing_name(standing));
		html_attribute(writer, "checked", "checked");
		html_close_empty(writer);
		html_text(writer, " %s", standing_name(standing));
		html_close(writer);
	}
	html_open(writer, "select", NULL);
	html_attribute(writer, "aria-label", "Level");
	write_option(writer, "", "every level");
	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
		write_option(writer, levels[i], levels[i]);
	html_close(writer);
	html_element(writer, "output", NULL, "");
	html_close(writer);
}

static const struct requirement *write_family(const struct page *page, const struct requirement *first)
{
	size_t length = family_length(first);
	const struct requirement *requirement = first;

	html_open(page->writer, "section", "family");
	html_open(page->writer, "h3", NULL);
	html_text(page->writer, "%.*s", (int)length, first->id);
	html_close(page->writer);
	html_open(page->writer, "table", NULL);
	for (; is_of_family(requirement, first->id, length); requirement++)
		write_requirement(page, requirement);
	html_close(page->writer);
	html_close(page->writer);
	return requirement;
}

void page_write_requirements(const struct page *page)
{
	html_element(page->writer, "h2", NULL, "Requirements");
	write_filter(page);
	for (const struct requirement *requirement = requirements; requirement->id;)
		requirement = write_family(page, requirement);
}
