/* SPDX-License-Identifier: MIT */
/*
 * The control socket of an emulated drive: what a person's hands would do to a real one, and trouble on demand, while
 * clients use it through whatever carries it. A stream socket of the local family, mode 0600; see dryburn-ctl(1).
 *
 * A request is one line, VERB [ARGUMENT]; the answer is one line, "ok [TEXT]" or "error TEXT", when it has taken
 * effect.
 */
#ifndef HANDLERS_CONTROL_CONTROL_H
#define HANDLERS_CONTROL_CONTROL_H

#include <stddef.h>

#include "emulator/problem.h"
#include "handlers/pump/pump.h"
#include "platform/platform.h"

enum { CONTROL_LINE_MAX = 4096 };

struct control;
struct way;

/*
 * Listens at `path`, where nothing must be but the socket of a drive that was killed, with a task of its own; one
 * client is served at a time. The pump, whose clients come by this way, must outlive it. 0; -EADDRINUSE, -ENAMETOOLONG
 * and other negative errno with the reason.
 */
int control_open(struct platform *platform, struct pump *pump, const struct way *way, const char *path,
                 struct control **ret_control, struct problem *ret_problem);

/* Hangs up, and removes the socket. Accepts NULL. */
void control_close(struct control *control);

/*
 * Asks the drive at `path`. 0 and the text behind "ok"; -EREMOTEIO and the drive's reason behind "error"; other
 * negative errno and the reason when it cannot be reached.
 */
int control_ask(const char *path, const char *request, char *ret_text, size_t size, struct problem *ret_problem);

/*
 * The same request to a drive of this process, whose clients come by this way. -EINVAL for one that is not understood,
 * or for a rule that the way cannot carry; else the reason's errno.
 */
int control_tell_by(struct pump *pump, const struct way *way, const char *request, char *ret_text, size_t size,
                    struct problem *ret_problem);

/* The same by the loopback, which carries everything. */
int control_tell(struct pump *pump, const char *request, char *ret_text, size_t size, struct problem *ret_problem);

#endif
