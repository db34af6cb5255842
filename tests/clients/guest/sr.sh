#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The kernel's sr driver: a mounted disc is held, and let go.
. "$(dirname "$0")/expect.sh"
needs xorriso

make_iso image.iso
exits 0 dryburn burn --drive /dev/sg0 --close image.iso
reload
[ "$(blockdev --getsize64 /dev/sr0)" -ge "$(stat -c %s image.iso)" ] || fail "the disc has another size"
mkdir mounted
exits 0 mount -o ro /dev/sr0 mounted
hands status
grep -qw locked=yes hands.out || fail "the tray of a mounted disc is not locked: $(cat hands.out)"
! dryburn ctl "$CONTROL" remove >out 2>&1 || fail "a locked disc was taken out"
cmp mounted/program files/program >&2 || fail "a file is another"
exits 0 umount mounted
until_drive_says locked=no

# A mount of what is no file system, and of nothing.
insert blank dvd+r
! mount -o ro /dev/sr0 mounted 2>out || fail "a blank disc was mounted"
take_out
! mount -o ro /dev/sr0 mounted 2>out || fail "an empty drive was mounted"
says "no medium"
