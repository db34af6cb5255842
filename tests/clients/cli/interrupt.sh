#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Ctrl-C while blocks are written, a second one while the first takes effect: exit 4, and what was written is on the disc.
# While the disc is loaded: exit 4, and nothing is.
. "$(dirname "$0")/expect.sh"

# Waits until the file has the text in it.
wait_for() { # FILE TEXT
  for _ in $(seq 2400); do
    if grep -q "$2" "$1" 2>/dev/null; then return; fi
    sleep 0.05
  done
  fail "$1 never said: $2"
}

interrupt_when() { # DISC TEXT
  "$dryburn" burn --drive "emu:disc=$1,time=scaled:10,rules=slow.rules" image >out 2>err &
  local pid=$! status=0
  wait_for err "$2"
  kill -INT $pid
  kill -INT $pid
  wait $pid || status=$?
  [ "$status" = 4 ] || fail "interrupted when it said \"$2\": exit $status, not 4"
}

make_image image 65536
slow_from 20000 2000
exits 0 disc create writing --type dvd+r
interrupt_when writing "writing [1-9]"
grep -q '^cancelled  *[1-9][0-9]* of 65536 blocks' out || fail "it is not said how much is on the disc"
exits 0 disc info writing
says "appendable"

exits 0 disc create loading --type dvd+r
interrupt_when loading "loading"
grep -q '^cancelled  *0 of 65536 blocks' out || fail "it is not said that nothing is on the disc"
exits 0 disc info loading
says "blank"
