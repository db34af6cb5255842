/* SPDX-License-Identifier: MIT */
/* The streams that an engine writes from. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/imapi2/streams.h"
#include "tests/unit/unit.h"

static HRESULT seek(IStream *stream, int64_t move, DWORD origin)
{
	LARGE_INTEGER offset = {.QuadPart = move};

	return IStream_Seek(stream, offset, origin, NULL);
}

static uint64_t size_of(IStream *stream)
{
	STATSTG stat;

	memset(&stat, 0xFF, sizeof(stat));
	CHECK_EQUAL(IStream_Stat(stream, &stat, STATFLAG_NONAME), S_OK);
	CHECK(stat.pwcsName == NULL);
	CHECK_EQUAL(stat.type, 2);
	return stat.cbSize.QuadPart;
}

static void memory_is_read_to_its_end(void)
{
	uint8_t buffer[8];
	IStream *stream;
	ULONG got;

	CHECK_EQUAL(stream_memory_create("abcdef", 6, 1, &stream), S_OK);
	CHECK_EQUAL(size_of(stream), 6);
	CHECK_EQUAL(IStream_Read(stream, buffer, 4, &got), S_OK);
	CHECK_EQUAL(got, 4);
	CHECK_BYTES(buffer, "abcd", 4);
	CHECK_EQUAL(IStream_Read(stream, buffer, 4, &got), S_FALSE);
	CHECK_EQUAL(got, 2);
	CHECK_BYTES(buffer, "ef", 2);
	CHECK_EQUAL(IStream_Read(stream, buffer, 4, &got), S_FALSE);
	CHECK_EQUAL(got, 0);
	CHECK_EQUAL(IStream_Write(stream, buffer, 1, &got), STG_E_ACCESSDENIED);
	CHECK_EQUAL(IStream_SetSize(stream, (ULARGE_INTEGER){.QuadPart = 3}), STG_E_ACCESSDENIED);
	CHECK_EQUAL(IStream_Release(stream), 0);
}

static void padding_is_zeros(void)
{
	uint8_t buffer[16];
	IStream *stream;
	ULONG got;

	CHECK_EQUAL(stream_memory_create("abcdef", 6, 8, &stream), S_OK);
	CHECK_EQUAL(size_of(stream), 8);
	memset(buffer, 0xEE, sizeof(buffer));
	CHECK_EQUAL(IStream_Read(stream, buffer, 16, &got), S_FALSE);
	CHECK_EQUAL(got, 8);
	CHECK_BYTES(buffer, "abcdef\0\0\xEE", 9);
	IStream_Release(stream);
	CHECK_EQUAL(stream_memory_create("abcdef", 6, 0, &stream), E_INVALIDARG);
	CHECK(stream == NULL);
}

static void seeking_counts_from_three_places(void)
{
	uint8_t byte;
	IStream *stream;

	stream_memory_create("abcdef", 6, 1, &stream);
	CHECK_EQUAL(seek(stream, -2, 2), S_OK);
	CHECK_EQUAL(IStream_Read(stream, &byte, 1, NULL), S_OK);
	CHECK_EQUAL(byte, 'e');
	CHECK_EQUAL(seek(stream, -3, 1), S_OK);
	CHECK_EQUAL(IStream_Read(stream, &byte, 1, NULL), S_OK);
	CHECK_EQUAL(byte, 'c');
	CHECK_EQUAL(seek(stream, -1, 0), STG_E_INVALIDFUNCTION);
	CHECK_EQUAL(seek(stream, INT64_MAX, 1), STG_E_INVALIDFUNCTION);
	CHECK_EQUAL(seek(stream, 0, 3), STG_E_INVALIDFUNCTION);
	CHECK_EQUAL(seek(stream, 100, 0), S_OK);
	CHECK_EQUAL(IStream_Read(stream, &byte, 1, NULL), S_FALSE);
	IStream_Release(stream);
}

static void clone_keeps_size_and_position(void)
{
	uint8_t bytes[3];
	IStream *stream, *clone;

	stream_memory_create("abcdef", 6, 8, &stream);
	seek(stream, 5, 0);
	CHECK_EQUAL(IStream_Clone(stream, &clone), S_OK);
	IStream_Release(stream);
	CHECK_EQUAL(IStream_Read(clone, bytes, 3, NULL), S_OK);
	CHECK_BYTES(bytes, "f\0\0", 3);
	CHECK_EQUAL(IStream_Release(clone), 0);
}

static void zero_stream_has_the_size_that_is_set(void)
{
	uint8_t buffer[4] = {1, 2, 3, 4};
	IStream *stream;
	ULONG got;

	CHECK_EQUAL(stream_zero_create(&stream), S_OK);
	CHECK_EQUAL(IStream_Read(stream, buffer, 4, &got), S_FALSE);
	CHECK_EQUAL(got, 0);
	CHECK_EQUAL(IStream_SetSize(stream, (ULARGE_INTEGER){.QuadPart = UINT64_C(9000000000)}), S_OK);
	CHECK_EQUAL(size_of(stream), 9000000000);
	CHECK_EQUAL(IStream_Read(stream, buffer, 4, &got), S_OK);
	CHECK_EQUAL(buffer[0] | buffer[1] | buffer[2] | buffer[3], 0);
	CHECK_EQUAL(IStream_SetSize(stream, (ULARGE_INTEGER){.QuadPart = UINT64_MAX}), STG_E_INVALIDFUNCTION);
	IStream_Release(stream);
}

/* States 1 and 2 for seed 0 and 1, worked out by hand: 3C6EF35F, 47502932; 3C88596C, 5E8885DB. */
static void random_bytes_follow_from_the_seed(void)
{
	static const uint8_t seed_0[] = {0x5F, 0xF3, 0x6E, 0x3C, 0x32, 0x29, 0x50, 0x47};
	static const uint8_t seed_1[] = {0x6C, 0x59, 0x88, 0x3C, 0xDB, 0x85, 0x88, 0x5E};
	IStreamPseudoRandomBased *random;
	uint8_t buffer[8];
	ULONG seed;

	CHECK_EQUAL(stream_random_create(&random), S_OK);
	CHECK_EQUAL(IStreamPseudoRandomBased_SetSize(random, (ULARGE_INTEGER){.QuadPart = 4096}), S_OK);
	CHECK_EQUAL(IStreamPseudoRandomBased_Read(random, buffer, 8, NULL), S_OK);
	CHECK_BYTES(buffer, seed_0, 8);
	CHECK_EQUAL(IStreamPseudoRandomBased_put_Seed(random, 1), S_OK);
	CHECK_EQUAL(IStreamPseudoRandomBased_Read(random, buffer, 8, NULL), S_OK);
	CHECK_BYTES(buffer, seed_1, 8);
	CHECK_EQUAL(IStreamPseudoRandomBased_get_Seed(random, &seed), S_OK);
	CHECK_EQUAL(seed, 1);
	CHECK_EQUAL(IStreamPseudoRandomBased_put_ExtendedSeed(random, &seed, 1), E_NOTIMPL);
	CHECK_EQUAL(IStreamPseudoRandomBased_Release(random), 0);
}

/* Any part of the stream is the same bytes, however it is come to. */
static void random_bytes_do_not_depend_on_the_way_there(void)
{
	IStreamPseudoRandomBased *random;
	uint8_t whole[4096], part[100];
	IStream *clone;

	stream_random_create(&random);
	IStreamPseudoRandomBased_SetSize(random, (ULARGE_INTEGER){.QuadPart = 4096});
	IStreamPseudoRandomBased_put_Seed(random, 12345);
	IStreamPseudoRandomBased_Read(random, whole, 4096, NULL);
	for (unsigned offset = 0; offset < 3996; offset += 333) {
		seek((IStream *)random, offset, 0);
		IStreamPseudoRandomBased_Read(random, part, 100, NULL);
		CHECK_BYTES(part, whole + offset, 100);
	}
	seek((IStream *)random, 1001, 0);
	CHECK_EQUAL(IStreamPseudoRandomBased_Clone(random, &clone), S_OK);
	IStream_Read(clone, part, 100, NULL);
	CHECK_BYTES(part, whole + 1001, 100);
	IStream_Release(clone);
	IStreamPseudoRandomBased_Release(random);
}

/* A file of 10000 bytes, byte i being i modulo 256. */
static void make_file(char *path)
{
	int handle = mkstemp(path);
	FILE *file = handle < 0 ? NULL : fdopen(handle, "wb");

	if (!CHECK(file != NULL))
		return;
	for (int i = 0; i < 10000; i++)
		fputc(i & 0xFF, file);
	fclose(file);
}

static void file_is_read_and_padded(void)
{
	char path[] = "/tmp/dryburn-stream-XXXXXX";
	uint8_t buffer[16], byte;
	IStream *stream, *clone;
	ULONG got;

	make_file(path);
	CHECK_EQUAL(stream_file_create(path, 2048, &stream), S_OK);
	CHECK_EQUAL(size_of(stream), 10240);
	seek(stream, 9995, 0);
	CHECK_EQUAL(IStream_Clone(stream, &clone), S_OK);
	CHECK_EQUAL(IStream_Read(clone, &byte, 1, NULL), S_OK);
	CHECK_EQUAL(byte, 9995 & 0xFF);
	CHECK_EQUAL(IStream_Read(stream, buffer, 8, &got), S_OK);
	CHECK_BYTES(buffer, "\x0B\x0C\x0D\x0E\x0F\0\0\0", 8);
	CHECK_EQUAL(IStream_Release(clone), 0);
	CHECK_EQUAL(IStream_Release(stream), 0);
	remove(path);
}

static void file_that_shrank_is_a_read_fault(void)
{
	char path[] = "/tmp/dryburn-stream-XXXXXX";
	uint8_t buffer[4];
	IStream *stream;
	FILE *file;
	ULONG got;

	make_file(path);
	CHECK_EQUAL(stream_file_create(path, 1, &stream), S_OK);
	file = fopen(path, "wb");
	fclose(file);
	seek(stream, 9000, 0);
	CHECK_EQUAL(IStream_Read(stream, buffer, 4, &got), STG_E_READFAULT);
	CHECK_EQUAL(got, 0);
	IStream_Release(stream);
	remove(path);
}

static void what_is_no_file_is_refused(void)
{
	IStream *stream;

	CHECK_EQUAL(stream_file_create("/nonexistent/file", 1, &stream), STG_E_FILENOTFOUND);
	CHECK(stream == NULL);
	CHECK(FAILED(stream_file_create("/", 1, &stream)));
	CHECK(stream == NULL);
}

static const struct unit_test tests[] = {
	{"Stream.MemoryIsReadToItsEnd", memory_is_read_to_its_end},
	{"Stream.PaddingIsZeros", padding_is_zeros},
	{"Stream.SeekingCountsFromThreePlaces", seeking_counts_from_three_places},
	{"Stream.CloneKeepsSizeAndPosition", clone_keeps_size_and_position},
	{"Stream.ZeroStreamHasTheSizeThatIsSet", zero_stream_has_the_size_that_is_set},
	{"Stream.RandomBytesFollowFromTheSeed", random_bytes_follow_from_the_seed},
	{"Stream.RandomBytesDoNotDependOnTheWayThere", random_bytes_do_not_depend_on_the_way_there},
	{"Stream.FileIsReadAndPadded", file_is_read_and_padded},
	{"Stream.FileThatShrankIsAReadFault", file_that_shrank_is_a_read_fault},
	{"Stream.WhatIsNoFileIsRefused", what_is_no_file_is_refused},
	{NULL, NULL},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
