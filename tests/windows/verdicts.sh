#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Every case's verdict on the DLL under Wine is what it is on Linux, whichever that is.
#   verdicts.sh DLL CONFORM.EXE DRYBURN
set -uo pipefail

here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$here/with-engine" "$1" "$2" >"$work/windows.tap"
windows=$?
[ $windows != 77 ] || exit 77
"$3" conform --tap >"$work/linux.tap"

# Lines of TAP that are verdicts; why a case failed may name other lines of other files.
verdicts() { grep -E '^(not )?ok ' "$1" | sed -E 's/^((not )?ok) [0-9]+ - /\1 /' | sort -k 2; }
verdicts "$work/windows.tap" >"$work/windows"
verdicts "$work/linux.tap" >"$work/linux"

count=$(wc -l <"$work/linux")
if [ "$count" -gt 0 ] && diff -u "$work/linux" "$work/windows"; then
  echo "verdicts: $count of $count verdicts are equal, $(grep -c '^ok' "$work/windows") of them ok"
  [ $windows = 0 ] && exit 0
  echo "verdicts: equal, but not all passed: conform.exe ended with $windows"
  exit 1
fi
echo "verdicts: they differ: conform.exe ended with $windows"
exit 1
