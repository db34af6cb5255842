/* SPDX-License-Identifier: MIT */
/* In CUnit.h, which stands in for all of them. */
#include <CUnit/CUnit.h>
