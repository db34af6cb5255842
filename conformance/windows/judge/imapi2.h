/* SPDX-License-Identifier: MIT */
/* What the suite finds as engine/imapi2/imapi2.h on Windows: the binding that widl(1) made of imapi2.idl. */
#ifndef CONFORMANCE_WINDOWS_JUDGE_IMAPI2_H
#define CONFORMANCE_WINDOWS_JUDGE_IMAPI2_H

#include "engine/com/com.h"

#include <imapi2.h>

/* Words that C leaves to us. */
#undef interface
#undef small
#undef near
#undef far

#endif
