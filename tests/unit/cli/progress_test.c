/* SPDX-License-Identifier: MIT */
#include "cli/progress.h"

#include <string.h>

#include "tests/unit/unit.h"

static struct progress progress;
static char text[1024];

static void begin(const char *step)
{
	memset(text, 0, sizeof(text));
	progress_init(&progress, fmemopen(text, sizeof(text), "w"));
	progress_begin(&progress, step);
}

static const char *end(void)
{
	progress_end(&progress);
	fclose(progress.file);
	return text;
}

static void without_a_terminal_there_is_a_line_every_ten_percent(void)
{
	begin("writing");
	for (int percent = 0; percent <= 100; percent++)
		progress_show(&progress, percent);
	CHECK_STRING(end(), "writing 0 %\nwriting 10 %\nwriting 20 %\nwriting 30 %\nwriting 40 %\nwriting 50 %\n"
	                    "writing 60 %\nwriting 70 %\nwriting 80 %\nwriting 90 %\nwriting 100 %\n");
}

static void says_once_what_is_of_unknown_length(void)
{
	begin("loading");
	progress_show(&progress, PROGRESS_UNKNOWN);
	progress_show(&progress, PROGRESS_UNKNOWN);
	CHECK_STRING(end(), "loading\n");
}

static void does_not_go_back(void)
{
	begin("closing");
	progress_show(&progress, 55);
	progress_show(&progress, 12);
	progress_show(&progress, PROGRESS_UNKNOWN);
	progress_show(&progress, 60);
	CHECK_STRING(end(), "closing 55 %\nclosing 60 %\n");
}

static void begins_anew_with_each_step(void)
{
	begin("one");
	progress_show(&progress, 100);
	progress_begin(&progress, "two");
	progress_show(&progress, 3);
	CHECK_STRING(end(), "one 100 %\ntwo 3 %\n");
}

static void a_terminal_gets_a_bar_that_is_cleared(void)
{
	begin("writing");
	progress.is_terminal = true;
	progress_show(&progress, 50);
	progress_show(&progress, 50);
	CHECK_STRING(end(), "\r\033[Kwriting         [####################                    ]  50 %\r\033[K");
}

static void a_terminal_gets_nothing_for_a_step_that_showed_nothing(void)
{
	begin("writing");
	progress.is_terminal = true;
	CHECK_STRING(end(), "");
}

static const struct unit_test tests[] = {
	{"Progress.WithoutATerminalThereIsALineEveryTenPercent", without_a_terminal_there_is_a_line_every_ten_percent},
	{"Progress.SaysOnceWhatIsOfUnknownLength", says_once_what_is_of_unknown_length},
	{"Progress.DoesNotGoBack", does_not_go_back},
	{"Progress.BeginsAnewWithEachStep", begins_anew_with_each_step},
	{"Progress.ATerminalGetsABarThatIsCleared", a_terminal_gets_a_bar_that_is_cleared},
	{"Progress.ATerminalGetsNothingForAStepThatShowedNothing",
         a_terminal_gets_nothing_for_a_step_that_showed_nothing},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
