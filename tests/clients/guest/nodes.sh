#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What the kernel's drivers make of the drive.
. "$(dirname "$0")/expect.sh"

[ -b /dev/sr0 ] || fail "there is no /dev/sr0"
[ -c /dev/sg0 ] || fail "there is no /dev/sg0"
exits 0 cat /proc/sys/dev/cdrom/info
says "Can write RAM:		1"
says "Can lock tray:		1"
[ "$(cat /sys/block/sr0/device/vendor)" = "DRYBURN " ] || fail "another vendor"
for node in /dev/sg0 /dev/sr0; do
  exits 0 dryburn drive --drive $node
  says "DRYBURN BD-RE EMULATOR"
  says "DVD+R (profile 001Bh)"
done

# The exact length of an answer: INQUIRY has fewer bytes than asked for. Sense comes whole.
if command -v sg_raw >/dev/null; then
  exits 0 sg_raw -r 252 /dev/sg0 12 00 00 00 fc 00
  says "Received 96 bytes"
  exits 22 sg_raw -r 2048 /dev/sg0 28 00 7f ff ff ff 00 00 01 00
  says "Logical block address out of range"
fi

exits 0 eject /dev/sr0
exits 0 dryburn drive --drive /dev/sg0
says "no medium"
exits 0 eject -t /dev/sr0
exits 0 dryburn drive --drive /dev/sg0
says "DVD+R (profile 001Bh)"
