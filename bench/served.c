/* SPDX-License-Identifier: MIT */
#include "bench/served.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK_BYTES = 2048, TRIES = 200, PAUSE_US = 20000, FIRST_PORT = 20000, PORTS = 30000 };

#define TARGET "iqn.2026-01.test.dryburn:bench"

/* Mechanics and link would hide what the way costs. */
#define DRIVE "emu:disc=%s/disc,model=dryburn-quick,time=scaled:1000000"

static int run(bool quiet, const char *format, ...) __attribute__((format(printf, 2, 3)));

static int run(bool quiet, const char *format, ...)
{
	char words[PROGRAM_PATH_MAX];
	va_list values;

	va_start(values, format);
	vsnprintf(words, sizeof(words), format, values);
	va_end(values);
	return program_run(words, quiet);
}

static int make_directory(struct served *served)
{
	*served = (struct served){.directory = "/dev/shm/dryburn-served-XXXXXX"};
	if (mkdtemp(served->directory))
		return 0;
	*served->directory = '\0';
	return -errno;
}

/* The image of a disc: no blocks for a blank one. */
static int make_image(const struct served *served, uint32_t blocks)
{
	char path[128];
	uint8_t block[BLOCK_BYTES];
	FILE *file;
	int error = 0;

	snprintf(path, sizeof(path), "%s/image", served->directory);
	file = fopen(path, "wx");
	if (!file)
		return -errno;
	for (uint32_t i = 0; i < blocks && !error; i++) {
		memset(block, (int)(i % 251), sizeof(block));
		error = fwrite(block, sizeof(block), 1, file) == 1 ? 0 : -EIO;
	}
	if (fclose(file) && !error)
		error = -errno;
	return error;
}

/* ---- ours ---- */

static int make_disc(const struct served *served, enum served_disc disc, const char *dryburn)
{
	if (disc == SERVED_BLANK)
		return run(false, "%s disc create %s/disc --type dvd+r", dryburn, served->directory);
	return run(false, "%s disc import %s/disc %s/image --type dvd-rom", dryburn, served->directory,
	           served->directory);
}

static int serve(struct served *served, const char *dryburn)
{
	char words[PROGRAM_PATH_MAX + 256];
	FILE *output;
	int error;

	snprintf(words, sizeof(words), "%s serve --iscsi 127.0.0.1:0 --drive " DRIVE, dryburn, served->directory);
	error = program_start(words, false, &output, &served->server);
	if (error)
		return error;
	if (!fgets(served->url, sizeof(served->url), output))
		error = -ENOENT;
	served->url[strcspn(served->url, "\n")] = '\0';
	fclose(output);
	return error;
}

int served_open_unserved(struct served *served)
{
	char dryburn[PROGRAM_PATH_MAX];
	int error = make_directory(served);

	program_beside("dryburn", dryburn);
	snprintf(served->url, sizeof(served->url), DRIVE, served->directory);
	return error ? error : make_disc(served, SERVED_BLANK, dryburn);
}

int served_open_ours(struct served *served, enum served_disc disc, uint32_t blocks)
{
	char dryburn[PROGRAM_PATH_MAX];
	int error = make_directory(served);

	program_beside("dryburn", dryburn);
	if (!error)
		error = make_image(served, disc == SERVED_FULL ? blocks : 0);
	if (!error)
		error = make_disc(served, disc, dryburn);
	return error ? error : serve(served, dryburn);
}

/* ---- tgtd's own ---- */

static int administer(const char *words)
{
	return run(true, "tgtadm --lld iscsi %s", words);
}

static int wait_until_it_answers(void)
{
	for (unsigned i = 0; i < TRIES; i++) {
		if (administer("--mode target --op new --tid 1 --targetname " TARGET) == 0)
			return 0;
		usleep(PAUSE_US);
	}
	return -ETIMEDOUT;
}

static int add_unit(const struct served *served)
{
	char words[256];
	int error;

	snprintf(words, sizeof(words),
	         "--mode logicalunit --op new --tid 1 --lun 1 --device-type cd --backing-store %s/image",
	         served->directory);
	error = administer(words);
	return error ? error : administer("--mode target --op bind --tid 1 --initiator-address ALL");
}

/* A port that is taken is tgtd's failure; the next round finds another. */
int served_open_tgt(struct served *served, enum served_disc disc, uint32_t blocks)
{
	static unsigned next_port;
	unsigned port = FIRST_PORT + ((unsigned)getpid() * 7 + next_port++) % PORTS;
	char socket[96], words[128];
	int error = make_directory(served);

	if (!error)
		error = make_image(served, disc == SERVED_FULL ? blocks : 0);
	if (error)
		return error;
	snprintf(socket, sizeof(socket), "%s/socket", served->directory);
	setenv("TGT_IPC_SOCKET", socket, 1);
	snprintf(words, sizeof(words), "tgtd -f --iscsi portal=127.0.0.1:%u", port);
	snprintf(served->url, sizeof(served->url), "iscsi://127.0.0.1:%u/" TARGET "/1", port);
	error = program_start(words, true, NULL, &served->server);
	if (!error)
		error = wait_until_it_answers();
	return error ? error : add_unit(served);
}

/* tgtd ends when it has no targets, and not by SIGTERM while it has. */
static void end_server(struct served *served)
{
	const char *socket = getenv("TGT_IPC_SOCKET");

	if (socket && strncmp(socket, served->directory, strlen(served->directory)) == 0) {
		administer("--mode target --op delete --tid 1 --force");
		run(true, "tgtadm --mode system --op delete");
		unsetenv("TGT_IPC_SOCKET");
		program_wait(served->server);
	} else {
		program_end(served->server);
	}
}

void served_close(struct served *served)
{
	if (served->server > 0)
		end_server(served);
	if (*served->directory)
		run(false, "rm -rf %s", served->directory);
}
