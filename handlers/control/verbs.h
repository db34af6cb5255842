/* SPDX-License-Identifier: MIT */
/* What the control socket understands. For handlers/control alone. */
#ifndef HANDLERS_CONTROL_VERBS_H
#define HANDLERS_CONTROL_VERBS_H

#include "handlers/control/control.h"

/* Carries out one request, a line without its end, and writes the answer, a line without its end. */
void control_carry_out(struct pump *pump, char *request, char ret_answer[CONTROL_LINE_MAX]);

#endif
