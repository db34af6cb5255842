#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# An image onto a blank DVD+R, byte for byte.
. "$(dirname "$0")/expect.sh"
needs wodim
make_iso first 2000
exits 0 disc create disc --type dvd+r
works disc wodim dev=/dev/sr0 -prcap
! grep -q "Does not write CD-R media" out || skip "wodim burns only with a drive that writes CDs, too"
works disc wodim dev=/dev/sr0 -sao first.iso
has_image disc 0 first.iso
