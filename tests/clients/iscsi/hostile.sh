#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Thousands of commands that agree with nothing come through the target: each is answered, and the drive burns afterwards.
#   hostile.sh DRYBURN HOSTILE
. "$(dirname "$0")/serve.sh"

make_image image 500
serve --drive "emu:model=dryburn-quick,time=scaled:1000,control=$scratch/control"
for disc in dvd+r bd-re; do
  exits 0 ctl control insert memory:$disc
  for seed in 1 2 3; do
    timeout 120 "$given" "$url" 2000 $seed >out 2>err || fail "hostile $seed on $disc: $?"
    exits 0 ctl control power-cycle
  done
done
exits 0 ctl control insert memory:dvd+r
exits 0 burn --drive "$url" --verify image
says "all blocks equal"
