#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A DLL whose tables are not as IMAPI2's is found out: the case fails there that passes on the sound DLL.
#   broken.sh BROKEN-DLL SOUND-DLL CONFORM.EXE CASE
set -uo pipefail

here=$(dirname "$0")

judge() { # DLL
  "$here/with-engine" "$1" "$conform" --select "$case"
}

conform=$3 case=$4
sound=$(judge "$2")
status=$?
[ $status != 77 ] || exit 77
grep -q '^ok 1 - ' <<<"$sound" || { echo "broken: $case does not pass on the sound DLL:"; echo "$sound"; exit 1; }
found=$(judge "$1")
grep -q '^not ok 1 - ' <<<"$found" || { echo "broken: $case does not fail on the broken DLL:"; echo "$found"; exit 1; }
echo "$found"
