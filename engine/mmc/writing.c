/* SPDX-License-Identifier: MIT */
/* Preparing, writing and finishing. */
#include <string.h>

#include "engine/mmc/execute.h"
#include "mutants/mutant.h"
#include "t10/bytes.h"
#include "t10/opcode.h"

void mmc_write_10_cdb(uint8_t ret_cdb[10], int32_t lba, uint16_t blocks)
{
	memset(ret_cdb, 0, 10);
	ret_cdb[0] = WRITE_10;
	put_be32(ret_cdb + 2, (uint32_t)lba);
	put_be16(ret_cdb + 7, (uint16_t)(blocks - MUTANT(LENGTH_ONE_SHORT)));
}

int mmc_send_opc_information(struct transport *transport, struct sense *ret_sense)
{
	uint8_t cdb[10] = {SEND_OPC_INFORMATION, 0x01};

	return mmc_execute_plain(transport, cdb, sizeof(cdb), LONG_S, ret_sense);
}

int mmc_synchronize_cache(struct transport *transport, bool immediate, struct sense *ret_sense)
{
	uint8_t cdb[10] = {SYNCHRONIZE_CACHE, immediate ? 0x02 : 0x00};

	return mmc_execute_plain(transport, cdb, sizeof(cdb), LONG_S, ret_sense);
}

int mmc_close_track_session(struct transport *transport, enum mmc_close function, unsigned track, bool immediate,
                            struct sense *ret_sense)
{
	uint8_t cdb[10] = {CLOSE_TRACK_SESSION, immediate ? 0x01 : 0x00, (uint8_t)function};

	put_be16(cdb + 4, (uint16_t)track);
	return mmc_execute_plain(transport, cdb, sizeof(cdb), LONG_S, ret_sense);
}

/* [MMC-6 6.4 "FORMAT UNIT"]: a header with IMMED, one descriptor of type 00h. */
int mmc_format_unit(struct transport *transport, uint32_t blocks, struct sense *ret_sense)
{
	uint8_t cdb[6] = {FORMAT_UNIT, 0x11}, list[12] = {0x00, 0x02, 0x00, 0x08};

	put_be32(list + 4, blocks);
	return mmc_execute(transport, cdb, sizeof(cdb), DATA_OUT, list, sizeof(list), QUICK_S, NULL, ret_sense);
}
