/* SPDX-License-Identifier: MIT */
/* What the cases about recorders share: commands of the judge's own through the recorder, and readings of failures. */
#ifndef CONFORMANCE_IMAPI2_RECORDER_H
#define CONFORMANCE_IMAPI2_RECORDER_H

#include "conformance/expect.h"
#include "conformance/rig/rig.h"

enum { RAW_BYTES_MAX = 8192 };

/* Data that a command brought. */
struct raw {
	uint8_t data[RAW_BYTES_MAX];
	ULONG bytes;
};

/* A Data-In command whose CDB is literal, allocation length included. Notes a failure unless it is S_OK. */
void raw_get(struct rig *rig, const uint8_t *cdb, ULONG cdb_bytes, ULONG allocation, struct raw *ret_raw);

uint32_t raw_be16(const uint8_t *at);
uint32_t raw_be32(const uint8_t *at);

/*
 * That the method succeeded with these bytes, in memory that CoTaskMemFree takes: it is freed here.
 */
void expect_returned_block(HRESULT hr, BYTE *block, ULONG bytes, const uint8_t *wanted, ULONG wanted_bytes,
                           const char *what);

/* That a list of 32-bit codes has these, in this order; it is freed here. */
void expect_codes(HRESULT hr, void *codes, ULONG count, const LONG *wanted, ULONG wanted_count, const char *what);

/* A code that the documents do not settle: in a lenient run any failure will do. */
void expect_failure(HRESULT actual, HRESULT strict, const char *text, const char *file, int line);

#define EXPECT_FAILURE(actual, strict) expect_failure((actual), (strict), #actual, __FILE__, __LINE__)

/* That a failure left neither memory nor a count behind, unless the run is lenient. */
void expect_nothing(const void *block, ULONG count);

/* Another recorder, as fresh as MsftDiscRecorder2 makes it; and one for the rig's drive. With only one reference, which
 * the rig releases. NULL when there is none, which also fails the case. */
IDiscRecorder2 *recorder_uninitialised(struct rig *rig);
IDiscRecorder2 *recorder_of_another_client(struct rig *rig);

/* Its other interface, without a reference of its own. */
IDiscRecorder2Ex *recorder_ex_of(IDiscRecorder2 *recorder);

/* InitializeDiscRecorder with the id of the rig's. */
HRESULT recorder_initialise(struct rig *rig, IDiscRecorder2 *recorder);

/* AcquireExclusiveAccess, not forced, under this name in ASCII. */
HRESULT recorder_acquire(IDiscRecorder2 *recorder, const char *name);

#endif
