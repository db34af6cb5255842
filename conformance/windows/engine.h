/* SPDX-License-Identifier: MIT */
/* The engine that COM finds, which is ours if it takes a host. */
#ifndef CONFORMANCE_WINDOWS_ENGINE_H
#define CONFORMANCE_WINDOWS_ENGINE_H

#include "engine/com/com.h"

/*
 * Looks where the registry says that MsftWriteEngine2 is, and whether that library exports imapi2_set_process_host().
 * Afterwards the suite's calls of imapi2_set_process_host() go there. S_OK; REGDB_E_CLASSNOTREG if no class of that
 * identity is registered, E_NOINTERFACE if it is another's; a code of the system's if it cannot be loaded.
 */
HRESULT engine_find_ours(void);

#endif
