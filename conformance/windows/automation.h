/* SPDX-License-Identifier: MIT */
/* What the C header made from imapi2.idl includes for automation.idl. */
#ifndef CONFORMANCE_WINDOWS_AUTOMATION_H
#define CONFORMANCE_WINDOWS_AUTOMATION_H

#include <ocidl.h>

#endif
