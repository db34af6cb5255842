#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The suite's cases of CancelWrite, with our engine on the kernel's road.
. "$(dirname "$0")/expect.sh"

exits 0 dryburn conform --drive /dev/sg0 --select 'CancelWrite.*' --tap
grep -q '^ok [0-9]* - [^#]*$' out || fail "every case was skipped"
! grep '^not ok' out || fail "a case failed"
[ ! -w "${OUT:-}" ] || cp out "$OUT/suite.tap"
