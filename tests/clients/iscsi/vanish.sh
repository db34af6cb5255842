#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Initiators that vanish in the midst of a WRITE, cleanly cut or killed: the server goes on, and the next burn succeeds on the
# same disc.
. "$(dirname "$0")/serve.sh"

make_image image 65536
make_image more 100
exits 0 disc create disc --type dvd+r
slow_from 20000 1000
serve --drive "emu:disc=disc,time=scaled:100,rules=slow.rules,control=$scratch/socket"
exits 0 drive --drive "$url"
daemon=$(tgtd_of $server)
for stage in header data r2t garbage; do
  "$given" "$url" $stage || fail "vanish $stage"
done
for _ in 1 2 3; do
  "$dryburn" burn --drive "$url" image >burn.out 2>burn.err &
  burn=$!
  wait_for burn.err "writing [1-9]"
  kill -KILL $burn
  wait $burn 2>/dev/null || true
done
exits 0 ctl socket disarm slow
exits 0 burn --drive "$url" --verify more
[ "$(tgtd_of $server)" = "$daemon" ] || fail "tgtd is another one"
kill -TERM $server
ends $server 0 "the server"
exits 0 disc info disc
