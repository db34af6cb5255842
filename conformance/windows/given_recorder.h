/* SPDX-License-Identifier: MIT */
/* A drive of this machine's, by its unique id: where rigs come from when the engine that COM finds is judged as it is.
 */
#ifndef CONFORMANCE_WINDOWS_GIVEN_RECORDER_H
#define CONFORMANCE_WINDOWS_GIVEN_RECORDER_H

#include "conformance/rig/rig.h"

enum { GIVEN_ID_MAX = 512 };

struct given_recorder {
	struct rig_source source; /* for the suite */
	OLECHAR id[GIVEN_ID_MAX];
};

/*
 * Asks the drive what disc is in it. 0; -ENAMETOOLONG; -EIO if there is no such drive, or it does not say; -ENOMEM. To
 * be finished after 0. The id is as IDiscMaster2 lists it, in the process's code page.
 */
int given_recorder_init(struct given_recorder *given, const char *id);
void given_recorder_finish(struct given_recorder *given);

#endif
