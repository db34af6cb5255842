#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# This machine's half of the step "portal": once the guest's half (portal.sh) says where its drives are, burns, verifies and
# cancels by iSCSI through the forwarded port. What comes of it is in RECORDS/portal.done: "passed", or what failed.
#   portal_host.sh DRYBURN RECORDS PORT
set -euo pipefail
. "$(dirname "$0")/../image.sh"
dryburn=$1 records=$2 port=$3 image=$2/portal.image
trap 'rm -f "$image"' EXIT

until [ -f "$records/portal.ready" ]; do sleep 0.2; done
read -r burnt cancelled <"$records/portal.ready"

fail() { # SENTENCE
  { echo "$1"; tail -c 2000 "$records/portal_host.log" | tr '\r' '\n'; } >"$records/portal.part"
  mv "$records/portal.part" "$records/portal.done"
  exit 0
}

exits() { # STATUS COMMAND...
  local wanted=$1 status=0
  shift
  echo "$*" >>"$records/portal_host.log"
  "$@" >>"$records/portal_host.log" 2>&1 </dev/null || status=$?
  [ "$status" = "$wanted" ] || fail "$*: exit $status, not $wanted"
}

url() { # TARGET
  echo "iscsi://127.0.0.1:$port/$1/0"
}

"$dryburn" drive --drive "$(url "$burnt")" >"$records/portal_host.log" 2>&1 || true
! grep -q "without libiscsi" "$records/portal_host.log" || fail "skipped: this program was built without libiscsi"
make_image "$image" 4000
exits 0 "$dryburn" burn --drive "$(url "$burnt")" --close --verify "$image"
make_image "$image" 24000
exits 4 "$dryburn" burn --drive "$(url "$cancelled")" --cancel-at 50 "$image"
sed -n 's/^cancelled  *\([0-9]*\) of .* blocks are on the disc.*/\1/p' "$records/portal_host.log" >"$records/portal.written"
echo passed >"$records/portal.part"
mv "$records/portal.part" "$records/portal.done"
