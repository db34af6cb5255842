#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The transport's contract, held against a target: lengths that disagree with the CDB, residuals, sense, time-outs, claims. The
# server must be well afterwards.
. "$(dirname "$0")/serve.sh"

make_image image 100
exits 0 disc create disc --type bd-re
echo 'id=dead op=READ(10) lba=7..7 times=1 do=hang' >rules
serve --drive emu:disc=disc,time=scaled:1000
exits 0 burn --drive "$url" image # which formats the disc
kill -TERM $server
ends $server 0 "the server"
serve --drive emu:disc=disc,time=scaled:1000,rules=rules
exits 0 drive --drive "$url" # when it is ready
DRYBURN_TEST_URL=$url "$given" >out 2>err || fail "the transport"
exits 0 drive --drive "$url"
kill -TERM $server
ends $server 0 "the server after a command that never ended"
