#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The daemon is killed in mid-burn: power loss. The burn ends with an error, the disc can be opened and has what was
# synchronised, and a new daemon finds the drive and burns on.
. "$(dirname "$0")/expect.sh"
needs sg_raw

another_daemon() {
  kill -9 "$(cat /run/tcmu-runner.pid)"
  until_true test ! -e "/proc/$(cat /run/tcmu-runner.pid)"
  tcmu-runner --handler-path "$(dirname "$(command -v dryburn)")/../tcmu-runner" >/run/tcmu-runner.out 2>&1 &
  echo $! >/run/tcmu-runner.pid
  disown
}

make_image image 60000
exits 0 dryburn disc create "$scratch/slow" --type dvd+r
CONTROL=$scratch/control
another_drive slow "emu:disc=$scratch/slow,time=scaled:4,control=$CONTROL"
dryburn burn --drive "$generic" image >out 2>err </dev/null &
burn=$!
until_drive_says writing=yes
until_true test -s slow.img
kill -0 $burn 2>/dev/null || fail "the burn was over before the daemon was killed"
another_daemon
status=0
wait $burn || status=$?
[ "$status" = 1 ] || [ "$status" = 3 ] || fail "the burn ended with $status"
until_drive_says ready=yes
exits 0 dryburn drive --drive "$generic"
says "DVD+R"
make_image more 2000
exits 0 dryburn burn --drive "$generic" --verify more
says "all blocks equal"

# A command that the runner's library does not know is under way when the daemon is killed: the next one ends it.
hands arm "id=held op=D8h do=hang"
sg_raw -t 600 "$generic" d8 00 00 00 00 00 00 00 00 00 >raw 2>&1 </dev/null &
stray=$!
until_drive_says 1 hits held
kill -0 $stray || fail "the command that hangs has ended by itself: $(cat raw)"
another_daemon
status=0
wait $stray || status=$?
[ $status != 0 ] || fail "a command that no drive knows was carried out"
until_true sg_turs "$generic"
exits 0 dryburn tcmu down --name slow
exits 0 dryburn disc info slow
says "appendable"
