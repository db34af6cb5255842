#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Types what docs/howto/lio.md tells to type, but for the daemon, which runs: with discs and an address of this step's. The
# guest's drive makes room for it.
page=$(cd "$(dirname "$0")/../../../docs/howto" && pwd)/lio.md
. "$(dirname "$0")/expect.sh"

exits 0 dryburn tcmu down

back_again() {
  local status=$?
  dryburn tcmu down >/dev/null
  dryburn tcmu up --drive "$DRIVE" ${ISCSI:+--iscsi "$ISCSI"} >/dev/null
  (exit $status)
  finish
}
trap back_again EXIT

mkdir srv
make_image srv/backup.iso 2000
sed -n '/^```console/,/^```$/s/^[#$] //p' "$page" | sed "/^tcmu-runner/d; s|192.168.0.5|127.0.0.1|; s|/srv/discs|$scratch/srv|" >lines
[ -s lines ] || fail "$page has nothing to type"
set +e # as in a shell that a person has
while read -r line <&9; do
  eval "$line" >out 2>err 9<&- </dev/null || fail "$line"
done 9<lines
cd "$scratch"
set -e
exits 0 dryburn disc info srv/disc
says "appendable"
