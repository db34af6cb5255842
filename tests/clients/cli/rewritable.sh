#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A BD-RE is formatted before its first burn only, and a burn replaces what was there.
. "$(dirname "$0")/expect.sh"

make_image one 400
seq 30000 >two
exits 0 disc create disc --type bd-re --capacity 40960
exits 0 burn --drive emu:disc=disc --verify one
grep -q '^preparing *[1-9]' out || fail "the blank disc was not formatted"
same_blocks disc.img 0 one
exits 0 burn --drive emu:disc=disc --verify --close two
says "preparing     0.0 s"
same_blocks disc.img 0 two
