/* SPDX-License-Identifier: MIT */
/* The disc against the file, block by block. */
#include "cli/burn.h"

#include <stdlib.h>
#include <string.h>

#include "cli/message.h"
#include "conformance/hresult.h"
#include "engine/imapi2/streams.h"
#include "engine/mmc/mmc.h"

enum { PIECE_BLOCKS = 32, PIECE_BYTES = PIECE_BLOCKS * BLOCK_BYTES };

struct pieces {
	uint8_t disc[PIECE_BYTES], file[PIECE_BYTES];
};

static uint32_t first_difference(const struct pieces *pieces, uint32_t blocks)
{
	uint32_t block = 0;

	while (block < blocks &&
	       memcmp(pieces->disc + block * BLOCK_BYTES, pieces->file + block * BLOCK_BYTES, BLOCK_BYTES) == 0)
		block++;
	return block;
}

static enum cli_exit compare_piece(struct burn *burn, IStream *stream, uint32_t at, uint32_t blocks,
                                   struct pieces *pieces)
{
	uint32_t lba = burn->start + at, different;
	struct sense sense;
	ULONG got = 0;
	HRESULT hr = IStream_Read(stream, pieces->file, blocks * BLOCK_BYTES, &got);

	if (FAILED(hr) || got != blocks * BLOCK_BYTES) {
		cli_error("%s cannot be read again: %s (0x%08X)", burn->image.path, hresult_name(hr), (unsigned)hr);
		return CLI_FAILED;
	}
	if (mmc_read_10(burn->drive->transport, lba, (uint16_t)blocks, pieces->disc, &sense)) {
		progress_end(&burn->progress);
		return drive_error(burn->drive, "the disc cannot be read back");
	}
	different = first_difference(pieces, blocks);
	if (different == blocks)
		return CLI_DONE;
	progress_end(&burn->progress);
	cli_error("the disc differs from %s at block %u (block %u of the file)", burn->image.path, lba + different,
	          at + different);
	return CLI_FAILED;
}

static enum cli_exit compare(struct burn *burn, IStream *stream, struct pieces *pieces)
{
	uint32_t count = (uint32_t)burn->image.blocks;
	enum cli_exit result = CLI_DONE;

	for (uint32_t at = 0, blocks; at < count && result == CLI_DONE; at += blocks) {
		blocks = count - at < PIECE_BLOCKS ? count - at : PIECE_BLOCKS;
		result = compare_piece(burn, stream, at, blocks, pieces);
		progress_show(&burn->progress, (int)((uint64_t)(at + blocks) * 100 / count));
	}
	return result;
}

enum cli_exit burn_verify(struct burn *burn)
{
	struct pieces *pieces = malloc(sizeof(*pieces));
	enum cli_exit result = CLI_UNAVAILABLE;
	IStream *stream = NULL;

	burn_begin_step(burn, "verifying");
	if (!pieces || FAILED(stream_file_create(burn->image.path, BLOCK_BYTES, &stream)))
		cli_error("%s cannot be opened again", burn->image.path);
	else
		result = compare(burn, stream, pieces);
	progress_end(&burn->progress);
	if (result == CLI_DONE)
		burn_end_step(burn, "verifying", "%.1f s, all blocks equal", burn_step_seconds(burn));
	if (stream)
		IStream_Release(stream);
	free(pieces);
	return result;
}
