#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A burn that is cancelled half-way ends with 4, and what it says is on the disc is there.
. "$(dirname "$0")/expect.sh"

# A drive slow enough that half of the image takes some Updates.
exits 0 dryburn disc create "$scratch/slow" --type dvd+r
another_drive slow "emu:disc=$scratch/slow,time=scaled:4"
make_image image 24000
exits 4 dryburn burn --drive "$generic" --cancel-at 50 image
written=$(sed -n 's/^cancelled  *\([0-9]*\) of 24000 blocks are on the disc.*/\1/p' out)
[ "${written:-0}" -ge 12000 ] && [ "$written" -lt 24000 ] || fail "cancelled at 50 % with ${written:-no} blocks"
exits 0 dryburn tcmu down --name slow
cmp -n $((written * 2048)) slow.img image >&2 || fail "the blocks on the disc are others"
exits 0 dryburn disc info slow
says "appendable"
