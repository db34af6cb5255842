#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What could not be printed was not done.
. "$(dirname "$0")/expect.sh"

full() { # ARGUMENT...
  local status=0
  "$dryburn" "$@" >/dev/full 2>err || status=$?
  [ "$status" = 3 ] || fail "dryburn $*: exit $status, not 3"
  says "the standard output cannot be written"
}

: >out
full help
full drive --drive emu:
exits 0 disc create disc --type dvd+r
full disc info disc --json
