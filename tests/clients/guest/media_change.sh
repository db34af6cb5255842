#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The kernel tells of a disc that comes, and of a button that is pushed: what automounters listen to.
. "$(dirname "$0")/expect.sh"
needs udevadm
needs xorriso

make_iso image.iso
exits 0 dryburn burn --drive /dev/sg0 --close image.iso
take_out
udevadm monitor --kernel --property --subsystem-match=block >events 2>&1 &
monitor=$!
until_true grep -q KERNEL events
echo 200 >/sys/block/sr0/events_poll_msecs

put_in "$scratch/disc"
until_true grep -q DISK_MEDIA_CHANGE=1 events
reads_back image.iso

mkdir mounted
exits 0 mount -o ro /dev/sr0 mounted
hands button
until_true grep -q DISK_EJECT_REQUEST=1 events
cmp mounted/program files/program >&2 || fail "a file is another after the button was pushed"
exits 0 umount mounted
echo -1 >/sys/block/sr0/events_poll_msecs
kill $monitor
