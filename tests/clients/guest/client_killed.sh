#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A client is killed in mid-burn: the drive has what it was sent, and the next client burns behind it.
. "$(dirname "$0")/expect.sh"

make_image image 60000
make_image more 1000
clients=("dryburn burn --drive DEVICE image")
if command -v growisofs >/dev/null; then clients+=("growisofs -Z DEVICE=image"); fi
for number in "${!clients[@]}"; do
  exits 0 dryburn disc create "$scratch/slow$number" --type dvd+r
  CONTROL=$scratch/control$number
  another_drive "slow$number" "emu:disc=$scratch/slow$number,time=scaled:4,control=$CONTROL"
  until_drive_says ready=yes
  # shellcheck disable=SC2086
  ${clients[number]//DEVICE/$block} >client 2>&1 </dev/null &
  client=$!
  disown
  until_drive_says writing=yes
  until_true test -s "slow$number.img"
  kill -9 $client || fail "the burn was over before its client was killed: $(cat client)"
  until_drive_says writing=no
  exits 0 dryburn burn --drive "$block" --verify more
  exits 0 dryburn tcmu down --name "slow$number"
  exits 0 dryburn disc info "slow$number"
  says "appendable"
  cmp -n 2048 "slow$number.img" image >&2 || fail "the first block on the disc is another"
done
