/* SPDX-License-Identifier: MIT */
/*
 * The disc_ functions of emulator.h: making, pressing, copying out, looking. The program is linked with --wrap, so that
 * pwrite() comes here first.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "emulator/emulator.h"
#include "emulator/medium/medium.h"
#include "tests/unit/store/scratch.h"
#include "tests/unit/unit.h"

static size_t room = SIZE_MAX; /* bytes that pwrite() takes before the disk is full */

ssize_t __real_pwrite(int file, const void *data, size_t bytes, off_t offset);
ssize_t __wrap_pwrite(int file, const void *data, size_t bytes, off_t offset);

ssize_t __wrap_pwrite(int file, const void *data, size_t bytes, off_t offset)
{
	bytes = bytes < room ? bytes : room;
	if (room != SIZE_MAX)
		room -= bytes;
	errno = ENOSPC;
	return bytes ? __real_pwrite(file, data, bytes, offset) : -1;
}

/* ---- steps ---- */

static off_t size_of(const char *name)
{
	struct stat status = {.st_size = -1};

	stat(scratch(name), &status);
	return status.st_size;
}

static bool exists(const char *name)
{
	return size_of(name) >= 0;
}

/* A file of `bytes` bytes, each its position divided by 100, plus 1, in eight bits. */
static void write_image(const char *name, size_t bytes)
{
	FILE *file = fopen(scratch(name), "w");

	for (size_t i = 0; i < bytes; i++)
		putc((int)(i / 100 + 1), file);
	CHECK(!fclose(file));
}

/* Whether the file begins with such bytes, then has only zeros. */
static bool is_image(const char *name, size_t bytes)
{
	FILE *file = fopen(scratch(name), "r");
	size_t i = 0;
	int byte;

	if (!file)
		return false;
	while ((byte = getc(file)) == (i < bytes ? (uint8_t)(i / 100 + 1) : 0))
		i++;
	fclose(file);
	return byte == EOF && i >= bytes;
}

static bool ok(int error, const struct problem *problem)
{
	if (error)
		printf("# %d: %s\n", error, problem->text);
	return CHECK_EQUAL(error, 0);
}

static void make(const char *name, const char *type, uint32_t blocks)
{
	struct problem problem = {""};

	ok(disc_create(scratch(name), type, blocks, &problem), &problem);
}

static bool look(const char *name, struct disc_report *ret_report)
{
	struct problem problem = {""};

	return ok(disc_info(scratch(name), ret_report, &problem), &problem);
}

/* Writes blocks of `fill` where the medium wants them, commits, closes. */
static void burn(const char *name, uint32_t lba, uint32_t blocks, int fill)
{
	struct problem problem = {""};
	struct medium *medium = NULL;
	uint8_t *data = malloc((size_t)blocks * 2048);
	struct sense sense;

	memset(data, fill, (size_t)blocks * 2048);
	if (ok(disc_open(scratch(name), &medium, &problem), &problem)) {
		sense = medium->kind->ops->accept(medium, lba, blocks);
		CHECK_EQUAL(sense.key, 0);
		sense = medium->kind->ops->record(medium, lba, blocks, data);
		CHECK_EQUAL(sense.key, 0);
		sense = medium_commit(medium, DURABLE);
		CHECK_EQUAL(sense.key, 0);
	}
	disc_close(medium);
	free(data);
}

/* ---- types ---- */

static void types_are_named(void)
{
	CHECK_STRING(disc_types(false), "dvd+r, bd-re");
	CHECK_STRING(disc_types(true), "dvd-rom, bd-rom");
}

static void an_unknown_type_is_refused_with_the_known_ones(void)
{
	struct problem problem = {""};
	struct medium *medium = NULL;

	CHECK_EQUAL(disc_create(scratch("floppy"), "floppy", 0, &problem), -EINVAL);
	CHECK(strstr(problem.text, "\"floppy\"") && strstr(problem.text, "dvd+r, bd-re"));
	CHECK_EQUAL(disc_create(scratch("floppy"), "dvd-rom", 0, &problem), -EINVAL);
	CHECK(strstr(problem.text, "pressed from an image") != NULL);
	CHECK_EQUAL(disc_import(scratch("floppy"), "dvd+r", scratch("none"), &problem), -EINVAL);
	CHECK(strstr(problem.text, "dvd-rom, bd-rom") != NULL);
	CHECK_EQUAL(disc_in_memory("floppy", 0, true, &medium, &problem), -EINVAL);
	CHECK(!medium);
	CHECK(!exists("floppy.disc") && !exists("floppy.img"));
}

/* ---- making and looking ---- */

static void a_new_disc_is_blank(void)
{
	struct disc_report report;

	make("blank", "dvd+r", 0);
	if (!look("blank", &report))
		return;
	CHECK_STRING(report.type, "dvd+r");
	CHECK_STRING(report.name, "DVD+R");
	CHECK_STRING(report.state, "blank");
	CHECK_EQUAL(report.capacity_blocks, 2295104);
	CHECK_EQUAL(report.free_blocks, 2295104);
	CHECK(report.writable);
	CHECK_EQUAL(report.next_writable, 0);
	CHECK_EQUAL(report.session_count, 1);
	CHECK_STRING(report.sessions[0].state, "open");
	CHECK_EQUAL(report.track_count, 1);
	CHECK_STRING(report.tracks[0].state, "invisible");
	CHECK_EQUAL(size_of("blank.img"), INT64_C(2295104) * 2048);
}

static void a_capacity_that_does_not_suit_is_refused(void)
{
	struct problem problem = {""};

	CHECK_EQUAL(disc_create(scratch("odd"), "dvd+r", 1001, &problem), -EINVAL);
	CHECK(problem.text[0]);
	CHECK(!exists("odd.disc") && !exists("odd.img"));
}

static void a_burned_disc_shows_its_track(void)
{
	struct disc_report report;

	make("burned", "dvd+r", 3200);
	burn("burned", 0, 160, 'b');
	if (!look("burned", &report))
		return;
	CHECK_STRING(report.state, "appendable");
	CHECK(report.writable);
	CHECK_EQUAL(report.next_writable, 160);
	CHECK_EQUAL(report.free_blocks, 3200 - 160);
	CHECK_EQUAL(report.sessions[0].first_track, 1);
	CHECK_EQUAL(report.sessions[0].last_track, report.track_count);
	CHECK_EQUAL(report.tracks[0].session, 1);
	CHECK_EQUAL(report.tracks[0].blocks, 160);
	CHECK_STRING(report.tracks[0].state, "open");
}

static void a_disc_in_a_drive_cannot_be_looked_at(void)
{
	struct problem problem = {""};
	struct disc_report report;
	struct medium *medium = NULL;

	make("busy", "dvd+r", 3200);
	ok(disc_open(scratch("busy"), &medium, &problem), &problem);
	CHECK_EQUAL(disc_info(scratch("busy"), &report, &problem), -EBUSY);
	CHECK_EQUAL(disc_export(scratch("busy"), scratch("busy.iso"), &problem), -EBUSY);
	CHECK(!exists("busy.iso"));
	disc_close(medium);
	look("busy", &report);
}

/* ---- pressing ---- */

static void a_pressed_disc_has_the_sectors_of_its_image(void)
{
	struct problem problem = {""};
	struct disc_report report;

	write_image("whole.iso", 100 * 2048);
	ok(disc_import(scratch("whole"), "dvd-rom", scratch("whole.iso"), &problem), &problem);
	if (!look("whole", &report))
		return;
	CHECK_STRING(report.type, "dvd-rom");
	CHECK_STRING(report.state, "complete");
	CHECK(!report.writable);
	CHECK_EQUAL(report.free_blocks, 0);
	CHECK_EQUAL(report.capacity_blocks, 100);
	CHECK_EQUAL(report.tracks[0].blocks, 100);
	CHECK_STRING(report.tracks[0].state, "closed");
	CHECK_EQUAL(size_of("whole.img"), 100 * 2048);
	CHECK(is_image("whole.img", 100 * 2048));
}

static void a_last_part_sector_is_filled_with_zeros(void)
{
	static const size_t sizes[] = {1, 2047, 2049, 64 * 1024 + 1, 64 * 1024 + 2049};
	struct problem problem = {""};
	char name[24], image[32], pressed[32];

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		snprintf(name, sizeof(name), "part%zu", i);
		snprintf(image, sizeof(image), "%s.iso", name);
		snprintf(pressed, sizeof(pressed), "%s.img", name);
		write_image(image, sizes[i]);
		ok(disc_import(scratch(name), "bd-rom", scratch(image), &problem), &problem);
		CHECK_EQUAL(size_of(pressed), (sizes[i] + 2047) / 2048 * 2048);
		CHECK(is_image(pressed, sizes[i]));
	}
}

static void zeros_take_no_room(void)
{
	struct problem problem = {""};
	struct stat status;

	write_image("holes.iso", 2048);
	CHECK(!truncate(scratch("holes.iso"), 50 * 1024 * 1024));
	ok(disc_import(scratch("holes"), "dvd-rom", scratch("holes.iso"), &problem), &problem);
	CHECK_EQUAL(size_of("holes.img"), 50 * 1024 * 1024);
	CHECK(!stat(scratch("holes.img"), &status));
	CHECK(status.st_blocks * 512 <= 1024 * 1024);
	CHECK(is_image("holes.img", 2048));
}

static void check_import_refused(const char *image, const char *type, int error, const char *words)
{
	struct problem problem = {""};

	CHECK_EQUAL(disc_import(scratch("refused"), type, scratch(image), &problem), error);
	printf("# %s\n", problem.text);
	CHECK(strstr(problem.text, words) != NULL);
	CHECK(!exists("refused.disc") && !exists("refused.img"));
}

static void what_is_no_image_is_refused(void)
{
	check_import_refused("missing.iso", "dvd-rom", -ENOENT, "missing.iso cannot be opened");
	write_image("empty.iso", 0);
	check_import_refused("empty.iso", "dvd-rom", -EINVAL, "empty.iso is empty");
	CHECK(!mkdir(scratch("directory.iso"), 0700));
	check_import_refused("directory.iso", "dvd-rom", -EINVAL, "directory.iso is not a regular file");
	CHECK(!mkfifo(scratch("fifo.iso"), 0600));
	check_import_refused("fifo.iso", "dvd-rom", -EINVAL, "fifo.iso is not a regular file");
}

static void an_image_too_large_for_the_kind_is_refused(void)
{
	write_image("large.iso", 1);
	CHECK(!truncate(scratch("large.iso"), INT64_C(4171712) * 2048 + 1));
	check_import_refused("large.iso", "dvd-rom", -EINVAL, "DVD-ROM");
	CHECK(!truncate(scratch("large.iso"), INT64_C(62500864) * 2048 + 1));
	check_import_refused("large.iso", "bd-rom", -EINVAL, "BD-ROM");
	CHECK(!truncate(scratch("large.iso"), INT64_C(4294967296) * 2048));
	check_import_refused("large.iso", "bd-rom", -EFBIG, "more than any disc holds");
}

static void an_import_that_fails_leaves_nothing(void)
{
	write_image("failing.iso", 400 * 1024);
	room = 100 * 1024;
	check_import_refused("failing.iso", "dvd-rom", -ENOSPC, "cannot be written at sector 50");
	room = SIZE_MAX;
}

/* ---- copying out ---- */

static void a_pressed_disc_comes_out_as_it_went_in(void)
{
	struct problem problem = {""};

	write_image("in.iso", 70 * 2048);
	ok(disc_import(scratch("inout"), "dvd-rom", scratch("in.iso"), &problem), &problem);
	ok(disc_export(scratch("inout"), scratch("out.iso"), &problem), &problem);
	CHECK_EQUAL(size_of("out.iso"), 70 * 2048);
	CHECK(is_image("out.iso", 70 * 2048));
}

static void an_export_ends_with_the_readable_blocks(void)
{
	struct problem problem = {""};

	make("partly", "dvd+r", 3200);
	burn("partly", 0, 80, 'p');
	ok(disc_export(scratch("partly"), scratch("partly.iso"), &problem), &problem);
	CHECK_EQUAL(size_of("partly.iso"), 80 * 2048);
}

static void a_blank_disc_has_nothing_to_copy_out(void)
{
	struct problem problem = {""};

	make("nothing", "dvd+r", 3200);
	CHECK_EQUAL(disc_export(scratch("nothing"), scratch("nothing.iso"), &problem), -ENODATA);
	CHECK(strstr(problem.text, "no readable blocks") != NULL);
	CHECK(!exists("nothing.iso"));
}

static void an_existing_file_is_not_overwritten(void)
{
	struct problem problem = {""};

	make("over", "dvd+r", 3200);
	burn("over", 0, 16, 'o');
	write_image("over.iso", 10);
	CHECK_EQUAL(disc_export(scratch("over"), scratch("over.iso"), &problem), -EEXIST);
	CHECK_EQUAL(size_of("over.iso"), 10);
}

static void an_export_that_fails_leaves_nothing(void)
{
	struct problem problem = {""};

	make("unfinished", "dvd+r", 3200);
	burn("unfinished", 0, 160, 'u');
	room = 100 * 1024;
	CHECK_EQUAL(disc_export(scratch("unfinished"), scratch("unfinished.iso"), &problem), -ENOSPC);
	room = SIZE_MAX;
	CHECK(strstr(problem.text, "unfinished.iso cannot be written") != NULL);
	CHECK(!exists("unfinished.iso"));
}

/* What cannot be read between two sessions is a hole, and what follows keeps its place. */
static void an_export_keeps_addresses(void)
{
	struct problem problem = {""};
	struct disc_report report;
	struct medium *medium = NULL;
	uint8_t sector[2048];
	uint32_t second = 0;
	FILE *file;

	make("sessions", "dvd+r", 32000);
	burn("sessions", 0, 16, 'a');
	ok(disc_open(scratch("sessions"), &medium, &problem), &problem);
	CHECK_EQUAL(medium->kind->ops->close(medium, CLOSURE_SESSION, 0).key, 0);
	CHECK_EQUAL(medium_commit(medium, DURABLE).key, 0);
	disc_close(medium);
	if (look("sessions", &report))
		second = report.next_writable;
	CHECK(second > 16 + 32);
	burn("sessions", second, 16, 'z');
	ok(disc_export(scratch("sessions"), scratch("sessions.iso"), &problem), &problem);
	CHECK_EQUAL(size_of("sessions.iso"), (int64_t)(second + 16) * 2048);
	file = fopen(scratch("sessions.iso"), "r");
	for (uint32_t lba = 15; file && lba < second + 16; lba += lba == 15 ? 17 : lba == 32 ? second - 32 : 15) {
		CHECK(!fseek(file, (long)lba * 2048, SEEK_SET) && fread(sector, 2048, 1, file) == 1);
		CHECK_EQUAL(sector[7], lba == 15 ? 'a' : lba == 32 ? 0 : 'z');
	}
	fclose(file);
}

/* ---- in memory ---- */

static void a_disc_in_memory_keeps_its_sectors_or_not(void)
{
	struct problem problem = {""};
	uint8_t data[16 * 2048], back[16 * 2048];
	struct medium *medium = NULL;
	struct sense sense;
	uint32_t done = 0;

	memset(data, 'm', sizeof(data));
	for (int keep = 0; keep < 2; keep++) {
		ok(disc_in_memory("dvd+r", 0, keep, &medium, &problem), &problem);
		sense = medium->kind->ops->accept(medium, 0, 16);
		CHECK_EQUAL(sense.key, 0);
		sense = medium->kind->ops->record(medium, 0, 16, data);
		CHECK_EQUAL(sense.key, 0);
		sense = medium_read(medium, 0, 16, back, &done);
		CHECK_EQUAL(sense.key, 0);
		CHECK_EQUAL(back[5000], keep ? 'm' : 0);
		disc_close(medium);
	}
}

static void closing_no_disc_is_nothing(void)
{
	disc_close(NULL);
	CHECK(true);
}

/* clang-format off */
static const struct unit_test tests[] = {
	{"Disc.TypesAreNamed",                            types_are_named},
	{"Disc.AnUnknownTypeIsRefusedWithTheKnownOnes",   an_unknown_type_is_refused_with_the_known_ones},
	{"Disc.ANewDiscIsBlank",                          a_new_disc_is_blank},
	{"Disc.ACapacityThatDoesNotSuitIsRefused",        a_capacity_that_does_not_suit_is_refused},
	{"Disc.ABurnedDiscShowsItsTrack",                 a_burned_disc_shows_its_track},
	{"Disc.ADiscInADriveCannotBeLookedAt",            a_disc_in_a_drive_cannot_be_looked_at},
	{"Disc.APressedDiscHasTheSectorsOfItsImage",      a_pressed_disc_has_the_sectors_of_its_image},
	{"Disc.ALastPartSectorIsFilledWithZeros",         a_last_part_sector_is_filled_with_zeros},
	{"Disc.ZerosTakeNoRoom",                          zeros_take_no_room},
	{"Disc.WhatIsNoImageIsRefused",                   what_is_no_image_is_refused},
	{"Disc.AnImageTooLargeForTheKindIsRefused",       an_image_too_large_for_the_kind_is_refused},
	{"Disc.AnImportThatFailsLeavesNothing",           an_import_that_fails_leaves_nothing},
	{"Disc.APressedDiscComesOutAsItWentIn",           a_pressed_disc_comes_out_as_it_went_in},
	{"Disc.AnExportEndsWithTheReadableBlocks",        an_export_ends_with_the_readable_blocks},
	{"Disc.ABlankDiscHasNothingToCopyOut",            a_blank_disc_has_nothing_to_copy_out},
	{"Disc.AnExistingFileIsNotOverwritten",           an_existing_file_is_not_overwritten},
	{"Disc.AnExportThatFailsLeavesNothing",           an_export_that_fails_leaves_nothing},
	{"Disc.AnExportKeepsAddresses",                   an_export_keeps_addresses},
	{"Disc.ADiscInMemoryKeepsItsSectorsOrNot",        a_disc_in_memory_keeps_its_sectors_or_not},
	{"Disc.ClosingNoDiscIsNothing",                   closing_no_disc_is_nothing},
	{0},
};
/* clang-format on */

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
