#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# xorriso finalises a DVD+R.
. "$(dirname "$0")/expect.sh"
make_iso first 200
exits 0 disc create disc --type dvd+r
works disc xorriso -outdev /dev/sr0 -close on -map first / -commit
disc_says disc "DVD+R, complete"
has_tree disc first
