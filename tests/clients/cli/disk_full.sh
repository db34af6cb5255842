#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A host that has no room for the sectors is a medium error, which names the block; the disc stays sound.
. "$(dirname "$0")/expect.sh"

make_image image 8000
exits 0 disc create disc --type dvd+r
(
  ulimit -f 8192 # kilobytes: half of the image
  exits 1 burn --drive emu:disc=disc image
)
says "MEDIUM ERROR, WRITE ERROR (3/0C/00), block 4096"
exits 0 disc info disc
exits 0 burn --drive emu:disc=disc --verify image
