#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A burn through the target is cancelled half-way: exit 4, and the disc has what was written, and can be appended.
. "$(dirname "$0")/serve.sh"

# Some seconds at the speed of a DVD+R: an Update comes each half.
make_image image 40000
make_image more 100
exits 0 disc create disc --type dvd+r
serve --drive emu:disc=disc,model=dryburn-quick
exits 4 burn --drive "$url" --cancel-at 50 image
grep -q '^cancelled  *[1-9][0-9]* of 40000 blocks' out || fail "it is not said how much is on the disc"
exits 0 burn --drive "$url" --verify more
