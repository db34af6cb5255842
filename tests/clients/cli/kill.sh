#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The death of the program in the midst of a burn is power loss for the drive: the disc is sound, what is said to be on it
# is on it, and the next burn goes on behind that.
. "$(dirname "$0")/expect.sh"

make_image image 65536
slow_from 40000 1000
exits 0 disc create disc --type dvd+r
"$dryburn" burn --drive emu:disc=disc,time=scaled:5,rules=slow.rules image >out 2>progress &
pid=$!
for _ in $(seq 600); do
  if grep -q 'writing [4-9][0-9] %' progress; then break; fi
  sleep 0.05
done
kill -KILL $pid
wait $pid 2>/dev/null || true

exits 0 disc info disc
next=$(sed -n 's/^next writable block //p' out)
[ "${next:-0}" -gt 0 ] || fail "nothing of 53 megabytes is on the disc"
[ "$next" -lt 65536 ] || fail "the burn was over before it was killed"
head -c $((next * 2048)) image >beginning
same_blocks disc.img 0 beginning
make_image more 100
exits 0 burn --drive emu:disc=disc --verify --close more
says "from block $next on"
