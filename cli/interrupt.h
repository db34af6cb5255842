/* SPDX-License-Identifier: MIT */
/* Ctrl-C as a wish that is looked at when it can be granted. */
#ifndef CLI_INTERRUPT_H
#define CLI_INTERRUPT_H

#include <stdbool.h>

/* From now on SIGINT and SIGTERM only note that they came. */
void interrupt_catch(void);

bool interrupt_came(void);

#endif
