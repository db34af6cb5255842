#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Discs that cannot be made, opened or burnt: each with its exit status and the words that say why.
. "$(dirname "$0")/expect.sh"

make_image image 10

exits 2 disc create disc --type cd-r
says "dvd+r, bd-re"
exits 2 disc create disc --type dvd-rom
says "pressed"
exits 2 disc create disc --type dvd+r --capacity 99999999
says "from 32 to 2295104 blocks"
exits 0 disc create disc --type dvd+r
exits 2 disc create disc --type dvd+r
says "already exists"
exits 1 disc export disc copy.iso
says "no readable blocks"
exits 2 disc info missing
says "missing.disc"
exits 2 burn --drive emu:disc=missing image
says "missing.disc"
exits 2 disc export missing copy.iso

# closed, pressed, absent
exits 0 disc import pressed --type dvd-rom image
exits 1 burn --drive emu:disc=pressed image
says "pressed"
exits 2 disc import pressed --type dvd-rom image
says "already exists"
exits 3 burn --drive emu: image
says "MEDIUM NOT PRESENT"

# damaged, from the future
exits 0 disc create damaged --type dvd+r
head -c 4096 /dev/zero >damaged.disc
exits 3 burn --drive emu:disc=damaged image
says "damaged"
exits 0 disc create short --type dvd+r
truncate -s 1000 short.img
exits 3 disc info short
says "damaged"
exits 0 disc create newer --type dvd+r
printf '\0\0\0\143' | dd of=newer.disc bs=1 seek=60 conv=notrunc 2>/dev/null
exits 3 burn --drive emu:disc=newer image
says "newer"
