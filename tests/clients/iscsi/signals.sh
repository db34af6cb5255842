#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# SIGTERM and SIGINT end the server, its tgtd, and remove what they kept; so does the server's own death end tgtd. A client's
# connection does not keep it.
. "$(dirname "$0")/serve.sh"

export TMPDIR=$scratch
make_image image 65536
exits 0 disc create disc --type dvd+r
for signal in TERM HUP; do
  serve --drive emu:disc=disc,time=scaled:1000
  daemon=$(tgtd_of $server)
  exits 0 drive --drive "$url"
  kill -$signal $server
  ends $server 0 "the server after SIG$signal"
  gone "$daemon" "tgtd lives on after SIG$signal"
done
slow_from 20000 4000
serve --drive emu:disc=disc,time=scaled:20,rules=slow.rules
daemon=$(tgtd_of $server)
"$dryburn" burn --drive "$url" image >out 2>burn.err &
burn=$!
wait_for burn.err 'writing [1-9]'
kill -TERM $server
ends $server 0 "the server in the midst of a burn"
gone "$daemon" "tgtd lives on for a client"
ends $burn 3 "the burn"
[ -z "$(ls -d "$scratch"/dryburn-serve.* 2>/dev/null)" ] || fail "a temporary folder is left"
serve --drive emu:disc=disc,time=scaled:1000
daemon=$(tgtd_of $server)
kill -KILL $server
gone "$daemon" "tgtd outlives the server"
exits 0 disc info disc
