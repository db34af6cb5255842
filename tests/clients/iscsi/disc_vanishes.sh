#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Somebody deletes the disc's files in the midst of a burn: whatever becomes of the burn, it ends and says so, the server goes on
# and ends well, and the next server says that there is no such disc.
. "$(dirname "$0")/serve.sh"

make_image image 40000
exits 0 disc create disc --type dvd+r
slow_from 20000 4000
serve --drive "emu:disc=disc,time=scaled:20,rules=slow.rules,control=$scratch/socket"
"$dryburn" burn --drive "$url" image >burn.out 2>burn.err &
burn=$!
wait_for burn.err 'writing [1-9]'
rm disc.disc disc.img
exits 0 ctl socket disarm slow
status=0
wait $burn || status=$?
case $status in
0) ;;
1 | 3) grep -q '^dryburn: ' burn.err || fail "the burn failed, exit $status, and did not say why" ;;
*) fail "the burn: exit $status" ;;
esac
exits 0 ctl socket status
says "medium=dvd+r"
exits 0 drive --drive "$url"
kill -TERM $server
ends $server 0 "the server"
exits 2 serve --iscsi 127.0.0.1:0 --drive emu:disc=disc
says "disc"
