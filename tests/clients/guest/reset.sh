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
until_true grep -q "^State:.D" "/proc/$reset/status"
kill -0 $hung || fail "the command that hangs has ended by itself: $(cat raw)"
kill -0 $reset || fail "the kernel did not wait for the command: $(cat reset)"
hands disarm dead
hands reset
# The kernel's answer to a command that it aborted is GOOD, with zeros [observed]: nothing can be said of it.
wait $hung || true
wait $reset || fail "the reset failed: $(cat reset)"
until_true sg_turs /dev/sg0
exits 0 dryburn burn --drive /dev/sg0 --verify image
