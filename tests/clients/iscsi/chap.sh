#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# CHAP: who has the password is let in, nobody else; and the password stands on no command line of a process.
. "$(dirname "$0")/serve.sh"

echo twelve-letters >password
serve --drive emu: --chap burner:password
exits 0 drive --drive "iscsi://burner%twelve-letters@${url#iscsi://}"
LIBISCSI_CHAP_USERNAME=burner LIBISCSI_CHAP_PASSWORD=twelve-letters exits 0 drive --drive "$url"
exits 3 drive --drive "iscsi://burner%twelve-lettres@${url#iscsi://}"
exits 3 drive --drive "iscsi://baker%twelve-letters@${url#iscsi://}"
exits 3 drive --drive "$url"
says "${url:8:12}"
for pid in $server $(tgtd_of $server); do
  ! tr '\0' ' ' <"/proc/$pid/cmdline" | grep -q twelve-letters || fail "the password is on a command line"
done
