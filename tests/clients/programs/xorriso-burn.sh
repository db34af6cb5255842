#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A tree onto a blank disc, and an image, byte for byte.
. "$(dirname "$0")/expect.sh"
make_iso first 2000
exits 0 disc create tree --type "$type"
works tree xorriso -outdev /dev/sr0 -blank as_needed -map first / -commit
has_tree tree first
exits 0 disc create image --type "$type"
[ "$type" = dvd+r ] || works image xorriso -outdev /dev/sr0 -blank as_needed
works image xorriso -as cdrecord -v dev=/dev/sr0 first.iso
has_image image 0 first.iso
