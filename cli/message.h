/* SPDX-License-Identifier: MIT */
/* What the program says to a person: failures to the standard error, "dryburn: ..." a line; units in words. */
#ifndef CLI_MESSAGE_H
#define CLI_MESSAGE_H

#include <stdarg.h>
#include <stdint.h>

#include "cli/command.h"

void cli_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
void cli_verror(const char *format, va_list arguments) __attribute__((format(printf, 1, 0)));

/* What a negative errno of a disc, an emulated drive or a file means for the exit status. */
enum cli_exit cli_exit_of_errno(int error);

/* Blocks of 2048 bytes as millions of bytes. */
double cli_megabytes(uint64_t blocks);

/* A whole decimal number from minimum to maximum, without signs, blanks or anything behind it. */
bool cli_parse_number(const char *text, uint64_t minimum, uint64_t maximum, uint64_t *ret_number);

#endif
