#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Boots the guest once for all steps, whose records are then in RECORDS (see steps.sh and record.sh), and does this machine's
# half of the step "portal" meanwhile. Exits with 0 when the guest came to its end, whatever the steps said.
#   boot.sh DRYBURN RECORDS STEP...
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dryburn=$1 records=$2
shift 2
export DRYBURN_GUEST_OUT=$records

rm -rf "$records"
mkdir -p "$records"

# A port of this machine's that nobody listens at.
free_port() {
  local port
  while port=$((20000 + RANDOM % 20000)) && (: >"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}

DRYBURN_GUEST_ISCSI=$(free_port)
export DRYBURN_GUEST_ISCSI
"$here/portal_host.sh" "$dryburn" "$records" "$DRYBURN_GUEST_ISCSI" &
host_half=$!

status=0
"$here/../../../tools/guest" "$here/steps.sh" "$@" 2>"$records/guest.err" || status=$?
cat "$records/guest.err" >&2
kill $host_half 2>/dev/null
wait $host_half 2>/dev/null

case $status in
77)
  tail -n 1 "$records/guest.err" >"$records/skipped"
  exit 77
  ;;
0 | 1) [ -f "$records/${!#}.status" ] || { echo "FAILED: the guest did not come to its last step" >&2 && exit 1; } ;;
*) exit 1 ;;
esac
