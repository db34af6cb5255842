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
  { echo "$1"; tail -c 2000 "$records/portal.log.host" | tr '\r' '\n'; } >"$records/portal.part"
  mv "$records/portal.part" "$records/portal.done"
  exit 0
}

exits() { # STATUS COMMAND...
  local wanted=$1 status=0
  shift
  echo "$*" >>"$records/portal.log.host"
  "$@" >>"$records/portal.log.host" 2>&1 </dev/null || status=$?
  [ "$status" = "$wanted" ] || fail "$*: exit $status, not $wanted"
}

url() { # TARGET
  echo "iscsi://127.0.0.1:$port/$1/0"
}

if ! "$dryburn" drive --drive "$(url "$burnt")" >"$records/portal.log.host" 2>&1 &&
  grep -q "not known" "$records/portal.log.host"; then
  echo "skipped: this build knows no iscsi:" >"$records/portal.done"
  exit 0
fi
make_image "$image" 4000
exits 0 "$dryburn" burn --drive "$(url "$burnt")" --close --verify "$image"
make_image "$image" 24000
exits 4 "$dryburn" burn --drive "$(url "$cancelled")" --cancel-at 50 "$image"
sed -n 's/^cancelled  *\([0-9]*\) of .* blocks are on the disc.*/\1/p' "$records/portal.log.host" >"$records/portal.written"
echo passed >"$records/portal.part"
mv "$records/portal.part" "$records/portal.done"
