#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# An image onto a blank disc, byte for byte.
. "$(dirname "$0")/expect.sh"
needs growisofs
make_iso first 2000
exits 0 disc create disc --type "$type"
works disc growisofs -Z /dev/sr0=first.iso
has_image disc 0 first.iso
