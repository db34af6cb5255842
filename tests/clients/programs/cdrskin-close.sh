#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Without -multi cdrskin finalises a DVD+R.
. "$(dirname "$0")/expect.sh"
needs cdrskin
make_iso first 200
exits 0 disc create disc --type dvd+r
works disc cdrskin dev=/dev/sr0 -multi first.iso
works disc cdrskin dev=/dev/sr0 first.iso
disc_says disc "DVD+R, complete"
