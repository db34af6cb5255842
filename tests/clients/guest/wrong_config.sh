#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Names that are wrong are refused, by our program and by the handler, and the drive goes on.
. "$(dirname "$0")/expect.sh"

exits 2 dryburn tcmu up --drive first
exits 2 dryburn tcmu up --drive emu:disc=first,time=virtual
exits 2 dryburn tcmu up --name a/b --drive emu:disc=first
exits 3 dryburn tcmu up --name other --drive emu:disc=/no/such/disc
says "its log says"
[ ! -e /sys/kernel/config/target/core/user_0/other ] || fail "what was refused is still there"
exits 3 dryburn tcmu up --drive emu:disc=/no/such/disc
core=/sys/kernel/config/target/core/user_0
mkdir $core/by_hand
echo "dev_config=dryburn/relative,dev_size=2048" >$core/by_hand/control
! echo 1 2>/dev/null >$core/by_hand/enable || fail "a relative path was taken"
rmdir $core/by_hand
exits 0 dryburn drive --drive /dev/sg0
says "DVD+R"

# One disc, two drives.
exits 3 dryburn tcmu up --name other --drive "emu:disc=$scratch/disc"
make_image image 100
exits 3 dryburn burn --drive "emu:disc=$scratch/disc" image
