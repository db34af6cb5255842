#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Without the DLL's registration there is nothing to judge, and that is no pass.
#   registration.sh DLL CONFORM.EXE
set -uo pipefail

here=$(dirname "$0")
"$here/with-engine" "$1" "$2" --select 'Binding.Created.*'
status=$?
[ $status = 0 ] || exit $status
message=$("$here/wine" "$2" 2>&1)
status=$?
[ $status = 3 ] && grep -q 'registered' <<<"$message" && exit 0
echo "registration: after regsvr32 /u, conform.exe ended with $status: $message"
exit 1
