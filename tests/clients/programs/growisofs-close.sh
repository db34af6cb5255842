#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# -dvd-compat finalises a DVD+R.
. "$(dirname "$0")/expect.sh"
needs growisofs
make_iso first 200
exits 0 disc create disc --type dvd+r
works disc growisofs -dvd-compat -Z /dev/sr0=first.iso
disc_says disc "DVD+R, complete"
has_image disc 0 first.iso
