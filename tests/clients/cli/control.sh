#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A person at the drive's control socket, while a burn goes on: looks, inserts, arms a rule that the burn meets, resets.
. "$(dirname "$0")/expect.sh"

make_image image 20000
exits 0 disc create disc --type dvd+r
exits 0 disc create other --type bd-re
"$dryburn" burn --drive emu:disc=disc,time=scaled:2,control=socket image >burn.out 2>burn.err &
pid=$!
trap 'kill $pid 2>/dev/null || true; chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
for _ in $(seq 400); do
  if [ -S socket ]; then break; fi
  sleep 0.02
done
[ "$(stat -c %a socket)" = 600 ] || fail "the socket's mode is $(stat -c %a socket), not 600"

exits 0 ctl socket status
says "medium=dvd+r"
exits 1 ctl socket hits scratch
says "never a rule"
exits 0 ctl socket way
says loopback
exits 0 ctl socket arm 'id=scratch op=WRITE(10) lba=18000..18000 do=sense:3/0C/00'
exits 1 ctl socket arm 'id=scratch op=WRITE(10) do=hang'
says "in use"
exits 1 ctl socket arm nonsense
says "nonsense"
exits 1 ctl socket dance
says "there are status, way, insert"
exits 1 ctl socket insert
says "insert takes NAME"
exits 1 ctl socket status now
says "takes no argument"

status=0
wait $pid || status=$?
[ "$status" = 1 ] || fail "the burn: exit $status, not 1"
grep -qF "block 18000" burn.err || fail "the burn did not meet the scratch"
[ ! -e socket ] || fail "the socket is still there"

exits 3 ctl socket status
says "no drive listens"
exits 2 ctl socket
says "REQUEST... is missing"
exits 2 drive --drive emu:disc=disc,control=socket
says "needs the host's time"

# Between two burns: the tray is open, another disc comes.
"$dryburn" burn --drive emu:disc=disc,time=real,control=socket image >burn.out 2>burn.err &
pid=$!
for _ in $(seq 400); do
  if [ -S socket ]; then break; fi
  sleep 0.02
done
for _ in $(seq 100); do
  "$dryburn" ctl socket insert other >out 2>err && break
  sleep 0.05
done
exits 0 ctl socket status
says "medium=bd-re"
exits 0 ctl socket insert memory:dvd+r:8192
exits 0 ctl socket status
says "medium=dvd+r"
exits 0 ctl socket reset
exits 0 ctl socket power-cycle
exits 0 ctl socket status
says "ready=no"
exits 0 disc info other

# A drive that was killed leaves its socket behind, which the next one replaces; what is no socket stays.
if command -v perl >/dev/null; then
  perl -MSocket -e 'socket(S, AF_UNIX, SOCK_STREAM, 0) && bind(S, sockaddr_un("abandoned")) or die'
  exits 0 disc create after --type dvd+r
  make_image after.image 16
  exits 0 burn --drive emu:disc=after,time=scaled:1000,control=abandoned after.image
fi
echo text >plain
exits 3 burn --drive emu:disc=after,time=scaled:1000,control=plain after.image
[ "$(cat plain)" = text ] || fail "a file was taken for a control socket"
