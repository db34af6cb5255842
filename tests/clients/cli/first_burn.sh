#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The first thing anyone does: a real ISO onto a blank DVD+R, closed, verified, and read by a program that is not ours.
. "$(dirname "$0")/expect.sh"
command -v xorriso >/dev/null || skip "there is no xorriso"

mkdir files
make_image files/numbers 3000
cp "$dryburn" files/program
xorriso -as mkisofs -quiet -R -V FIRST -o first.iso files 2>/dev/null

exits 0 disc create first --type dvd+r
exits 0 disc info first
says "DVD+R, blank"
exits 0 burn --drive emu:disc=first --close --verify first.iso
says "all blocks equal"
exits 0 disc info first
says "DVD+R, complete"
says "free          0 blocks"

xorriso -osirrox on -indev stdio:first.img -extract / found >/dev/null 2>&1
diff -r files found || fail "the files on the disc are others"

exits 0 disc export first copy.iso
same_blocks copy.iso 0 first.iso
