/* SPDX-License-Identifier: MIT */
/* What went by on the way to a drive: how the last command ended, and how many blocks were accepted. */
#ifndef CLI_COMMAND_LOG_H
#define CLI_COMMAND_LOG_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/transport/trace.h"

enum { COMMAND_TEXT_MAX = 256 };

struct command_log {
	bool failed; /* the last command did; the rest is about it then */
	uint8_t opcode;
	bool has_block;
	uint32_t block;
	int result;
	uint8_t status;
	struct sense sense;
	uint64_t written_blocks; /* by WRITEs that ended with GOOD */
};

/* An observer that keeps the log. It is read by the task that waits for the commands, while none is under way. */
struct trace_observer command_log_observer(struct command_log *log);

/* "WRITE(10) at block 1216: MEDIUM ERROR, WRITE ERROR (3/0C/00), block 1234"; "" if the last command did not fail. */
const char *command_log_describe(const struct command_log *log, char *text, unsigned size);

#endif
