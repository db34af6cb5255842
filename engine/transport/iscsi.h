/* SPDX-License-Identifier: MIT */
/*
 * Transports to a logical unit of an iSCSI target: iscsi://[USER[%PASSWORD]@]HOST[:PORT]/IQN/LUN. Without USER in the
 * URL, LIBISCSI_CHAP_USERNAME and LIBISCSI_CHAP_PASSWORD of the environment are taken.
 *
 * A time-out ends the session, and so aborts the command there; the next command makes a new one. So does a command
 * after the connection was lost: -ENODEV says that it was, or that nobody is there. Claims hold within this process
 * only. The platform must run on the host's clock.
 */
#ifndef ENGINE_TRANSPORT_ISCSI_H
#define ENGINE_TRANSPORT_ISCSI_H

#include "engine/transport/transport.h"
#include "platform/platform.h"

enum { ISCSI_MAX_TRANSFER_BYTES = 65536 };

struct iscsi_device;

/*
 * The logical unit; nothing is sent yet. 0; -EINVAL for a wrong URL, -ENOMEM, -ENOSYS if this program was built without
 * libiscsi, each with the reason in `problem`.
 */
int iscsi_device_create(struct platform *platform, const char *url, struct iscsi_device **ret_device, char *problem,
                        size_t problem_size);

/*
 * One more initiator, with a session of its own; it is logged in. It must be destroyed before the device. 0; -ENODEV,
 * -ETIMEDOUT or -ENOMEM with the reason.
 */
int iscsi_device_open(struct iscsi_device *device, struct transport **ret_transport, char *problem,
                      size_t problem_size);

/* No transport may be open. Accepts NULL. */
void iscsi_device_destroy(struct iscsi_device *device);

#endif
