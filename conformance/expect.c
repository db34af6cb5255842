/* SPDX-License-Identifier: MIT */
#include "conformance/expect.h"

#include <CUnit/CUnit.h>
#include <CUnit/TestRun.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "conformance/hresult.h"
#include "conformance/ledger.h"

static struct ledger *current;

void ledger_open(struct ledger *ledger)
{
	current = ledger;
}

/* Reports are XML and YAML, too, which cannot hold every byte. */
static void make_printable(char *text)
{
	for (; *text; text++)
		if (*text < ' ' || *text > '~')
			*text = '?';
}

void ledger_note(struct ledger *ledger, const char *format, ...)
{
	size_t room = sizeof(ledger->text) - ledger->length;
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(ledger->text + ledger->length, room, format, arguments);
	va_end(arguments);
	if (length < 0 || (size_t)length + 2 > room) {
		ledger->text[ledger->length] = '\0'; /* a line that does not fit is left out */
		return;
	}
	make_printable(ledger->text + ledger->length);
	ledger->length += (unsigned)length;
	memcpy(ledger->text + ledger->length, "\n", 2);
	ledger->length++;
}

/* The name of a file without the folders above the suite. */
static const char *short_name(const char *file)
{
	const char *suite = strstr(file, "conformance/");

	return suite ? suite : file;
}

bool expect(bool held, const char *file, int line, const char *format, ...)
{
	char message[512];
	va_list arguments;

	if (current && current->closed)
		return false;
	va_start(arguments, format);
	vsnprintf(message, sizeof(message), format, arguments);
	va_end(arguments);
	if (current) {
		current->assertions++;
		if (!held && ++current->failures <= LEDGER_MESSAGES_MAX)
			ledger_note(current, "%s:%d: %s", short_name(file), line, message);
	}
	return CU_assertImplementation(held, (unsigned)line, message, file, "", CU_FALSE);
}

bool expect_equal(int64_t actual, int64_t expected, const char *actual_text, const char *file, int line)
{
	return expect(actual == expected, file, line, "%s is %" PRId64 ", expected %" PRId64, actual_text, actual,
	              expected);
}

bool expect_hresult(int32_t actual, int32_t expected, const char *actual_text, const char *file, int line)
{
	return expect(actual == expected, file, line, "%s is %s 0x%08" PRIX32 ", expected %s 0x%08" PRIX32, actual_text,
	              hresult_name(actual), (uint32_t)actual, hresult_name(expected), (uint32_t)expected);
}

void expect_leave_out(enum skip_reason reason)
{
	if (current && !current->left_out)
		current->left_out = reason;
}

void expect_no_more(enum skip_reason reason)
{
	expect_leave_out(reason);
	if (current)
		current->closed = true;
}

bool expect_is_lenient(void)
{
	return current && current->lenient;
}

bool expect_hresult_reading(int32_t actual, int32_t strict, int32_t lenient, const char *actual_text, const char *file,
                            int line)
{
	if (expect_is_lenient() && actual == lenient)
		return expect_hresult(actual, lenient, actual_text, file, line);
	return expect_hresult(actual, strict, actual_text, file, line);
}
