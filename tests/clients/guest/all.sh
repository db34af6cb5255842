#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs in the guest: the tests beside it (or those that are named), each with a blank disc in the drive. One boot for all.
#   tools/guest tests/clients/guest/all.sh [TEST...]
set -u
here=$(cd "$(dirname "$0")" && pwd)
failed=0

run() { # TEST
  local status=0 began=$SECONDS
  timeout 180 "$here/$1.sh" >/run/test.log 2>&1 || status=$?
  case $status in
  0) echo "guest: passed   $1, $((SECONDS - began)) s" ;;
  77) echo "guest: skipped  $1: $(tail -n 1 /run/test.log)" ;;
  *)
    echo "guest: FAILED   $1, exit $status"
    sed 's/^/guest:   /' /run/test.log
    tail -n 20 /var/log/tcmu-runner.log
    failed=1
    ;;
  esac
}

# The runner's death comes last.
[ $# != 0 ] || set -- nodes engine cancel suite cdrskin growisofs xorriso wrong_config up_and_down kill
for test in "$@"; do run "$test"; done
exit $failed
