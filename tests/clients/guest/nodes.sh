#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What the kernel's drivers make of the drive.
. "$(dirname "$0")/expect.sh"

[ -b /dev/sr0 ] || fail "there is no /dev/sr0"
[ -c /dev/sg0 ] || fail "there is no /dev/sg0"
exits 0 cat /proc/sys/dev/cdrom/info
says "drive name:		sr0"
says "Can write RAM:		1"
says "Can lock tray:		1"
[ "$(cat /sys/block/sr0/device/vendor)" = "DRYBURN " ] || fail "another vendor"
[ "$(cat /sys/block/sr0/removable)" = 1 ] || fail "the disc cannot be removed"
for node in /dev/sg0 /dev/sr0; do
  exits 0 dryburn drive --drive $node
  says "DRYBURN BD-RE EMULATOR"
  says "DVD+R (profile 001Bh)"
done

exits 0 eject /dev/sr0
exits 0 dryburn drive --drive /dev/sg0
says "no medium"
exits 0 eject -t /dev/sr0
exits 0 dryburn drive --drive /dev/sg0
says "DVD+R (profile 001Bh)"
