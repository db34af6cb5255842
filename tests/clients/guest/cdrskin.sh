#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/expect.sh"
needs cdrskin
needs xorriso

make_iso image.iso
exits 0 cdrskin dev=/dev/sr0 -eject image.iso
exits 0 eject -t /dev/sr0
reads_back image.iso
mounts
