#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The suite's cases of CancelWrite, with our engine on the kernel's road, come to the same verdicts as in one process, but for
# what the way cannot carry. They wait for Updates most of the time, so that several drives are judged at once, each with a
# part of the cases.
#   suite.sh [GLOB]      other cases (docs/architecture.md "Ways in" says which do not know this way yet)
. "$(dirname "$0")/expect.sh"

drives=4
exits 0 dryburn conform --list --select "${1:-CancelWrite.*}"
sed 's/ .*//; s/[][]/\\&/g' out >cases

judge() { # NUMBER NODE
  dryburn conform --drive "$2" --control "$scratch/$1.control" --tap --select "@part$1" --json "tcmu$1" >"tap$1" 2>"tap$1.err"
}

judges=()
for number in $(seq 0 $((drives - 1))); do
  awk -v n="$number" -v of=$drives 'NR % of == n' cases >"part$number"
  another_drive "suite$number" "emu:model=dryburn-quick,control=$scratch/$number.control"
  judge "$number" "$generic" &
  judges+=($!)
done
failed=0
for judge in "${judges[@]}"; do wait "$judge" || failed=1; done
cat tap[0-9] tap*.err
[ $failed = 0 ] || fail "a case failed"
cp /dev/null out
[ "$(grep -c '^ok' <(cat tap[0-9]))" = "$(wc -l <cases)" ] || fail "there are not as many results as cases"
grep -q '^ok [0-9]* - [^#]*$' tap[0-9] || fail "every case was skipped"
for number in $(seq 0 $((drives - 1))); do
  exits 0 dryburn conform --select "@part$number" --json base
  exits 0 dryburn compare --way tcmu base "tcmu$number"
  cat out
done
