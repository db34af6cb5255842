#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Without --close more can be added: the second image is behind the first, which stays as it was. Then --close ends that.
. "$(dirname "$0")/expect.sh"

make_image one 100
make_image two 50
exits 0 disc create disc --type dvd+r
exits 0 burn --drive emu:disc=disc one
exits 0 disc info disc
says "appendable"
exits 0 burn --drive emu:disc=disc --close --verify two
says "from block 2160 on"
exits 0 disc info disc
says "complete"
says "track 2     closed, blocks 2160 to 2223"
same_blocks disc.img 0 one
same_blocks disc.img 2160 two

exits 1 burn --drive emu:disc=disc two
says "the disc is closed"
