/* SPDX-License-Identifier: MIT */
/*
 * Stand-ins for what an engine and a recorder meet: a foreign recorder that keeps what is written, a sink with seven
 * slots, a stream with a script, a transport that answers as told; and a world that puts them together on the simulated
 * platform.
 */
#ifndef TESTS_UNIT_IMAPI2_DOUBLES_H
#define TESTS_UNIT_IMAPI2_DOUBLES_H

#include "engine/com/com.h"
#include "engine/imapi2/host.h"
#include "engine/imapi2/imapi2.h"
#include "engine/imapi2/imapi2error.h"

#define FROM(type, member, pointer) ((type *)((char *)(pointer)-offsetof(type, member)))

enum { MOST_COMMANDS = 4096, MOST_BYTES = 8 << 20, MOST_UPDATES = 64, NO_WRITE = -1 };

/* A foreign IDiscRecorder2Ex. */
struct fake_recorder {
	IDiscRecorder2Ex IDiscRecorder2Ex_iface;
	LONG references;
	struct platform *platform;
	ULONG alignment, limit;
	HRESULT limit_result;
	uint64_t write_ns; /* how long each command takes */
	int special_from;  /* the write with this number and `special_count` - 1 behind it end as follows; NO_WRITE */
	int special_count;
	HRESULT special_result;
	uint8_t special_sense[18];
	void (*on_command)(void *context);
	void *context;
	unsigned commands;
	uint8_t cdbs[MOST_COMMANDS][10];
	ULONG lengths[MOST_COMMANDS];
	ULONG timeout;
	uintptr_t address_bits; /* of all buffers, or-ed */
	size_t bytes;           /* that commands with GOOD brought, in their order */
	uint8_t data[MOST_BYTES];
};

void fake_recorder_init(struct fake_recorder *recorder, struct platform *platform);

/* Fixed format sense into the special answer. */
void fake_recorder_sense(struct fake_recorder *recorder, int write, int count, uint8_t key, uint8_t asc, uint8_t ascq);

/* What was there to read at one Update. */
struct seen_update {
	LONG start, count, last_read, last_written, total, used, free_bytes;
	VARIANT_BOOL writing;
	uint64_t moment;
	unsigned commands; /* the recorder had seen by then */
};

/* A sink that answers for DWriteEngine2Events with IDispatch's slots and no eighth. */
struct fake_sink {
	IDispatch IDispatch_iface;
	LONG references;
	struct fake_recorder *recorder;
	HRESULT answer;
	void (*on_update)(struct fake_sink *sink, IWriteEngine2 *engine, IWriteEngine2EventArgs *args);
	void *context;
	unsigned updates;
	struct seen_update seen[MOST_UPDATES];
	unsigned wrong; /* Updates not packed as they should be */
};

void fake_sink_init(struct fake_sink *sink, struct fake_recorder *recorder);

/* A stream whose byte at offset i is i * 7 + i / 256, modulo 256. */
struct fake_stream {
	IStream IStream_iface;
	LONG references;
	uint64_t size, position;
	HRESULT stat_result;
	uint64_t stat_size;
	uint64_t fail_at; /* Read fails from this offset on */
	HRESULT fail_result;
	HRESULT success; /* what a successful Read returns */
	ULONG surplus;   /* bytes that Read claims beyond what it gave */
	unsigned reads, other_calls;
	void (*on_read)(void *context);
	void *context;
};

void fake_stream_init(struct fake_stream *stream, uint64_t size);
uint8_t fake_stream_byte(uint64_t offset);

/* Whether the first bytes that the recorder got are the first of such a stream. */
bool fake_stream_wrote(const struct fake_recorder *recorder, size_t bytes);

/* Data-In that commands with this operation code bring, as far as they have room. */
struct fake_answer {
	uint8_t opcode;
	const uint8_t *data;
	size_t bytes;
	unsigned times; /* then the next one for this operation code has its turn; 0: for ever */
};

/* A transport that answers every command alike, save INQUIRY and what it has data for, and keeps the CDBs. */
struct fake_transport {
	struct transport transport;
	int result; /* of execute() */
	uint8_t status;
	uint8_t sense_data[252];
	uint8_t sense_length;
	size_t transferred; /* Data-In of anything but INQUIRY, zeros */
	uint8_t peripheral_type;
	int mounted;
	const char *mount_points[2];
	int claims, claim_result;
	bool claim_forced;
	char owner[TRANSPORT_CLIENT_MAX];
	uint64_t timeout_ns;
	unsigned commands;
	uint8_t cdbs[64][16];
	struct fake_answer answers[4]; /* ended by one without data */
	uint8_t sent[512];             /* the last Data-Out */
	size_t sent_bytes;
	bool destroyed;
};

void fake_transport_init(struct fake_transport *transport);

/* A host on the simulated platform, an engine from its class object, and the doubles above, connected. */
struct world {
	struct imapi2_host host;
	struct fake_transport transport;
	char asked_id[64]; /* the id that the host was asked to open */
	int open_result;
	IWriteEngine2 *engine;
	struct fake_recorder recorder;
	struct fake_sink sink;
	struct fake_stream stream;
	IConnectionPoint *point;
	DWORD cookie;
	const void *parameter;
};

/* Runs body(world) as the first task of a simulated platform. The engine has the recorder, 2048 bytes a sector, and the
 * sink; the stream has 64 sectors. Checks afterwards that nothing was leaked. */
void in_world(void (*body)(struct world *world), const void *parameter);

/* A new MsftDiscRecorder2, and one that is initialised: its IDiscRecorder2 has the only reference. */
IDiscRecorder2 *world_recorder(struct world *world);
IDiscRecorder2Ex *world_ready_recorder(struct world *world, IDiscRecorder2 **ret_recorder);

/* A CDB of `size` bytes with this operation code and zeros, without data. */
HRESULT send_no_data(IDiscRecorder2Ex *recorder, uint8_t opcode, ULONG size, uint8_t sense[18]);

#endif
