#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Answers are as long as they are and sense comes whole; lengths that disagree with the CDB do no harm.
. "$(dirname "$0")/expect.sh"
needs sg_raw

# The disc is new to the kernel.
until_true sg_turs /dev/sg0
exits 0 sg_raw -r 252 /dev/sg0 12 00 00 00 fc 00
says "Received 96 bytes"
exits 22 sg_raw -r 2048 /dev/sg0 28 00 7f ff ff ff 00 00 01 00
says "Logical block address out of range"

# A WRITE of 16 blocks with the data of one, a READ of 16 blocks into room for one.
head -c 2048 /dev/zero >block
status=0
sg_raw -s 2048 -i block /dev/sg0 2a 00 00 00 00 00 00 00 10 00 >out 2>err || status=$?
[ $status != 0 ] || fail "a WRITE of 16 blocks was done with the data of one"
make_image image 64
exits 0 dryburn burn --drive /dev/sg0 image
exits 0 sg_raw -r 2048 -o block /dev/sg0 28 00 00 00 00 00 00 00 10 00
cmp -n 2048 block image >&2 || fail "the first block that was read is another"
# No room at all, and data for a command that takes none.
sg_raw /dev/sg0 28 00 00 00 00 00 00 00 10 00 >out 2>err || true
exits 0 sg_raw -s 512 -i block /dev/sg0 00 00 00 00 00 00

# Whole blocks before a bad one come together with the sense: 32 blocks are asked for, the 10th is bad.
hands arm "id=bad op=READ(10) lba=9..9 do=sense:3/11/00"
status=0
sg_raw -r 65536 -o blocks /dev/sg0 28 00 00 00 00 00 00 00 20 00 >out 2>err || status=$?
[ $status != 0 ] || fail "a bad block was read"
says "Unrecovered read error"
hands disarm bad

# A CDB of operation code 7Fh says its own length, here 16 bytes and 32: more than a drive's command has.
daemon=$(cat /run/tcmu-runner.pid)
for length in 08 18; do
  sg_raw /dev/sg0 7f 00 00 00 00 00 00 $length 00 00 00 00 00 00 00 00 >out 2>err || true
done
exits 0 dryburn drive --drive /dev/sg0
says "DVD+R"
kill -0 "$daemon" || fail "the daemon did not survive a long CDB"
