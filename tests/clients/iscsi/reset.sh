#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A client resets the unit while its command hangs. tgtd answers the reset, which does not reach the drive (see dryburn ways):
# no attention comes of it, and other clients go on meanwhile. When the drive is reset at its control socket, the end of a command
# that nobody waits for any more does no harm.
. "$(dirname "$0")/serve.sh"

make_image image 100
exits 0 disc create disc --type bd-re
exits 0 burn --drive emu:disc=disc image # which formats the disc
echo 'id=dead op=READ(10) lba=7..7 times=1 do=hang' >rules
serve --drive "emu:disc=disc,time=scaled:1000,rules=rules,control=$scratch/socket"
daemon=$(tgtd_of $server)
mkfifo orders
"$given" "$url" <orders >answers 2>answers.err &
client=$!
exec 3>orders
wait_for answers '^sent'
for _ in $(seq 200); do
  exits 0 ctl socket hits dead
  if [ "$(cat out)" = 1 ]; then break; fi
  sleep 0.05
done
says 1
echo >&3
ends $client 0 "the client that reset the unit"
grep -qx 'reset 0' answers || fail "the reset was not answered as done: $(cat answers)"
grep -qx "read cancelled" answers || fail "the READ did not hang: $(cat answers)"
exits 0 burn --drive "$url" --verify image
exits 0 ctl socket reset
exits 0 burn --drive "$url" --verify image
[ "$(tgtd_of $server)" = "$daemon" ] || fail "tgtd is another one"
kill -TERM $server
ends $server 0 "the server"
