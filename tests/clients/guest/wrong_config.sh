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
for name in relative "emu:disc=relative" "emu:nonsense" "emu:disc=/no/such/disc"; do
  echo "dev_config=dryburn/$name,dev_size=2048" >$core/by_hand/control
  ! echo 1 2>/dev/null >$core/by_hand/enable || fail "dryburn/$name was taken"
done
rmdir $core/by_hand
exits 0 dryburn drive --drive /dev/sg0
says "DVD+R"
