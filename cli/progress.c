/* SPDX-License-Identifier: MIT */
#include "cli/progress.h"

#include <unistd.h>

enum { BAR_WIDTH = 40, LINE_PERCENT = 10 };

#define CLEAR_LINE "\r\033[K"

void progress_init(struct progress *progress, FILE *file)
{
	*progress = (struct progress){.file = file, .is_terminal = isatty(fileno(file)) == 1};
	progress_begin(progress, "");
}

void progress_begin(struct progress *progress, const char *step)
{
	progress->step = step;
	progress->shown = PROGRESS_NOTHING;
}

static void draw_bar(struct progress *progress, int percent)
{
	fprintf(progress->file, CLEAR_LINE "%-15s ", progress->step);
	if (percent != PROGRESS_UNKNOWN) {
		fputc('[', progress->file);
		for (int i = 0; i < BAR_WIDTH; i++)
			fputc(i * 100 < percent * BAR_WIDTH ? '#' : ' ', progress->file);
		fprintf(progress->file, "] %3d %%", percent);
	}
	fflush(progress->file);
}

static void print_line(struct progress *progress, int percent)
{
	if (percent == PROGRESS_UNKNOWN)
		fprintf(progress->file, "%s\n", progress->step);
	else
		fprintf(progress->file, "%s %d %%\n", progress->step, percent);
}

static bool is_worth_a_line(const struct progress *progress, int percent)
{
	return progress->shown < 0 ? percent > progress->shown
	                           : percent / LINE_PERCENT > progress->shown / LINE_PERCENT;
}

void progress_show(struct progress *progress, int percent)
{
	if (percent == progress->shown)
		return;
	if (progress->is_terminal)
		draw_bar(progress, percent);
	else if (is_worth_a_line(progress, percent))
		print_line(progress, percent);
	else
		return;
	progress->shown = percent;
}

void progress_end(struct progress *progress)
{
	if (progress->is_terminal && progress->shown != PROGRESS_NOTHING)
		fputs(CLEAR_LINE, progress->file);
	progress_begin(progress, "");
}
