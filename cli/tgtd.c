/* SPDX-License-Identifier: MIT */
/*
 * In this file: running it, telling it by tgtadm, what to serve; beginning, watching, end.
 */
#include "cli/tgtd.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/child.h"
#include "cli/tgtd_log.h"
#include "cli/tgtd_place.h"

enum {
	WORD_MAX = 3 * 4096 + 64,
	WORDS_MAX = 24,
	PATIENCE_MS = 10000,
	GRACE_MS = 2000,
	PAUSE_MS = 20,
};

struct tgtd {
	const struct tgtd_options *options;
	struct tgtd_place place;
	pid_t child; /* 0: none */
	int status;  /* after its end */
};

/* ---- running it ---- */

static void set_socket(const struct tgtd *tgtd)
{
	char socket[TGTD_FOLDER_MAX + 8];

	snprintf(socket, sizeof(socket), "%s/socket", tgtd->place.folder);
	setenv("TGT_IPC_SOCKET", socket, 1);
}

/* In the child. What was to be preloaded anyway comes first. */
static void adorn_tgtd(void *context)
{
	const struct tgtd *tgtd = context;
	const struct tgtd_options *options = tgtd->options;
	const char *others = getenv("LD_PRELOAD");
	char word[WORD_MAX];

	set_socket(tgtd);
	snprintf(word, sizeof(word), "%s%s/proc/self/fd/%d", others ? others : "", others ? ":" : "",
	         tgtd->place.module);
	setenv("LD_PRELOAD", word, 1);
	if (!options->user)
		return;
	snprintf(word, sizeof(word), "%s:%s", options->user, options->password);
	setenv("DRYBURN_TGT_ACCOUNT", word, 1);
}

static void adorn_administrator(void *context)
{
	set_socket(context);
}

static int run_tgtd(struct tgtd *tgtd, struct problem *ret_problem)
{
	char portal[WORD_MAX];
	const char *const arguments[] = {tgtd->place.program, "-f", "--iscsi", portal, NULL};
	const struct child_start start = {.arguments = arguments,
	                                  .output = tgtd->place.log,
	                                  .inherited = tgtd->place.module,
	                                  .adorn = adorn_tgtd,
	                                  .context = tgtd,
	                                  .outlives_signals = true};
	int error;

	snprintf(portal, sizeof(portal), "portal=%s", tgtd->options->portal);
	error = child_run(&start, &tgtd->child);
	return error ? problem_set(ret_problem, -error, "tgtd cannot be started: %s", strerror(-error)) : 0;
}

/* True if it has died, which is noted. */
static bool has_died(struct tgtd *tgtd, uint64_t timeout_ms)
{
	if (tgtd->child && child_wait(tgtd->child, timeout_ms, true, &tgtd->status))
		tgtd->child = 0;
	return !tgtd->child;
}

static int death(const struct tgtd *tgtd, struct problem *ret_problem)
{
	char ending[CHILD_ENDING_MAX], words[TGTD_WORDS_MAX];

	tgtd_log_last_words(tgtd->place.log, words);
	return problem_set(ret_problem, EIO, "tgtd died: %s%s%s", child_ending(tgtd->status, ending),
	                   *words ? ": " : "", words);
}

/* ---- telling it ---- */

/* Runs tgtadm with these words, split at blanks. 0, -EIO if it failed, other negative errno. */
static int tell(const struct tgtd *tgtd, const char *format, ...) __attribute__((format(printf, 2, 3)));

static int tell(const struct tgtd *tgtd, const char *format, ...)
{
	const char *arguments[WORDS_MAX] = {tgtd->place.administrator};
	char text[WORD_MAX], *rest = text;
	const struct child_start start = {.arguments = arguments,
	                                  .output = tgtd->place.log,
	                                  .inherited = -1,
	                                  .adorn = adorn_administrator,
	                                  .context = (void *)tgtd};
	va_list values;
	pid_t child;
	int status, error;

	va_start(values, format);
	vsnprintf(text, sizeof(text), format, values);
	va_end(values);
	for (int i = 1; i < WORDS_MAX - 1; i++)
		arguments[i] = strtok_r(i == 1 ? text : NULL, " ", &rest);
	error = child_run(&start, &child);
	if (error)
		return error;
	if (child_wait(child, PATIENCE_MS, false, &status))
		return status ? -EIO : 0;
	kill(child, SIGKILL);
	child_wait(child, PATIENCE_MS, false, &status);
	return -ETIMEDOUT;
}

static int wait_until_it_answers(struct tgtd *tgtd, struct problem *ret_problem)
{
	for (unsigned passed_ms = 0; passed_ms < PATIENCE_MS; passed_ms += PAUSE_MS) {
		if (has_died(tgtd, 0))
			return death(tgtd, ret_problem);
		if (child_end_was_asked())
			return -EINTR;
		if (tell(tgtd, "--mode system --op show") == 0)
			return 0;
		child_pause(PAUSE_MS);
	}
	return problem_set(ret_problem, ETIMEDOUT, "tgtd does not answer");
}

/* ---- what to serve ---- */

/* No blank for tell(), no comma for tgtadm. */
static void encode(const char *uri, char *ret_path, size_t size)
{
	size_t used = 0;

	for (; *uri && used + sizeof("%2C") <= size; uri++)
		used += (size_t)snprintf(ret_path + used, size - used, strchr(" ,%", *uri) ? "%%%02X" : "%c",
		                         (unsigned char)*uri);
	ret_path[used] = '\0';
}

static int refused(const struct tgtd *tgtd, off_t from, const char *what, struct problem *ret_problem)
{
	char words[TGTD_WORDS_MAX];

	tgtd_log_reason(tgtd->place.log, from, words);
	return problem_set(ret_problem, EIO, "%s: tgtd refuses it: %s", what, words);
}

static int add_drive(const struct tgtd *tgtd, unsigned lun, struct problem *ret_problem)
{
	const char *uri = tgtd->options->drives[lun - 1];
	off_t from = lseek(tgtd->place.log, 0, SEEK_END);
	char path[WORD_MAX];

	encode(uri, path, sizeof(path));
	if (tell(tgtd,
	         "--lld iscsi --mode logicalunit --op new --tid 1 --lun %u --device-type pt --bstype sgdryburn "
	         "--backing-store %s",
	         lun, path))
		return refused(tgtd, from, uri, ret_problem);
	return 0;
}

static int add_target(struct tgtd *tgtd, struct problem *ret_problem)
{
	const struct tgtd_options *options = tgtd->options;
	off_t from = lseek(tgtd->place.log, 0, SEEK_END);
	int error = 0;

	if (tell(tgtd, "--lld iscsi --mode target --op new --tid 1 --targetname %s", options->target) ||
	    (options->user && tell(tgtd, "--lld iscsi --mode account --op bind --tid 1 --user %s", options->user)))
		return refused(tgtd, from, options->target, ret_problem);
	for (unsigned lun = 1; lun <= options->drive_count && !error; lun++)
		error = add_drive(tgtd, lun, ret_problem);
	if (!error && tell(tgtd, "--lld iscsi --mode target --op bind --tid 1 --initiator-address ALL"))
		error = refused(tgtd, from, options->target, ret_problem);
	return error;
}

/* ---- beginning, watching, end ---- */

int tgtd_open(const struct tgtd_options *options, struct tgtd **ret_tgtd, struct problem *ret_problem)
{
	struct tgtd *tgtd = calloc(1, sizeof(*tgtd));
	int error;

	*ret_tgtd = NULL;
	if (!tgtd)
		return problem_set(ret_problem, ENOMEM, "there is no memory for a server");
	tgtd->options = options;
	error = tgtd_place_open(&tgtd->place, ret_problem);
	if (!error)
		error = run_tgtd(tgtd, ret_problem);
	if (!error)
		error = wait_until_it_answers(tgtd, ret_problem);
	if (!error)
		error = add_target(tgtd, ret_problem);
	if (error)
		tgtd_close(tgtd);
	else
		*ret_tgtd = tgtd;
	return error;
}

int tgtd_watch(struct tgtd *tgtd, struct problem *ret_problem)
{
	while (!child_end_was_asked())
		if (has_died(tgtd, UINT32_MAX))
			return death(tgtd, ret_problem);
	return 0;
}

static void end_it(struct tgtd *tgtd)
{
	tell(tgtd, "--lld iscsi --mode target --op delete --tid 1 --force");
	tell(tgtd, "--mode system --op delete");
	if (child_wait(tgtd->child, GRACE_MS, false, &tgtd->status))
		return;
	kill(tgtd->child, SIGKILL);
	child_wait(tgtd->child, PATIENCE_MS, false, &tgtd->status);
}

void tgtd_close(struct tgtd *tgtd)
{
	if (!tgtd)
		return;
	if (tgtd->child)
		end_it(tgtd);
	tgtd_place_close(&tgtd->place);
	free(tgtd);
}
