/* SPDX-License-Identifier: MIT */
/* The identities that imapi2.idl gives. */
#include <initguid.h>

#include "engine/imapi2/imapi2.h"
