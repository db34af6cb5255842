#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# --verify finds the first block that differs: here, because the file changes while the disc is being closed.
. "$(dirname "$0")/expect.sh"

make_image image 100
exits 0 disc create disc --type dvd+r
"$dryburn" burn --drive emu:disc=disc,time=scaled:20 --close --verify image >out 2>err &
pid=$!
for _ in $(seq 600); do
  if grep -q finalising err; then break; fi
  sleep 0.05
done
printf X | dd of=image bs=1 seek=$((41 * 2048 + 7)) conv=notrunc 2>/dev/null
printf X | dd of=image bs=1 seek=$((90 * 2048)) conv=notrunc 2>/dev/null
status=0
wait $pid || status=$?
[ "$status" = 1 ] || fail "exit $status, not 1"
says "the disc differs from image at block 41 (block 41 of the file)"
never_says "all blocks equal"
