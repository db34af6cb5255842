/* SPDX-License-Identifier: MIT */
/*
 * How cases about the drive talk to it: CDBs as hexadecimal text, straight over the judge's transport, and what comes
 * back decoded at literal offsets. Nothing here knows what a command means.
 */
#ifndef CONFORMANCE_MMC_ORDER_H
#define CONFORMANCE_MMC_ORDER_H

#include <stddef.h>

#include "conformance/expect.h"
#include "conformance/rig/rig.h"

struct cdb {
	uint8_t bytes[16];
	uint8_t length;
};

/* Pairs of hexadecimal digits with spaces between: "28 00 00 00 00 00 00 00 01 00". */
struct cdb cdb_of(const char *text);

/* A copy with a big-endian field of 1 to 4 bytes set. */
struct cdb cdb_with(struct cdb cdb, unsigned offset, unsigned bytes, uint32_t value);

/* How the drive answered. */
struct answer {
	int result;     /* 0; else negative errno: it did not answer */
	uint8_t status; /* as SAM-5 numbers them: 00h GOOD, 02h CHECK CONDITION, 40h TASK ABORTED */
	unsigned sense; /* 0 without CHECK CONDITION; else key, ASC and ASCQ: 0x052100 is 5/21/00 */
	uint8_t sense_data[18];
	enum data_direction direction;
	size_t transferred, room; /* bytes that came or went, and those that could */
};

/* Without data; with room for data that come (filled with EEh before); with data that go. Where the way keeps the
 * command from the drive it is not sent, and nothing is judged any more: rig_require_code(). */
struct answer order_cdb(struct rig *rig, struct cdb cdb);
struct answer order_cdb_in(struct rig *rig, struct cdb cdb, void *ret_data, size_t room);
struct answer order_cdb_out(struct rig *rig, struct cdb cdb, const void *data, size_t bytes);

/* The same for the text of a CDB. */
struct answer order(struct rig *rig, const char *cdb);
struct answer order_in(struct rig *rig, const char *cdb, void *ret_data, size_t room);
struct answer order_out(struct rig *rig, const char *cdb, const void *data, size_t bytes);

/* Big-endian fields. */
unsigned u16(const uint8_t *at);
uint32_t u24(const uint8_t *at);
uint32_t u32(const uint8_t *at);
void put_u32(uint8_t *at, uint32_t value);

/* ---- what is expected of an answer: false when it is not so ---- */

bool expect_good(struct answer answer, const char *text, const char *file, int line);
bool expect_sense(struct answer answer, unsigned expected, const char *text, const char *file, int line);

/* One of several, the last followed by 0; or with ASC and ASCQ of no matter: the key alone. */
bool expect_one_sense(struct answer answer, const unsigned *accepted, const char *text, const char *file, int line);
bool expect_key(struct answer answer, unsigned key, const char *text, const char *file, int line);

/* 5/24/00 whose field pointer names this byte of the CDB, or 5/26/00 one of the parameter list. */
bool expect_cdb_field(struct answer answer, unsigned byte, const char *text, const char *file, int line);
bool expect_parameter_field(struct answer answer, unsigned byte, const char *text, const char *file, int line);

/* So many bytes came or went, as far as the way to the drive tells: rig_expect_transferred(). */
bool expect_transferred(struct rig *rig, struct answer answer, size_t bytes, const char *text, const char *file,
                        int line);

/* INFORMATION is valid and names this block. */
bool expect_block(struct answer answer, uint32_t lba, const char *text, const char *file, int line);

#define EXPECT_GOOD(answer) expect_good((answer), #answer, __FILE__, __LINE__)
#define EXPECT_SENSE(answer, expected) expect_sense((answer), (expected), #answer, __FILE__, __LINE__)
#define EXPECT_KEY(answer, key) expect_key((answer), (key), #answer, __FILE__, __LINE__)
#define EXPECT_CDB_FIELD(answer, byte) expect_cdb_field((answer), (byte), #answer, __FILE__, __LINE__)
#define EXPECT_PARAMETER_FIELD(answer, byte) expect_parameter_field((answer), (byte), #answer, __FILE__, __LINE__)
#define EXPECT_BLOCK(answer, lba) expect_block((answer), (lba), #answer, __FILE__, __LINE__)
#define EXPECT_TRANSFERRED(rig, answer, bytes) \
	expect_transferred((rig), (answer), (bytes), #answer ".transferred", __FILE__, __LINE__)
#define EXPECT_ONE_SENSE(answer, ...) \
	expect_one_sense((answer), (const unsigned[]){__VA_ARGS__, 0}, #answer, __FILE__, __LINE__)

/* For void functions: returns from them when the expectation does not hold. */
#define REQUIRE_GOOD(answer)              \
	do {                              \
		if (!EXPECT_GOOD(answer)) \
			return;           \
	} while (0)

#endif
