/* SPDX-License-Identifier: MIT */
/* What a tgtd said, for a person: of its log, the line that matters. */
#ifndef CLI_TGTD_LOG_H
#define CLI_TGTD_LOG_H

#include <sys/types.h>

enum { TGTD_WORDS_MAX = 400 };

/* The last line; "" if there is none. `log` is a file descriptor. */
void tgtd_log_last_words(int log, char ret_words[TGTD_WORDS_MAX]);

/* Why something failed whose story begins at `from`: our module's words if it said any, else the last line. */
void tgtd_log_reason(int log, off_t from, char ret_words[TGTD_WORDS_MAX]);

#endif
