/* SPDX-License-Identifier: MIT */
/*
 * The disc on disk: NAME.img holds the sectors (file_image.h), NAME.disc the layout (file_database.h). The image's lock
 * is taken before anything else is looked at, so that a disc is never examined while a drive changes it. The layout as
 * last committed is kept here too: load() copies it, and commit() compares with it to write only what changed.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "emulator/store/file_database.h"
#include "emulator/store/file_image.h"
#include "emulator/store/store.h"

enum { CREATE_MODE = 0666 };

struct file_store {
	struct store store;
	int image; /* -1: not open */
	bool read_only;
	struct database *database;
	struct layout committed;
};

struct paths {
	char disc[PATH_MAX], image[PATH_MAX];
};

/* "x" and "x.disc" are the disc x. */
static int find_paths(const char *name, struct paths *ret_paths, struct problem *ret_problem)
{
	static const char suffix[] = ".disc";
	size_t length = strlen(name), suffix_length = sizeof(suffix) - 1;

	if (length >= suffix_length && !strcmp(name + length - suffix_length, suffix))
		length -= suffix_length;
	if (!length || name[length - 1] == '/')
		return problem_set(ret_problem, EINVAL,
		                   "\"%s\" does not name a disc: \"backup\" or \"discs/backup.disc\" would", name);
	if (length + sizeof(suffix) > sizeof(ret_paths->disc))
		return problem_set(ret_problem, ENAMETOOLONG, "the name of the disc is too long: %s", name);
	snprintf(ret_paths->disc, sizeof(ret_paths->disc), "%.*s.disc", (int)length, name);
	snprintf(ret_paths->image, sizeof(ret_paths->image), "%.*s.img", (int)length, name);
	return 0;
}

/* ---- operations ---- */

static int file_read(struct store *store, uint32_t lba, uint32_t blocks, void *ret_data, uint32_t *ret_done)
{
	return image_read(((struct file_store *)store)->image, lba, blocks, ret_data, ret_done);
}

static int file_write(struct store *store, uint32_t lba, uint32_t blocks, const void *data, uint32_t *ret_done)
{
	struct file_store *file = (struct file_store *)store;

	if (file->read_only) {
		*ret_done = 0;
		return -EROFS;
	}
	return image_write(file->image, lba, blocks, data, ret_done);
}

static int file_load(struct store *store, struct layout *ret_layout)
{
	return layout_copy(&((struct file_store *)store)->committed, ret_layout);
}

/* An unsound layout is refused: it would be kept, and never be opened again. */
static int file_commit(struct store *store, const struct layout *layout, enum durability durability)
{
	struct file_store *file = (struct file_store *)store;
	struct layout copy;
	int error;

	if (file->read_only)
		return -EROFS;
	if (layout_complaint(layout))
		return -EINVAL;
	if (durability == DURABLE && fdatasync(file->image))
		return -errno;
	error = layout_copy(layout, &copy);
	if (error)
		return error;
	error = database_save(file->database, &file->committed, layout, durability);
	layout_finish(error ? &copy : &file->committed);
	if (!error)
		file->committed = copy;
	return error;
}

/* The image, and with it the lock, goes last. */
static void file_destroy(struct store *store)
{
	struct file_store *file = (struct file_store *)store;

	database_close(file->database);
	layout_finish(&file->committed);
	if (file->image >= 0)
		close(file->image);
	free(file);
}

static const struct store_ops file_ops = {
	.read = file_read,
	.write = file_write,
	.load = file_load,
	.commit = file_commit,
	.destroy = file_destroy,
};

/* ---- opening ---- */

/*
 * By name, not by descriptor: if this process has the file open in SQLite, closing a descriptor of our own would drop
 * SQLite's locks on it.
 */
static int check_disc_file(const char *path, struct problem *ret_problem)
{
	struct stat status;

	if (stat(path, &status))
		return problem_set(ret_problem, errno, "%s cannot be opened: %s", path, strerror(errno));
	if (!S_ISREG(status.st_mode))
		return problem_set(ret_problem, EUCLEAN, "%s is no disc: it is not a regular file", path);
	return 0;
}

static int open_files(struct file_store *file, const struct paths *paths, struct problem *ret_problem)
{
	int error = check_disc_file(paths->disc, ret_problem);

	if (!error)
		error = image_open(paths->image, file->read_only, &file->image, ret_problem);
	if (!error)
		error = database_open(paths->disc, file->read_only, &file->database, ret_problem);
	if (!error)
		error = database_load(file->database, &file->committed, ret_problem);
	if (!error)
		error = image_check_size(file->image, paths->image, file->committed.capacity_blocks, ret_problem);
	return error;
}

int file_store_open(const char *name, bool read_only, struct store **ret_store, struct problem *ret_problem)
{
	struct file_store *file;
	struct paths paths;
	int error = find_paths(name, &paths, ret_problem);

	*ret_store = NULL;
	if (error)
		return error;
	file = calloc(1, sizeof(*file));
	if (!file)
		return problem_set(ret_problem, ENOMEM, "%s cannot be opened: out of memory", paths.disc);
	*file = (struct file_store){.store.ops = &file_ops, .image = -1, .read_only = read_only};
	error = open_files(file, &paths, ret_problem);
	if (error) {
		file_destroy(&file->store);
		return error;
	}
	*ret_store = &file->store;
	return 0;
}

/* ---- making and removing ---- */

/* Both files, and what SQLite may have left beside its own. */
static int remove_files(const struct paths *paths, struct problem *ret_problem)
{
	static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
	char path[PATH_MAX + 16];
	int error = 0;

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
		snprintf(path, sizeof(path), "%s%s", paths->disc, suffixes[i]);
		if (unlink(path) && errno != ENOENT)
			error = problem_set(ret_problem, errno, "%s cannot be removed: %s", path, strerror(errno));
	}
	if (unlink(paths->image) && errno != ENOENT)
		error = problem_set(ret_problem, errno, "%s cannot be removed: %s", paths->image, strerror(errno));
	return error;
}

/* An empty .disc, so that one that exists is never touched. */
static int reserve_disc_file(const char *path, struct problem *ret_problem)
{
	int disc = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, CREATE_MODE);

	if (disc < 0 && errno == EEXIST)
		return problem_set(ret_problem, EEXIST, "%s already exists", path);
	if (disc < 0)
		return problem_set(ret_problem, errno, "%s cannot be created: %s", path, strerror(errno));
	close(disc);
	return 0;
}

/*
 * The locked image first: whoever finds the half-made disc finds it in use. What was made is removed again if the rest
 * fails, and nothing else is.
 */
int file_store_create(const char *name, const struct layout *layout, struct problem *ret_problem)
{
	const char *complaint = layout_complaint(layout);
	struct paths paths;
	int error = find_paths(name, &paths, ret_problem), image;

	if (!error && complaint)
		error = problem_set(ret_problem, EINVAL, "%s cannot be made: %s", paths.disc, complaint);
	if (!error)
		error = image_create(paths.image, layout->capacity_blocks, &image, ret_problem);
	if (error)
		return error;
	error = reserve_disc_file(paths.disc, ret_problem);
	if (error) {
		unlink(paths.image);
	} else {
		error = database_create(paths.disc, layout, ret_problem);
		if (error)
			remove_files(&paths, NULL);
	}
	close(image);
	return error;
}

int file_store_remove(const char *name, struct problem *ret_problem)
{
	struct paths paths;
	int error = find_paths(name, &paths, ret_problem);

	return error ? error : remove_files(&paths, ret_problem);
}
