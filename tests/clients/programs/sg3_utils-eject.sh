#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Door and tray.
. "$(dirname "$0")/expect.sh"
needs sg_prevent
exits 0 disc create blank --type dvd+r
works blank sh -c '
  sg_prevent --prevent=1 /dev/sr0 && ! sg_start --eject /dev/sr0 &&
  sg_prevent --allow /dev/sr0 && sg_start --eject /dev/sr0 && ! sg_turs /dev/sr0 && sg_start --load /dev/sr0'
