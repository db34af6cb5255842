# SPDX-License-Identifier: MIT
# Sourced by tests that have the suite judge drives behind a carrier, and compare: the cases are dealt out to several drives of one
# kind, which are judged at once, since most of the time they wait. Needs $dryburn and fail().

# Deals the cases out: lists in part0, part1 ...; how many in $parts, at most MOST.
deal() { # MOST GLOB
  local count number
  "$dryburn" conform --list --select "$2" >listed || fail "conform --list --select $2 fails"
  sed 's/ .*//; s/[][]/\\&/g' listed >cases
  count=$(wc -l <cases)
  parts=$((count < $1 ? count : $1))
  for ((number = 0; number < parts; number++)); do
    awk -v n="$number" -v of=$parts 'NR % of == n' cases >"part$number"
  done
}

judges=()

# Begins to judge a drive with its part of the cases.
judge() { # NUMBER DRIVE SOCKET
  "$dryburn" conform --drive "$2" --control "$3" --tap --select "@part$1" --json "run$1" >"tap$1" 2>"tap$1.err" </dev/null &
  judges+=($!)
}

# Waits for all judges. Nothing may have failed, and in one process it must come to the same, but for what the way cannot carry.
same_verdicts_over() { # WAY
  local judge failed=0
  for judge in "${judges[@]}"; do wait "$judge" || failed=1; done
  cat tap[0-9]*
  [ $failed = 0 ] || fail "a case failed"
  grep -q '^ok [0-9]* - [^#]*$' tap[0-9] || fail "every case was skipped"
  "$dryburn" conform --jobs 2 --select @cases --json base >/dev/null || fail "a case fails in one process"
  "$dryburn" compare --way "$1" base run[0-9]* || fail "the verdicts differ"
}
