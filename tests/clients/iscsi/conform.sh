#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The suite judges our engine through the target: nothing fails, and what could not be judged is counted as skipped.
. "$(dirname "$0")/serve.sh"

make_image image 100
exits 0 disc create disc --type bd-re
serve --drive emu:disc=disc,time=scaled:1000
exits 0 burn --drive "$url" image # which formats the disc
exits 0 conform --drive "$url"
says " 0 failed"
grep -qE '[1-9][0-9]* passed' out || fail "nothing passed"
