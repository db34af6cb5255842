/* SPDX-License-Identifier: MIT */
#include "conformance/deviations.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/selection.h"
#include "conformance/utf8.h"

enum column { GLOB, EXPIRES, OWNER, REASON, COLUMNS };

struct deviation {
	char line[DEVIATION_LINE_MAX]; /* cut into columns */
	char *columns[COLUMNS];
	unsigned number;
};

struct deviations {
	char *name;
	char today[sizeof("YYYY-MM-DD")];
	struct deviation *all;
	unsigned count;
};

static int refuse(const struct deviations *deviations, unsigned number, char ret_reason[SUITE_REASON_MAX], int error,
                  const char *format, ...) __attribute__((format(printf, 5, 6)));

static int refuse(const struct deviations *deviations, unsigned number, char ret_reason[SUITE_REASON_MAX], int error,
                  const char *format, ...)
{
	int used = snprintf(ret_reason, SUITE_REASON_MAX, "%s:%u: ", deviations->name, number);
	va_list arguments;

	va_start(arguments, format);
	if (used >= 0 && used < SUITE_REASON_MAX)
		vsnprintf(ret_reason + used, SUITE_REASON_MAX - (size_t)used, format, arguments);
	va_end(arguments);
	return -error;
}

/* ---- days ---- */

static bool is_leap_year(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

bool deviations_is_day(const char *text)
{
	static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	static const char form[] = "dddd-dd-dd";
	int year, month, day;

	if (strlen(text) != strlen(form))
		return false;
	for (unsigned i = 0; form[i]; i++)
		if (form[i] == 'd' ? !isdigit((unsigned char)text[i]) : text[i] != '-')
			return false;
	year = (int)strtol(text, NULL, 10);
	month = (int)strtol(text + 5, NULL, 10);
	day = (int)strtol(text + 8, NULL, 10);
	return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1] + (month == 2 && is_leap_year(year));
}

/* Days of this form sort as text. */
static bool has_expired(const struct deviations *deviations, const struct deviation *deviation)
{
	return strcmp(deviation->columns[EXPIRES], deviations->today) < 0;
}

/* ---- reading ---- */

static char *trim(char *text)
{
	char *end = text + strlen(text);

	while (end > text && isspace((unsigned char)end[-1]))
		*--end = '\0';
	return text + strspn(text, " \t");
}

/* The last column has the rest of the line. */
static bool cut(struct deviation *deviation)
{
	char *at = deviation->line;

	for (enum column column = GLOB; column < REASON; column++) {
		char *end = strchr(at, '|');

		if (!end)
			return false;
		*end = '\0';
		deviation->columns[column] = trim(at);
		at = end + 1;
	}
	deviation->columns[REASON] = trim(at);
	return true;
}

static int check_columns(const struct deviations *deviations, const struct deviation *deviation,
                         char ret_reason[SUITE_REASON_MAX])
{
	static const char *const names[COLUMNS] = {"GLOB", "EXPIRES", "OWNER", "REASON"};

	for (enum column column = GLOB; column < COLUMNS; column++)
		if (!*deviation->columns[column])
			return refuse(deviations, deviation->number, ret_reason, EINVAL, "%s is missing",
			              names[column]);
	if (!deviations_is_day(deviation->columns[EXPIRES]))
		return refuse(deviations, deviation->number, ret_reason, EINVAL, "\"%s\" is no day: YYYY-MM-DD is",
		              deviation->columns[EXPIRES]);
	return 0;
}

static int add(struct deviations *deviations, const char *line, unsigned number, char ret_reason[SUITE_REASON_MAX])
{
	struct deviation *deviation = &deviations->all[deviations->count];

	if (deviations->count == DEVIATIONS_MAX)
		return refuse(deviations, number, ret_reason, EINVAL, "there are more than %d deviations",
		              DEVIATIONS_MAX);
	deviation->number = number;
	snprintf(deviation->line, sizeof(deviation->line), "%s", line);
	if (!cut(deviation))
		return refuse(deviations, number, ret_reason, EINVAL,
		              "no deviation: GLOB | EXPIRES | OWNER | REASON is one");
	deviations->count++;
	return check_columns(deviations, deviation, ret_reason);
}

static int read_lines(struct deviations *deviations, FILE *file, char ret_reason[SUITE_REASON_MAX])
{
	char line[DEVIATION_LINE_MAX];
	unsigned number = 0;
	int result = 0;

	while (!result && fgets(line, sizeof(line), file)) {
		char *text = trim(line);

		number++;
		if (strlen(line) == sizeof(line) - 1)
			return refuse(deviations, number, ret_reason, EINVAL, "the line is longer than %d bytes",
			              DEVIATION_LINE_MAX - 2);
		if (!utf8_is_plain(text))
			return refuse(deviations, number, ret_reason, EINVAL, "the line is not UTF-8");
		if (*text && *text != '#')
			result = add(deviations, text, number, ret_reason);
	}
	if (!result && ferror(file))
		return refuse(deviations, number, ret_reason, EIO, "cannot be read");
	return result;
}

int deviations_read(FILE *file, const char *name, const char *today, struct deviations **ret_deviations,
                    char ret_reason[SUITE_REASON_MAX])
{
	struct deviations *deviations = calloc(1, sizeof(*deviations));
	int result = -ENOMEM;

	snprintf(ret_reason, SUITE_REASON_MAX, "out of memory");
	if (deviations) {
		snprintf(deviations->today, sizeof(deviations->today), "%s", today);
		deviations->name = strdup(name);
		deviations->all = calloc(DEVIATIONS_MAX, sizeof(*deviations->all));
	}
	if (deviations && deviations->name && deviations->all)
		result = read_lines(deviations, file, ret_reason);
	if (result)
		deviations_destroy(deviations);
	else
		*ret_deviations = deviations;
	return result;
}

void deviations_destroy(struct deviations *deviations)
{
	if (!deviations)
		return;
	free(deviations->name);
	free(deviations->all);
	free(deviations);
}

/* ---- cases ---- */

static bool fits(const struct deviation *deviation, const char *id)
{
	return selection_fits(deviation->columns[GLOB], id);
}

static int check(const struct deviations *deviations, const struct deviation *deviation,
                 const struct selection *selection, char ret_reason[SUITE_REASON_MAX])
{
	unsigned count = 0;

	for (unsigned i = 0; i < selection->count; i++)
		count += fits(deviation, selection->cases[i].id);
	if (!count)
		return refuse(deviations, deviation->number, ret_reason, ESRCH, "%s fits no case",
		              deviation->columns[GLOB]);
	if (count == selection->count)
		return refuse(deviations, deviation->number, ret_reason, ESRCH, "%s fits every case: name those meant",
		              deviation->columns[GLOB]);
	return 0;
}

int deviations_check(const struct deviations *deviations, const struct suite_options *options,
                     char ret_reason[SUITE_REASON_MAX])
{
	struct suite_options all = {.tables = options->tables, .source = options->source};
	struct selection selection;
	int result = selection_init(&selection, &all, ret_reason);

	if (result)
		return result;
	for (unsigned i = 0; i < deviations->count && !result; i++)
		result = check(deviations, &deviations->all[i], &selection, ret_reason);
	selection_finish(&selection);
	return result;
}

static const struct deviation *find(const struct deviations *deviations, const char *id)
{
	for (unsigned i = 0; i < deviations->count; i++)
		if (fits(&deviations->all[i], id))
			return &deviations->all[i];
	return NULL;
}

int deviations_apply(const struct deviations *deviations, struct case_result *run)
{
	const struct deviation *deviation = find(deviations, run->id);
	bool expired = deviation && has_expired(deviations, deviation);
	char line[DEVIATION_LINE_MAX + 128], *message;
	size_t size;

	if (!deviation || (run->verdict != VERDICT_FAIL && run->verdict != VERDICT_PASS))
		return 0;
	snprintf(line, sizeof(line), "%s (%s, until %s): %s",
	         run->verdict == VERDICT_PASS ? "passes, against a known deviation"
	         : expired                    ? "fails, by a deviation that has expired"
	                                      : "known deviation",
	         deviation->columns[OWNER], deviation->columns[EXPIRES], deviation->columns[REASON]);
	size = strlen(line) + strlen(run->message) + sizeof("\n");
	message = malloc(size);
	if (!message)
		return -ENOMEM;
	snprintf(message, size, "%s%s%s", line, *run->message ? "\n" : "", run->message);
	free(run->message);
	run->message = message;
	if (run->verdict == VERDICT_PASS)
		run->verdict = VERDICT_XPASS;
	else if (!expired)
		run->verdict = VERDICT_XFAIL;
	return 0;
}
