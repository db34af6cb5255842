#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What can be wrong with a server is said before it begins.
. "$(dirname "$0")/serve.sh"

wrong() { # STATUS TEXT ARGUMENT...
  exits "$1" serve "${@:3}"
  says "$2"
}

exits 0 disc create disc --type dvd+r
wrong 2 "--iscsi HOST:PORT is missing" --drive emu:
wrong 2 "--drive URI is missing" --iscsi 127.0.0.1:0
for address in 127.0.0.1 :3260 127.0.0.1:x 127.0.0.1:65536 localhost:0 ::1:0 '[::1]0' 127.0.0.1:-1; do
  wrong 2 "it takes a numeric address and a port" --iscsi "$address" --drive emu:
done
wrong 2 "can be reached from other hosts" --iscsi 0.0.0.0:0 --drive emu:
wrong 2 "can be reached from other hosts" --iscsi '[::]:0' --drive emu:
wrong 3 "cannot be listened at" --iscsi 192.0.2.1:0 --no-auth --drive emu:
for name in iqn. Drive iqn.UPPER 'iqn.a b' 'iqn.a,b'; do
  wrong 2 "it takes a name like iqn" --iscsi 127.0.0.1:0 --drive emu: --target "$name"
done
wrong 2 "is no drive" --iscsi 127.0.0.1:0 --drive /dev/sr0
wrong 2 "time=real or time=scaled:N" --iscsi 127.0.0.1:0 --drive emu:time=virtual
wrong 2 "nowhere" --iscsi 127.0.0.1:0 --drive emu:disc=nowhere
wrong 3 "in use" --iscsi 127.0.0.1:0 --drive emu:disc=disc --drive emu:disc=disc

wrong 2 "it takes USER:FILE" --iscsi 127.0.0.1:0 --drive emu: --chap nobody
wrong 2 "it takes USER:FILE" --iscsi 127.0.0.1:0 --drive emu: --chap "a b:password"
wrong 2 "nofile cannot be opened" --iscsi 127.0.0.1:0 --drive emu: --chap burner:nofile
wrong 2 "contradict" --iscsi 127.0.0.1:0 --drive emu: --no-auth --chap burner:password
for password in '' short 'with blanks in it' $'two-lines-of\ntext'; do
  echo "$password" >password
  wrong 2 "has no password for CHAP" --iscsi 127.0.0.1:0 --drive emu: --chap burner:password
done
head -c 20 /dev/zero >password
wrong 2 "password is no text" --iscsi 127.0.0.1:0 --drive emu: --chap burner:password

serve --drive emu:disc=disc
port=${url#iscsi://127.0.0.1:}
wrong 3 "Address already in use" --iscsi "127.0.0.1:${port%%/*}" --drive emu:
wrong 3 "in use" --iscsi 127.0.0.1:0 --drive emu:disc=disc
mkdir empty
PATH=$scratch/empty:/bin
if [ ! -x /sbin/tgtd ] && [ ! -x /usr/sbin/tgtd ]; then
  wrong 3 "tgtd is not installed" --iscsi 127.0.0.1:0 --drive emu:
fi
