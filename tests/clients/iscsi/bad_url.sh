#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A drive behind iscsi:// that is not there, or no URL: said in one sentence, and quickly.
. "$(dirname "$0")/serve.sh"

for bad in iscsi:// iscsi://127.0.0.1 iscsi://127.0.0.1:3260/iqn.test iscsi://127.0.0.1/iqn.test/lun; do
  exits 2 drive --drive "$bad"
  says "is no iSCSI URL"
done
serve --drive emu:
exits 3 drive --drive "${url%/iqn*}/iqn.2026-01.test.dryburn:other/1"
says "${url:8:12}"
kill -TERM $server
ends $server 0 "the server"
exits 3 drive --drive "$url"
says "cannot be connected to"
