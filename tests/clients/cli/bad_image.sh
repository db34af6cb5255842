#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Files that cannot be burnt are refused before the disc is touched; one that ends within a block is filled up.
. "$(dirname "$0")/expect.sh"

exits 0 disc create disc --type dvd+r --capacity 4096
refuses() { # STATUS FILE WORDS
  exits "$1" burn --drive emu:disc=disc "$2"
  says "$3"
  never_says "writing"
}
mkdir directory
mkfifo fifo
: >empty
make_image large 5000
refuses 2 missing "No such file"
refuses 2 directory "a directory"
refuses 2 fifo "not a regular file"
refuses 2 empty "it is empty"
refuses 1 large "large does not fit: it has 5000 blocks (10.2 MB), and 4096 blocks (8.4 MB) are free"
exits 0 disc info disc
says "blank"

head -c 5000 large >unaligned
exits 0 burn --drive emu:disc=disc --verify unaligned
says "3 blocks (0.0 MB), the last filled up with 1144 zeros"
same_blocks disc.img 0 unaligned

