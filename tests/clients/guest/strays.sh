#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Commands that tcmu-runner's library drops, of vendor-specific and reserved operation codes, come to the drive and are answered:
# alone, many at once between those of a burn, and while one of them hangs.
. "$(dirname "$0")/expect.sh"
needs sg_raw

INVALID_OPCODE=9 # sg3_utils' exit status for 5/20/00

until_true sg_turs /dev/sg0
for code in c0 d8 e9 ff; do # sg_raw takes those from 60h on for NVMe
  exits $INVALID_OPCODE sg_raw /dev/sg0 $code 00 00 00 00 00 00 00 00 00
done
exits $INVALID_OPCODE sg_raw -r 4096 /dev/sg0 d8 00 00 00 00 00 00 00 00 00
head -c 4096 /dev/zero >block
exits $INVALID_OPCODE sg_raw -s 4096 -i block /dev/sg0 e9 00 00 00 00 00 00 00 00 00

send_many() { # CODE
  local i
  for i in $(seq 100); do
    sg_raw /dev/sg0 "$1" 00 00 00 00 00 00 00 00 00 >/dev/null 2>&1 </dev/null && return 1
    [ $? = $INVALID_OPCODE ] || return 1
  done
}

make_image image 4000
senders=()
for code in c1 d8 ff; do
  send_many $code &
  senders+=($!)
done
exits 0 dryburn burn --drive /dev/sg0 --verify image
says "all blocks equal"
for sender in "${senders[@]}"; do wait "$sender" || fail "a foreign command was not refused, or for another reason"; done

# Others are completed meanwhile, over its place on the ring.
hands arm "id=held op=D8h times=1 do=hang"
sg_raw -t 600 /dev/sg0 d8 00 00 00 00 00 00 00 00 00 >raw 2>&1 </dev/null &
held=$!
until_drive_says 1 hits held
make_image more 1000
exits 0 dryburn burn --drive /dev/sg0 --verify more
says "all blocks equal"
kill -0 $held || fail "the command that hangs has ended by itself: $(cat raw)"
hands disarm held
hands reset
wait $held || true
until_true sg_turs /dev/sg0
exits $INVALID_OPCODE sg_raw /dev/sg0 d8 00 00 00 00 00 00 00 00 00
