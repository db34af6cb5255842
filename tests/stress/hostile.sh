#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Thousands of commands that agree with nothing, on a disc: each is answered, and the disc can be opened afterwards.
#   hostile.sh DRYBURN HOSTILE        in the process of the four clients
#   hostile.sh DRYBURN HOSTILE run    by "dryburn run", in a process of their own
. "$(dirname "$0")/../clients/cli/expect.sh"

for type in dvd+r bd-re; do
  exits 0 disc create $type --type $type
  drive=emu:disc=$type,model=dryburn-quick,time=scaled:1000
  for seed in 1 2; do
    if [ "${3:-}" = run ]; then
      timeout 120 "$dryburn" run --drive $drive -- "$given" /dev/sg0 1000 $seed >out 2>err || fail "hostile $seed on $type: $?"
    else
      timeout 120 "$given" $drive 2000 $seed >out 2>err || fail "hostile $seed on $type: $?"
    fi
  done
  grep -q '^[1-9][0-9]* good' out || fail "nothing was carried out"
  exits 0 disc info $type
done
