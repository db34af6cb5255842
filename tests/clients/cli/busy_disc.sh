#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A disc that is in a drive of another process can be neither burnt nor looked at.
. "$(dirname "$0")/expect.sh"

make_image image 10
exits 0 disc create disc --type dvd+r
"$dryburn" burn --drive emu:disc=disc,time=real image >first.out 2>first.err &
pid=$!
for _ in $(seq 600); do
  if grep -q loading first.err; then break; fi
  sleep 0.05
done
exits 3 burn --drive emu:disc=disc image
says "in use"
exits 3 disc info disc
says "in use"
kill -INT $pid
status=0
wait $pid || status=$?
[ "$status" = 4 ] || fail "the first burn: exit $status, not 4"
exits 0 disc info disc
