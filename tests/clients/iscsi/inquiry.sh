#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A foreign initiator finds a drive at each URL, with the type of an optical one, and nothing at the next LUN.
. "$(dirname "$0")/serve.sh"

exits 0 disc create one --type dvd+r
serve --drive emu:disc=one,time=scaled:1000 --drive emu:model=dryburn-pioneer-like
[ "$(wc -l <urls)" = 2 ] || fail "there are not two URLs"
while read -r unit; do
  iscsi-inq "$unit" >out 2>err || fail "iscsi-inq $unit"
  says "Peripheral Device Type:MMC"
done <urls
exits 0 drive --drive "$url"
says "DVD+R"
exits 0 drive --drive "$(sed -n 2p urls)"
says "DVDRW"
iscsi-inq "${url%/1}/3" >out 2>err || true
never_says "Peripheral Qualifier:CONNECTED"
