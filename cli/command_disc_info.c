/* SPDX-License-Identifier: MIT */
/* dryburn disc info: a disc's report, as text or as JSON. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/command.h"
#include "cli/json.h"
#include "cli/message.h"
#include "emulator/emulator.h"

enum { INFO_JSON };

const struct cli_option disc_info_options[] = {
	[INFO_JSON] = {"json", NULL, "prints one JSON object"},
	{0},
};

/* ---- text ---- */

static void print_track(const struct disc_track *track)
{
	if (track->blocks)
		printf("  track %-5u %s, blocks %u to %u\n", track->number, track->state, track->start,
		       track->start + track->blocks - 1);
	else
		printf("  track %-5u %s, from block %u\n", track->number, track->state, track->start);
}

static enum cli_exit print_text(const struct disc_report *report)
{
	printf("disc          %s, %s\n", report->name, report->state);
	printf("capacity      %u blocks, %.1f MB\n", report->capacity_blocks, cli_megabytes(report->capacity_blocks));
	printf("free          %u blocks, %.1f MB\n", report->free_blocks, cli_megabytes(report->free_blocks));
	if (report->writable)
		printf("next writable block %u\n", report->next_writable);
	for (unsigned i = 0; i < report->session_count; i++) {
		printf("session %-5u %s\n", report->sessions[i].number, report->sessions[i].state);
		for (unsigned j = 0; j < report->track_count; j++)
			if (report->tracks[j].session == report->sessions[i].number)
				print_track(&report->tracks[j]);
	}
	return CLI_DONE;
}

/* ---- JSON ---- */

static json_t *number_or_null(bool known, unsigned number)
{
	return known ? json_integer(number) : json_null();
}

static json_t *sessions_json(const struct disc_report *report)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < report->session_count; i++) {
		const struct disc_session *session = &report->sessions[i];
		bool has_tracks = session->first_track != 0;

		list = cli_append_json(list, json_pack("{s:i, s:s, s:o, s:o}", "number", (int)session->number, "state",
		                                       session->state, "first_track",
		                                       number_or_null(has_tracks, session->first_track), "last_track",
		                                       number_or_null(has_tracks, session->last_track)));
	}
	return list;
}

static json_t *tracks_json(const struct disc_report *report)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < report->track_count; i++) {
		const struct disc_track *track = &report->tracks[i];

		list = cli_append_json(list,
		                       json_pack("{s:i, s:i, s:I, s:I, s:s}", "number", (int)track->number, "session",
		                                 (int)track->session, "start", (json_int_t)track->start, "blocks",
		                                 (json_int_t)track->blocks, "state", track->state));
	}
	return list;
}

static enum cli_exit print_json(const struct disc_report *report)
{
	return cli_print_json(json_pack("{s:s, s:s, s:I, s:I, s:o, s:o, s:o}", "type", report->type, "state",
	                                report->state, "capacity_blocks", (json_int_t)report->capacity_blocks,
	                                "free_blocks", (json_int_t)report->free_blocks, "next_writable",
	                                number_or_null(report->writable, report->next_writable), "sessions",
	                                sessions_json(report), "tracks", tracks_json(report)));
}

enum cli_exit disc_info_command(const struct cli_arguments *arguments)
{
	struct disc_report *report = malloc(sizeof(*report));
	struct problem problem;
	enum cli_exit result;
	int error;

	if (!report) {
		cli_error("there is no memory for a report");
		return CLI_UNAVAILABLE;
	}
	error = disc_info(arguments->operands[0], report, &problem);
	if (error) {
		cli_error("%s", problem.text);
		result = cli_exit_of_errno(error);
	} else {
		result = cli_option_value(arguments, INFO_JSON) ? print_json(report) : print_text(report);
	}
	free(report);
	return result;
}
