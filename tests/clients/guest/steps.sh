#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs in the guest: the steps that are named, one after the other, in one boot. STEP is a script beside this one, or
# client-PROGRAM-ACTION[-MEDIUM], a script of ../programs with the medium as its argument. What a step says and how it ends
# is in $OUT/STEP.log and $OUT/STEP.status.
#   tools/guest tests/clients/guest/steps.sh STEP...
set -u
here=$(cd "$(dirname "$0")" && pwd)
OUT=${OUT:?is set in the guest}
export TMPDIR=/run
failed=0

# How long a step may take before it is taken for one that never ends.
LIMIT_SECONDS=300

# The command of a step, in the array "command".
find_command() { # STEP
  local row=${1#client-} medium
  command=("$here/$1.sh")
  [ "$row" != "$1" ] || return 0
  for medium in dvd+r bd-re ""; do
    [[ $medium && $row != *-"$medium" ]] || break
  done
  command=("$here/../programs/${row%"${medium:+-$medium}"}.sh" "$(command -v dryburn)" ${medium:+"$medium"})
}

run() { # STEP
  local status=0 began=$SECONDS log=$OUT/$1.log command
  find_command "$1"
  timeout -k 10 $LIMIT_SECONDS "${command[@]}" >"$log" 2>&1 </dev/null || status=$?
  case $status in
  0) echo "guest: passed   $1, $((SECONDS - began)) s" ;;
  77) echo "guest: skipped  $1: $(tail -n 1 "$log")" ;;
  *)
    { echo "exit $status; the end of the daemon's log:" && tail -n 20 /var/log/tcmu-runner.log; } >>"$log"
    echo "guest: FAILED   $1, exit $status"
    sed 's/^/guest:   /' "$log"
    failed=1
    ;;
  esac
  echo $status >"$OUT/$1.status"
}

for step in "$@"; do run "$step"; done
exit $failed
