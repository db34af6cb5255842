#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# --cancel-at ends with 4 and tells how much is on the disc; that much is there, and the next burn goes behind it.
. "$(dirname "$0")/expect.sh"

make_image image 16000
exits 0 disc create disc --type dvd+r
exits 4 burn --drive emu:disc=disc --cancel-at 50 image
written=$(sed -n 's/^cancelled  *\([0-9]*\) of 16000 blocks are on the disc.*/\1/p' out)
[ "${written:-0}" -ge 8000 ] && [ "$written" -lt 16000 ] || fail "cancelled at 50 % with ${written:-no} blocks"
exits 0 disc info disc
says "appendable"
says "next writable block $(((written + 15) / 16 * 16))"
head -c $((written * 2048)) image >beginning
same_blocks disc.img 0 beginning

make_image small 20
exits 0 burn --drive emu:disc=disc --verify small
says "from block $(((written + 15) / 16 * 16)) on"

# Written between two Updates: there is no moment to cancel it at, and it is no failure.
exits 0 disc create quick --type dvd+r
exits 0 burn --drive emu:disc=quick --cancel-at 1 small
says "all was written before it could be cancelled"
