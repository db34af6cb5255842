/* SPDX-License-Identifier: MIT */
/* An IStream that gives a pattern, and trouble at chosen places. */
#ifndef CONFORMANCE_DOUBLES_SCRIPTED_STREAM_H
#define CONFORMANCE_DOUBLES_SCRIPTED_STREAM_H

#include "conformance/rig/rig.h"

struct scripted_stream {
	IStream IStream_iface;
	LONG references; /* the case's one included */
	struct rig *rig;

	/* The script, changed at will before WriteSection. */
	uint32_t seed;                    /* of the pattern */
	uint64_t position;                /* where the first Read begins */
	uint64_t size_bytes;              /* it ends there */
	bool tells_size;                  /* Stat says size_bytes; else E_NOTIMPL */
	uint32_t read_max_bytes;          /* no Read gives more; 0: as many as asked for */
	uint64_t read_ns;                 /* each Read takes that long */
	uint64_t stall_at_byte, stall_ns; /* the first Read from there on takes stall_ns (0: none does) */
	uint64_t fail_at_byte;            /* a Read from there on fails; one before does not go beyond. NEVER: none */
	HRESULT fail_with;
	void (*before_read)(struct scripted_stream *stream, unsigned number, void *context); /* 1-based; NULL: not */
	void *context;

	/* What happened. */
	unsigned reads, seeks, writes; /* writes: of the stream */
	uint64_t consumed_bytes;
};

/* A stream of `size_bytes` that tells nothing and gives no trouble; the rig's. NULL when memory is short. */
struct scripted_stream *scripted_stream_create(struct rig *rig, uint64_t size_bytes);

#endif
