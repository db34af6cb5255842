#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Reads of many sizes that overlap: the kernel then lays the data of one command in several pieces.
. "$(dirname "$0")/expect.sh"

readers=8 rounds=4
blocks=8000
make_image image $blocks
exits 0 dryburn burn --drive /dev/sg0 --close image
reload

# Past the cache, so that each read is a command, in an order and a size of its own.
reader() { # NUMBER
  local round size count
  for round in $(seq $rounds); do
    size=$((2048 << (($1 + round) % 8)))
    count=$((blocks * 2048 / size / readers))
    dd if=/dev/sr0 iflag=direct bs=$size skip=$(($1 * count)) count=$count status=none |
      cmp -n $((count * size)) -i 0:$(($1 * count * size)) - image || return 1
  done
}

pids=()
for number in $(seq 0 $((readers - 1))); do
  reader "$number" >&2 &
  pids+=($!)
done
for pid in "${pids[@]}"; do wait "$pid" || fail "a read that overlapped others is not what is on the disc"; done
