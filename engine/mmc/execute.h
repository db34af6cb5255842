/* SPDX-License-Identifier: MIT */
/* Sending one command from a CDB. For engine/mmc alone. */
#ifndef ENGINE_MMC_EXECUTE_H
#define ENGINE_MMC_EXECUTE_H

#include "engine/mmc/mmc.h"

/* How long the commands of a kind may take. [ours], within what burning programs allow. */
enum { QUICK_S = 30, LONG_S = 600 };

/* mmc.h's result for one command; *ret_bytes (may be NULL) is what was moved. */
int mmc_execute(struct transport *transport, const uint8_t *cdb, uint8_t cdb_length, enum data_direction direction,
                void *data, size_t data_length, unsigned timeout_s, size_t *ret_bytes, struct sense *ret_sense);

/* Without data. */
int mmc_execute_plain(struct transport *transport, const uint8_t *cdb, uint8_t cdb_length, unsigned timeout_s,
                      struct sense *ret_sense);

/* Data-In of at least `minimum` bytes, else -EPROTO. */
int mmc_execute_in(struct transport *transport, const uint8_t *cdb, uint8_t cdb_length, void *ret_data,
                   size_t data_length, size_t minimum, size_t *ret_bytes, struct sense *ret_sense);

#endif
