#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# dvd+rw-mediainfo describes a burnt disc.
. "$(dirname "$0")/expect.sh"
needs dvd+rw-mediainfo
make_iso first 1000
exits 0 disc create disc --type "$type"
exits 0 burn --drive emu:disc=disc first.iso
works disc dvd+rw-mediainfo /dev/sr0
says ", ${type^^}"
says "Track Start Address:   0*2KB"
[ "$type" = bd-re ] || says "Disc status:           appendable"
