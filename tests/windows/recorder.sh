#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The suite on an engine that COM finds and a drive that only the engine reaches: what can be judged passes, the rest is skipped.
#   recorder.sh DLL HOSTED.EXE CONFORM.EXE
set -uo pipefail

here=$(dirname "$0")
tap=$("$here/with-engine" "$1" "$2")
status=$?
[ $status != 77 ] || exit 77
passed=$(grep '^ok' <<<"$tap" | grep -vc '# SKIP')
echo "$tap" | grep -A 6 '^not ok'
echo "recorder: $passed passed, $(grep -c '# SKIP' <<<"$tap") skipped; hosted.exe ended with $status"
[ $status = 0 ] && [ "$passed" -ge 120 ] || exit 1

# The drive that is asked for must be there.
message=$("$here/with-engine" "$1" "$3" --recorder nothing 2>&1)
status=$?
[ $status = 3 ] && grep -q 'no recorder for "nothing"' <<<"$message" && exit 0
echo "recorder: with an unknown drive conform.exe ended with $status: $message"
exit 1
