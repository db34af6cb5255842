/* SPDX-License-Identifier: MIT */
/*
 * Copying between discs and plain images: pressing a disc from one (disc_import), and the readable blocks of a disc
 * into one (disc_export). Both go in pieces of 64 KiB; pieces of zeros are not written, so that they take no room.
 */
#include "emulator/disc.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "emulator/emulator.h"
#include "emulator/medium/medium.h"
#include "emulator/store/store.h"

enum { PIECE_BLOCKS = 32, PIECE_BYTES = PIECE_BLOCKS * SECTOR_BYTES, CREATE_MODE = 0666 };

/* ---- copying in ---- */

static bool is_zero(const uint8_t *data, size_t bytes)
{
	return !bytes || (!data[0] && !memcmp(data, data + 1, bytes - 1));
}

/* Fills `bytes` from the file, or fails: with -EIO where it ends early, since its size was known. */
static int read_fully(int file, uint8_t *data, size_t bytes, off_t offset)
{
	for (size_t done = 0; done < bytes;) {
		ssize_t moved = pread(file, data + done, bytes - done, offset + (off_t)done);

		if (moved == 0)
			return -EIO;
		if (moved < 0 && errno != EINTR)
			return -errno;
		if (moved > 0)
			done += (size_t)moved;
	}
	return 0;
}

/* An image to press a disc from. */
struct source {
	const char *name;
	int file;
	off_t bytes;
	uint32_t blocks; /* the last one may be filled with zeros */
};

/* O_NONBLOCK: a FIFO of that name must not hang us before we can refuse it. */
static int open_source(const char *name, struct source *ret_source, struct problem *ret_problem)
{
	struct stat status;
	int file = open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC), error = 0;

	if (file < 0)
		return problem_set(ret_problem, errno, "%s cannot be opened: %s", name, strerror(errno));
	if (fstat(file, &status))
		error = problem_set(ret_problem, errno, "%s cannot be examined: %s", name, strerror(errno));
	else if (!S_ISREG(status.st_mode))
		error = problem_set(ret_problem, EINVAL, "%s is not a regular file: a disc is pressed from one", name);
	else if (!status.st_size)
		error = problem_set(ret_problem, EINVAL, "%s is empty: a disc has at least one sector", name);
	else if (status.st_size > (off_t)UINT32_MAX * SECTOR_BYTES)
		error = problem_set(ret_problem, EFBIG, "%s has %lld bytes, more than any disc holds", name,
		                    (long long)status.st_size);
	if (error) {
		close(file);
		return error;
	}
	ret_source->name = name;
	ret_source->file = file;
	ret_source->bytes = status.st_size;
	ret_source->blocks = (uint32_t)((status.st_size + SECTOR_BYTES - 1) / SECTOR_BYTES);
	return 0;
}

static int copy_in(const struct source *source, struct store *store, struct problem *ret_problem)
{
	uint8_t piece[PIECE_BYTES];
	int error;

	for (uint32_t lba = 0, blocks, done; lba < source->blocks; lba += blocks) {
		off_t offset = (off_t)lba * SECTOR_BYTES, left = source->bytes - offset;
		size_t bytes = left < PIECE_BYTES ? (size_t)left : PIECE_BYTES;

		done = 0;
		blocks = (uint32_t)((bytes + SECTOR_BYTES - 1) / SECTOR_BYTES);
		memset(piece + bytes, 0, PIECE_BYTES - bytes);
		error = read_fully(source->file, piece, bytes, offset);
		if (error)
			return problem_set(ret_problem, -error, "%s cannot be read at sector %u: %s", source->name, lba,
			                   strerror(-error));
		error = is_zero(piece, bytes) ? 0 : store->ops->write(store, lba, blocks, piece, &done);
		if (error)
			return problem_set(ret_problem, -error, "the disc cannot be written at sector %u: %s",
			                   lba + done, strerror(-error));
	}
	return 0;
}

/* A disc that takes up its sectors but says that it has none: what an import that dies half-way leaves behind. */
static struct layout unpressed(const struct layout *pressed)
{
	struct layout layout = *pressed;

	layout.complete = false;
	layout.written = (struct extents){0};
	layout.sessions[0].state = SESSION_OPEN;
	layout.tracks[0].state = TRACK_INVISIBLE;
	layout.tracks[0].recorded = 0;
	return layout;
}

static int press(const char *name, const struct source *source, const struct layout *pressed,
                 struct problem *ret_problem)
{
	struct store *store;
	int error = file_store_open(name, false, &store, ret_problem);

	if (error)
		return error;
	error = copy_in(source, store, ret_problem);
	if (!error) {
		error = store->ops->commit(store, pressed, DURABLE);
		if (error)
			problem_set(ret_problem, -error, "the disc %s cannot be kept: %s", name, strerror(-error));
	}
	store_destroy(store);
	return error;
}

static int import(const char *name, const struct source *source, const struct layout *pressed,
                  struct problem *ret_problem)
{
	struct layout layout = unpressed(pressed);
	int error = file_store_create(name, &layout, ret_problem);

	if (error)
		return error;
	error = press(name, source, pressed, ret_problem);
	if (error)
		file_store_remove(name, NULL);
	return error;
}

int disc_import(const char *name, const char *type, const char *image, struct problem *ret_problem)
{
	const struct medium_kind *kind = disc_find_kind(type, true, ret_problem);
	struct source source = {0};
	struct layout layout;
	int error;

	if (!kind)
		return -EINVAL;
	error = open_source(image, &source, ret_problem);
	if (error)
		return error;
	error = medium_new_layout(kind, source.blocks, &layout, ret_problem);
	if (!error) {
		error = import(name, &source, &layout, ret_problem);
		layout_finish(&layout);
	}
	close(source.file);
	return error;
}

/* ---- copying out ---- */

static int write_fully(int file, const uint8_t *data, size_t bytes, off_t offset)
{
	for (size_t done = 0; done < bytes;) {
		ssize_t moved = pwrite(file, data + done, bytes - done, offset + (off_t)done);

		if (moved < 0 && errno != EINTR)
			return -errno;
		if (moved > 0)
			done += (size_t)moved;
	}
	return 0;
}

/* Blocks that the medium has, and that the host then cannot give, are an error; those that it has not read as zeros. */
static int read_piece(struct medium *medium, uint32_t lba, uint32_t blocks, uint8_t *ret_data)
{
	struct sense may = medium->kind->ops->may_read(medium, lba, blocks), sense;
	uint32_t done;

	if (sense_is_good(&may)) {
		sense = medium_read(medium, lba, blocks, ret_data, &done);
		return sense_is_good(&sense) ? 0 : -EIO;
	}
	memset(ret_data, 0, (size_t)blocks * SECTOR_BYTES);
	for (uint32_t i = 0; blocks > 1 && i < blocks; i++) {
		if (read_piece(medium, lba + i, 1, ret_data + (size_t)i * SECTOR_BYTES))
			return -EIO;
	}
	return 0;
}

static int copy_out(struct medium *medium, int file, const char *image, struct problem *ret_problem)
{
	uint32_t end = medium_readable_blocks(medium);
	uint8_t piece[PIECE_BYTES];
	int error = 0;

	for (uint32_t lba = 0, blocks; !error && lba < end; lba += blocks) {
		blocks = end - lba < PIECE_BLOCKS ? end - lba : PIECE_BLOCKS;
		if (read_piece(medium, lba, blocks, piece))
			return problem_set(ret_problem, EIO, "the disc cannot be read between blocks %u and %u", lba,
			                   lba + blocks - 1);
		if (!is_zero(piece, (size_t)blocks * SECTOR_BYTES))
			error = write_fully(file, piece, (size_t)blocks * SECTOR_BYTES, (off_t)lba * SECTOR_BYTES);
	}
	if (!error && ftruncate(file, (off_t)end * SECTOR_BYTES))
		error = -errno;
	return error ? problem_set(ret_problem, -error, "%s cannot be written: %s", image, strerror(-error)) : 0;
}

static int export(struct medium *medium, const char *name, const char *image, struct problem *ret_problem)
{
	int file, error;

	if (!medium_readable_blocks(medium))
		return problem_set(ret_problem, ENODATA, "the disc %s has no readable blocks", name);
	file = open(image, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, CREATE_MODE);
	if (file < 0 && errno == EEXIST)
		return problem_set(ret_problem, EEXIST, "%s already exists", image);
	if (file < 0)
		return problem_set(ret_problem, errno, "%s cannot be created: %s", image, strerror(errno));
	error = copy_out(medium, file, image, ret_problem);
	if (close(file) && !error)
		error = problem_set(ret_problem, errno, "%s cannot be written: %s", image, strerror(errno));
	if (error)
		unlink(image);
	return error;
}

int disc_export(const char *name, const char *image, struct problem *ret_problem)
{
	struct medium *medium;
	int error = disc_open_medium(name, true, &medium, ret_problem);

	if (error)
		return error;
	error = export(medium, name, image, ret_problem);
	medium_destroy(medium);
	return error;
}
