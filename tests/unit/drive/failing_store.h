/* SPDX-License-Identifier: MIT */
/* A store around a store whose writes fail from a block on. */
#ifndef TESTS_UNIT_DRIVE_FAILING_STORE_H
#define TESTS_UNIT_DRIVE_FAILING_STORE_H

#include "emulator/store/store.h"

/* Owns `inner`. Nothing fails until failing_store_fail_from() was called. */
struct store *failing_store_create(struct store *inner);

/* Writes that touch this block or a later one fail there with `error` (-ENOSPC, ...). */
void failing_store_fail_from(struct store *store, uint32_t lba, int error);

#endif
