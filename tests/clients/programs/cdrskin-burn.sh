#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# An image onto a blank disc, byte for byte.
. "$(dirname "$0")/expect.sh"
needs cdrskin
make_iso first 2000
exits 0 disc create disc --type "$type"
works disc cdrskin dev=/dev/sr0 -v blank=as_needed first.iso
has_image disc 0 first.iso
