/* SPDX-License-Identifier: MIT */
/* JUnit XML: a testsuite for each first component of an id, a testcase for each case, with its requirements and medium
 * as properties. */
#include <errno.h>
#include <libxml/xmlwriter.h>
#include <string.h>

#include "conformance/report/formats.h"

#define XML(text) ((const xmlChar *)(text))

/* The number of characters of an id's first component. */
static int suite_length(const char *id)
{
	return (int)strcspn(id, ".");
}

static bool same_suite(const char *a, const char *b)
{
	return suite_length(a) == suite_length(b) && strncmp(a, b, (size_t)suite_length(a)) == 0;
}

static void write_number(xmlTextWriterPtr writer, const char *name, unsigned number)
{
	xmlTextWriterWriteFormatAttribute(writer, XML(name), "%u", number);
}

static void write_totals(xmlTextWriterPtr writer, unsigned tests, const unsigned totals[VERDICT_COUNT])
{
	write_number(writer, "tests", tests);
	write_number(writer, "failures", totals[VERDICT_FAIL] + totals[VERDICT_XPASS]);
	write_number(writer, "errors", totals[VERDICT_ERROR]);
	write_number(writer, "skipped", totals[VERDICT_SKIP] + totals[VERDICT_XFAIL]);
}

static void write_property(xmlTextWriterPtr writer, const char *name, const char *value)
{
	xmlTextWriterStartElement(writer, XML("property"));
	xmlTextWriterWriteAttribute(writer, XML("name"), XML(name));
	xmlTextWriterWriteAttribute(writer, XML("value"), XML(value));
	xmlTextWriterEndElement(writer);
}

/* JUnit has no known failures: like elsewhere, they stand among the skipped, with a type of their own. */
static void write_outcome(xmlTextWriterPtr writer, const struct case_result *result)
{
	/* clang-format off */
	static const char *const elements[VERDICT_COUNT] = {
		[VERDICT_FAIL]  = "failure", [VERDICT_SKIP]  = "skipped", [VERDICT_ERROR] = "error",
		[VERDICT_XPASS] = "failure", [VERDICT_XFAIL] = "skipped",
	};
	/* clang-format on */
	char first_line[1280];

	if (!elements[result->verdict])
		return;
	snprintf(first_line, sizeof(first_line), "%.*s", (int)strcspn(result->message, "\n"), result->message);
	xmlTextWriterStartElement(writer, XML(elements[result->verdict]));
	xmlTextWriterWriteAttribute(writer, XML("message"), XML(first_line));
	xmlTextWriterWriteAttribute(writer, XML("type"),
	                            XML(result->verdict == VERDICT_SKIP ? skip_reason_name(result->reason)
	                                                                : verdict_name(result->verdict)));
	if (result->verdict != VERDICT_SKIP)
		xmlTextWriterWriteString(writer, XML(result->message));
	xmlTextWriterEndElement(writer);
}

static void write_case(xmlTextWriterPtr writer, const struct case_result *result)
{
	int length = suite_length(result->id);

	xmlTextWriterStartElement(writer, XML("testcase"));
	xmlTextWriterWriteFormatAttribute(writer, XML("classname"), "%.*s", length, result->id);
	xmlTextWriterWriteAttribute(writer, XML("name"), XML(result->id));
	xmlTextWriterWriteFormatAttribute(writer, XML("assertions"), "%u", result->assertions);
	xmlTextWriterWriteFormatAttribute(writer, XML("time"), "%.3f", (double)result->duration_ns / (double)NS_PER_S);
	xmlTextWriterStartElement(writer, XML("properties"));
	write_property(writer, "requirements", result->requirements);
	write_property(writer, "medium", result->medium);
	xmlTextWriterEndElement(writer);
	write_outcome(writer, result);
	xmlTextWriterEndElement(writer);
}

static unsigned write_suite(xmlTextWriterPtr writer, const struct suite_result *result, unsigned first)
{
	const char *id = result->cases[first].id;
	unsigned totals[VERDICT_COUNT] = {0}, end = first;

	for (; end < result->count && same_suite(result->cases[end].id, id); end++)
		totals[result->cases[end].verdict]++;
	xmlTextWriterStartElement(writer, XML("testsuite"));
	xmlTextWriterWriteFormatAttribute(writer, XML("name"), "%.*s", suite_length(id), id);
	write_totals(writer, end - first, totals);
	for (unsigned i = first; i < end; i++)
		write_case(writer, &result->cases[i]);
	xmlTextWriterEndElement(writer);
	return end;
}

static void write_document(xmlTextWriterPtr writer, const struct suite_result *result)
{
	xmlTextWriterSetIndent(writer, 1);
	xmlTextWriterStartDocument(writer, NULL, "UTF-8", NULL);
	xmlTextWriterStartElement(writer, XML("testsuites"));
	xmlTextWriterWriteFormatAttribute(writer, XML("name"), "dryburn %s on %s", result->version, result->drive);
	write_totals(writer, result->count, result->totals);
	for (unsigned i = 0; i < result->count;)
		i = write_suite(writer, result, i);
	xmlTextWriterEndElement(writer);
	xmlTextWriterEndDocument(writer);
}

int report_junit(const struct suite_result *result, FILE *file)
{
	xmlBufferPtr buffer = xmlBufferCreate();
	xmlTextWriterPtr writer = buffer ? xmlNewTextWriterMemory(buffer, 0) : NULL;

	if (!writer) {
		xmlBufferFree(buffer);
		return -ENOMEM;
	}
	write_document(writer, result);
	xmlFreeTextWriter(writer);
	fwrite(xmlBufferContent(buffer), 1, (size_t)xmlBufferLength(buffer), file);
	xmlBufferFree(buffer);
	return report_done(file);
}
