#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The unit is reset while a command hangs. The kernel does not tell the daemon of resets, and waits for the command: hands
# at the drive end it, and then all is as before.
. "$(dirname "$0")/expect.sh"
needs sg_raw
needs sg_reset

make_image image 64
exits 0 dryburn burn --drive /dev/sg0 image
hands arm "id=dead op=READ(10) do=hang"
sg_raw -t 600 -r 2048 /dev/sg0 28 00 00 00 00 00 00 00 01 00 >raw 2>&1 </dev/null &
hung=$!
until_drive_says 1 hits dead
sg_reset --device /dev/sg0 >reset 2>&1 </dev/null &
reset=$!
kill -0 $hung || fail "the command that hangs has ended by itself: $(cat raw)"
hands disarm dead
hands reset
status=0
wait $hung || status=$?
[ $status != 0 ] || fail "a command that was reset has been done: $(cat raw)"
wait $reset || fail "the reset failed: $(cat reset)"
until_true sg_turs /dev/sg0
exits 0 dryburn burn --drive /dev/sg0 --verify image
