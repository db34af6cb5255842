#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Thousands of commands that agree with nothing come through the kernel: each is answered, the daemon lives, and the drive burns
# afterwards.
. "$(dirname "$0")/expect.sh"
make_image image 500
another_drive hostile "emu:model=dryburn-quick,time=scaled:1000,control=$scratch/control"
for disc in dvd+r bd-re; do
  exits 0 dryburn ctl control insert memory:$disc
  for seed in 1 2; do
    exits 0 hostile "$generic" 500 $seed
    exits 0 dryburn ctl control power-cycle
  done
done
exits 0 dryburn ctl control insert memory:dvd+r
exits 0 dryburn burn --drive "$generic" --verify image
says "all blocks equal"
kill -0 "$(cat /run/tcmu-runner.pid)" || fail "the daemon is gone"
