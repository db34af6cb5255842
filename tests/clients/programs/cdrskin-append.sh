#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Two sessions on one DVD+R, the second where the drive says.
. "$(dirname "$0")/expect.sh"
needs cdrskin
make_iso first 1000
make_iso second 500
exits 0 disc create disc --type dvd+r
works disc cdrskin dev=/dev/sr0 -multi first.iso
works disc cdrskin dev=/dev/sr0 -msinfo
start=$(sed -n 's/^[0-9]*,\([0-9]*\)$/\1/p' out)
[ -n "$start" ] || fail "cdrskin does not say where the second session begins"
works disc cdrskin dev=/dev/sr0 -multi second.iso
disc_says disc "DVD+R, appendable"
has_image disc 0 first.iso
has_image disc "$start" second.iso
