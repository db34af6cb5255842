#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# dryburn run itself: statuses, signals, what is missing, and that nothing is left behind.
. "$(dirname "$0")/expect.sh"
mkdir tmp
export TMPDIR=$scratch/tmp
exits 0 disc create disc --type dvd+r

ends 0 disc true
ends 7 disc sh -c 'exit 7'
ends 137 disc sh -c 'kill -9 $$'
ends 127 disc "$scratch/nothing"
says "cannot be run"
echo >text
ends 126 disc "$scratch/text"
works disc sh -c 'test -b /dev/sr0 && test -c /dev/sg0'

exits 2 run
exits 2 run --drive emu:disc=disc
exits 2 run --drive emu:disc=disc,time=virtual -- true
says "host's time"
exits 2 run --drive emu:disc=nothing -- true

# SIGTERM is the program's, and so is its answer to it.
"$dryburn" run --drive emu:disc=disc,time=scaled:$SCALE -- \
  sh -c 'trap "exit 5" TERM; echo ready >ready; while :; do sleep 0.1; done' >out 2>err &
pid=$!
for _ in $(seq 100); do [ ! -s ready ] || break; sleep 0.1; done
kill -TERM $pid
status=0
wait $pid || status=$?
[ "$status" = 5 ] || fail "SIGTERM: exit $status, not 5"

# A program killed in the middle of a burn leaves a disc that can be used.
if command -v growisofs >/dev/null; then
  make_image long.iso 200000
  ends 137 disc sh -c 'growisofs -Z /dev/sr0=long.iso & sleep 1; kill -9 $!; kill -9 $$'
  disc_says disc "DVD+R"
fi
[ -z "$(ls tmp)" ] || fail "the testbed is still there: $(ls tmp)"
