#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A part of the suite comes to the same verdicts through the target as in one process, but for what the way cannot carry. With a
# fresh disc for each case nothing else is skipped.
. "$(dirname "$0")/serve.sh"

select=()
for cases in 'Binding.*' 'CancelPrecedence.*' 'Errors.*' 'Transfers.*' 'WriteSection.*'; do
  select+=(--select "$cases")
done
exits 0 conform "${select[@]}" --json base.json
exits 0 disc create disc --type dvd+r
serve --drive "emu:disc=disc,model=dryburn-quick,control=$scratch/socket"
exits 0 conform --drive "$url" --control socket "${select[@]}" --json tgt.json
exits 0 compare --way tgt base.json tgt.json
says " 0 different"
grep -qE '^[1-9][0-9]+ equal, [1-9][0-9]* explained' out || fail "hardly anything was compared"
exits 1 compare base.json tgt.json
