#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Setting up twice and taking down twice is setting up and taking down; two drives do not disturb each other.
. "$(dirname "$0")/expect.sh"

same="emu:disc=$scratch/disc,time=scaled:1000"
exits 0 dryburn tcmu up --drive "$same"
exits 0 dryburn disc create "$scratch/second" --type bd-re
exits 0 dryburn tcmu up --name second --drive "emu:disc=$scratch/second,time=scaled:1000"
says "/dev/sr1 /dev/sg1"
exits 0 dryburn tcmu status
[ "$(wc -l <out)" = 2 ] || fail "there are not two drives"
exits 0 dryburn drive --drive /dev/sg1
says "BD-RE"
exits 0 dryburn tcmu down --name second
exits 0 dryburn tcmu down --name second
exits 0 dryburn tcmu down
[ ! -e /sys/kernel/config/target/core/user_0 ] || fail "something is left in the target core"
[ ! -e /dev/sr0 ] || fail "/dev/sr0 is still there"
exits 0 dryburn tcmu status
[ ! -s out ] || fail "something is up"

# The kernel's own iSCSI target.
exits 0 dryburn tcmu up --drive "$same" --iscsi 127.0.0.1:3260
says "iscsi://127.0.0.1:3260/iqn.2026-01.org.dryburn:dryburn/0"
exits 0 dryburn drive --drive iscsi://127.0.0.1:3260/iqn.2026-01.org.dryburn:dryburn/0
says "DRYBURN BD-RE EMULATOR"
exits 0 dryburn tcmu down
exits 0 dryburn tcmu up --drive "$same"
