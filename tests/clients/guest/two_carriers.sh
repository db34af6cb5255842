#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# One disc, two drives: the second is refused, of whatever kind it is, and the disc is untouched.
. "$(dirname "$0")/expect.sh"

exits 3 dryburn tcmu up --name other --drive "emu:disc=$scratch/disc"
make_image image 100
exits 3 dryburn burn --drive "emu:disc=$scratch/disc" image
exits 0 dryburn disc create "$scratch/second" --type dvd+r
another_drive other "emu:disc=$scratch/second,control=$scratch/other.control"
! dryburn ctl "$scratch/other.control" insert "$scratch/disc" >out 2>err || fail "a disc is in two drives"
exits 0 dryburn burn --drive /dev/sg0 --verify image
take_out
exits 0 dryburn burn --drive "emu:disc=$scratch/disc" image
