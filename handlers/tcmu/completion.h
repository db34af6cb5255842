/* SPDX-License-Identifier: MIT */
/*
 * Puts the answer to a command on the ring that the kernel shares with tcmu-runner, from any thread: status, sense, and
 * exactly how many bytes came.
 */
#ifndef HANDLERS_TCMU_COMPLETION_H
#define HANDLERS_TCMU_COMPLETION_H

#include "t10/command.h"

struct strays;
struct tcmu_device;
struct tcmur_cmd;

/*
 * Whether the kernel takes the exact length of an answer. Without it the initiator gets its whole buffer, and the
 * carrier must see to it that there is nothing in it but zeros behind the answer.
 */
bool completion_has_length(struct tcmu_device *device);

/* The command is the kernel's again, and `runner_command` freed. The device's strays are noted before: strays.h. */
void completion_send(struct tcmu_device *device, struct strays *strays, struct tcmur_cmd *runner_command,
                     const struct command *command);

#endif
