#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Setting up twice and taking down twice is setting up and taking down; two drives do not disturb each other; nothing stays.
. "$(dirname "$0")/expect.sh"

target=/sys/kernel/config/target
first="emu:disc=$scratch/first,time=scaled:1000"
exits 0 dryburn disc create "$scratch/first" --type dvd+r
exits 0 dryburn disc create "$scratch/second" --type bd-re
exits 0 dryburn tcmu down
exits 0 dryburn tcmu status
[ ! -s out ] || fail "something is up"

exits 0 dryburn tcmu up --drive "$first"
exits 0 dryburn tcmu up --drive "$first"
exits 0 dryburn tcmu up --name second --drive "emu:disc=$scratch/second,time=scaled:1000"
says "/dev/sr1 /dev/sg1"
exits 0 dryburn tcmu status
[ "$(wc -l <out)" = 2 ] || fail "there are not two drives"
exits 0 dryburn drive --drive /dev/sg1
says "BD-RE"
exits 0 dryburn tcmu down --name second
exits 0 dryburn tcmu down --name second

# Another disc for a drive that is up is a change of discs.
exits 0 dryburn tcmu up --drive "emu:disc=$scratch/second,time=scaled:1000"
exits 0 dryburn drive --drive /dev/sg0
says "BD-RE"
exits 0 dryburn disc info "$scratch/first"

# The kernel's own iSCSI target, added to a drive that is up, and twice.
portal=127.0.0.1:3261 url=iscsi://127.0.0.1:3261/iqn.2026-01.org.dryburn:dryburn/0
for _ in 1 2; do
  exits 0 dryburn tcmu up --drive "emu:disc=$scratch/second,time=scaled:1000" --iscsi $portal
  says "$url"
done
exits 0 dryburn drive --drive $url
says "DRYBURN BD-RE EMULATOR"
exits 3 dryburn tcmu up --drive "emu:disc=$scratch/second,time=scaled:1000" --iscsi 127.0.0.1:3262
says "$portal"
exits 0 dryburn tcmu down
exits 0 dryburn tcmu down

# A portal that the kernel refuses: the drive that was up stays, and nothing of the target.
exits 0 dryburn tcmu up --drive "$first"
exits 3 dryburn tcmu up --drive "$first" --iscsi 127.0.0.1:99999
[ ! -e $target/iscsi/iqn.2026-01.org.dryburn:dryburn ] || fail "half of a target is left"
exits 0 dryburn drive --drive /dev/sg0
says "DVD+R"
exits 0 dryburn tcmu down
left=$(find $target -name 'user_*' -o -name 'naa.*' -o -name 'iqn.*')
[ -z "$left" ] || fail "something is left in the target core: $left"
[ ! -e /dev/sr0 ] || fail "/dev/sr0 is still there"
