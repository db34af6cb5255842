#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# tgtd is killed in the midst of a burn: the burn fails, the server says so and ends, and the disc is as a real one would be
# after power loss: it opens, has a beginning of the image on it, and can be appended.
. "$(dirname "$0")/serve.sh"

make_image image 65536
make_image more 100
exits 0 disc create disc --type dvd+r
slow_from 40000 4000
serve --drive emu:disc=disc,time=scaled:20,rules=slow.rules
"$dryburn" burn --drive "$url" image >burn.out 2>burn.err &
burn=$!
wait_for burn.err 'writing [4-9][0-9] %'
daemon=$(tgtd_of $server)
kill -KILL "$daemon"
ends $burn 3 "the burn"
ends $server 3 "the server"
grep -q 'tgtd died: signal 9' serve.err || fail "the server did not say that tgtd was killed"
exits 0 disc info disc
next=$(sed -n 's/^next writable block //p' out)
[ "${next:-0}" -gt 0 ] || fail "nothing is on the disc"
head -c $((next * 2048)) image >beginning
same_blocks disc.img 0 beginning
serve --drive emu:disc=disc,time=scaled:1000
exits 0 burn --drive "$url" --verify more
says "from block $next on"
