/* SPDX-License-Identifier: MIT */
/* The streams that IMAPI2 makes: zeros, and pseudo-random bytes. */
#include <string.h>

#include "conformance/expect.h"
#include "conformance/imapi2/cases.h"
#include "conformance/rig/rig.h"

enum { SIZE_BYTES = 10000, PIECE_BYTES = 4096 };

static void *create(REFCLSID class_id, REFIID interface_id)
{
	void *stream = NULL;

	EXPECT_HRESULT(CoCreateInstance(class_id, NULL, CLSCTX_INPROC_SERVER, interface_id, &stream), S_OK);
	return stream;
}

static HRESULT set_size(IStream *stream, uint64_t bytes)
{
	ULARGE_INTEGER size = {.QuadPart = bytes};

	return IStream_SetSize(stream, size);
}

static uint64_t stream_size(IStream *stream)
{
	STATSTG stat = {0};

	EXPECT_HRESULT(IStream_Stat(stream, &stat, STATFLAG_NONAME), S_OK);
	return stat.cbSize.QuadPart;
}

/* Reads to the end, in pieces, and returns how many bytes came; those beyond SIZE_BYTES are counted only. */
static ULONG read_all(IStream *stream, uint8_t ret_data[SIZE_BYTES])
{
	uint8_t piece[PIECE_BYTES];
	ULONG total = 0, count;

	do {
		count = 0;
		EXPECT(SUCCEEDED(IStream_Read(stream, piece, PIECE_BYTES, &count)), "Read fails after %u bytes",
		       (unsigned)total);
		if (total + count <= SIZE_BYTES)
			memcpy(ret_data + total, piece, count);
		total += count;
	} while (count && total <= SIZE_BYTES);
	return total;
}

/* ---- zeros ---- */

static void zeros(struct rig *rig)
{
	IStream *stream = create(&CLSID_MsftStreamZero, &IID_IStream);
	uint8_t *data = rig_keep(rig, SIZE_BYTES, NULL);

	REQUIRE(stream, "no stream");
	memset(data, 0xEE, SIZE_BYTES);
	EXPECT_HRESULT(set_size(stream, SIZE_BYTES), S_OK);
	EXPECT_EQUAL(stream_size(stream), SIZE_BYTES);
	EXPECT_EQUAL(read_all(stream, data), SIZE_BYTES);
	for (unsigned i = 0; i < SIZE_BYTES; i++)
		if (data[i])
			EXPECT(false, "byte %u is %02Xh", i, data[i]);
	EXPECT_EQUAL(IStream_Release(stream), 0);
}

static void expect_read_only(IStream *stream)
{
	static const uint8_t bytes[4] = {1, 2, 3, 4};
	ULONG written = 0;

	EXPECT_HRESULT(set_size(stream, SIZE_BYTES), S_OK);
	EXPECT(FAILED(IStream_Write(stream, bytes, 4, &written)), "it can be written");
	EXPECT_EQUAL(written, 0);
	EXPECT_EQUAL(stream_size(stream), SIZE_BYTES);
}

static void zeros_are_read_only(struct rig *rig)
{
	IStream *stream = create(&CLSID_MsftStreamZero, &IID_IStream);

	(void)rig;
	REQUIRE(stream, "no stream");
	expect_read_only(stream);
	IStream_Release(stream);
}

/* ---- pseudo-random bytes ---- */

static IStreamPseudoRandomBased *random_stream(ULONG seed)
{
	IStreamPseudoRandomBased *stream = create(&CLSID_MsftStreamPrng001, &IID_IStreamPseudoRandomBased);

	if (!stream)
		return NULL;
	EXPECT_HRESULT(set_size((IStream *)stream, SIZE_BYTES), S_OK);
	EXPECT_HRESULT(IStreamPseudoRandomBased_put_Seed(stream, seed), S_OK);
	return stream;
}

static void seed_determines_bytes(struct rig *rig)
{
	IStreamPseudoRandomBased *first = random_stream(42), *second = random_stream(42), *third = random_stream(43);
	uint8_t *a = rig_keep(rig, SIZE_BYTES, NULL), *b = rig_keep(rig, SIZE_BYTES, NULL),
		*c = rig_keep(rig, SIZE_BYTES, NULL);

	REQUIRE(first && second && third, "no stream");
	EXPECT_EQUAL(read_all((IStream *)first, a), SIZE_BYTES);
	EXPECT_EQUAL(read_all((IStream *)second, b), SIZE_BYTES);
	EXPECT_EQUAL(read_all((IStream *)third, c), SIZE_BYTES);
	EXPECT(memcmp(a, b, SIZE_BYTES) == 0, "the same seed gives other bytes");
	EXPECT(memcmp(a, c, SIZE_BYTES) != 0, "another seed gives the same bytes");
	EXPECT(memcmp(a, a + SIZE_BYTES / 2, SIZE_BYTES / 2) != 0, "the bytes repeat");
	IStreamPseudoRandomBased_Release(first);
	IStreamPseudoRandomBased_Release(second);
	IStreamPseudoRandomBased_Release(third);
}

static void seed_rewinds(struct rig *rig)
{
	IStreamPseudoRandomBased *stream = random_stream(7);
	uint8_t first[64] = {0}, second[64] = {0};
	ULONG seed = 0, count = 0;

	(void)rig;
	REQUIRE(stream, "no stream");
	EXPECT_HRESULT(IStreamPseudoRandomBased_get_Seed(stream, &seed), S_OK);
	EXPECT_EQUAL(seed, 7);
	EXPECT_HRESULT(IStreamPseudoRandomBased_Read(stream, first, sizeof(first), &count), S_OK);
	EXPECT_HRESULT(IStreamPseudoRandomBased_put_Seed(stream, 7), S_OK);
	EXPECT_HRESULT(IStreamPseudoRandomBased_Read(stream, second, sizeof(second), &count), S_OK);
	EXPECT(memcmp(first, second, sizeof(first)) == 0, "put_Seed does not rewind");
	EXPECT_HRESULT(IStreamPseudoRandomBased_get_Seed(stream, NULL), E_POINTER);
	IStreamPseudoRandomBased_Release(stream);
}

static void extended_seeds(struct rig *rig)
{
	IStreamPseudoRandomBased *stream = random_stream(7);
	ULONG seeds[2] = {1, 2}, *got = NULL, count = 2;

	(void)rig;
	REQUIRE(stream, "no stream");
	EXPECT_HRESULT(IStreamPseudoRandomBased_put_ExtendedSeed(stream, seeds, 2), E_NOTIMPL);
	EXPECT_HRESULT(IStreamPseudoRandomBased_get_ExtendedSeed(stream, &got, &count), E_NOTIMPL);
	expect_read_only((IStream *)stream);
	IStreamPseudoRandomBased_Release(stream);
}

/* x' = 19660Dh x + 3C6EF35Fh modulo 2^32; from seed 0 the states are 3C6EF35Fh, 47502932h. */
static void generator(struct rig *rig)
{
	static const uint8_t wanted[8] = {0x5F, 0xF3, 0x6E, 0x3C, 0x32, 0x29, 0x50, 0x47};
	IStreamPseudoRandomBased *stream = random_stream(0);
	uint8_t data[8] = {0};
	ULONG count = 0;

	(void)rig;
	REQUIRE(stream, "no stream");
	EXPECT_HRESULT(IStreamPseudoRandomBased_Read(stream, data, 8, &count), S_OK);
	EXPECT(memcmp(data, wanted, 8) == 0, "the first states are %02X%02X%02X%02X, %02X%02X%02X%02X", data[3],
	       data[2], data[1], data[0], data[7], data[6], data[5], data[4]);
	IStreamPseudoRandomBased_Release(stream);
}

/* clang-format off */
const struct test_case stream_cases[] = {
	{"Stream.Zero.Zeros",           "ST-01", "", 0,                ANY_MEDIUM, zeros},
	{"Stream.Zero.ReadOnly",        "ST-01", "", 0,                ANY_MEDIUM, zeros_are_read_only},
	{"Stream.Random.OfTheSeed",     "ST-02", "", 0,                ANY_MEDIUM, seed_determines_bytes},
	{"Stream.Random.SeedRewinds",   "ST-02", "", 0,                ANY_MEDIUM, seed_rewinds},
	{"Stream.Random.ExtendedSeeds", "ST-02", "", 0,                ANY_MEDIUM, extended_seeds},
	{"Stream.Random.Generator",     "OS-01", "", NEEDS_OUR_ENGINE, ANY_MEDIUM, generator},
	{0},
};
/* clang-format on */
