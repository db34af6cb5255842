#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Door and tray. By sg: the kernel unlocks the door when the last one closes sr.
. "$(dirname "$0")/expect.sh"
needs sg_prevent
exits 0 disc create blank --type dvd+r
works blank sh -c '
  sg_prevent --prevent=1 /dev/sg0 && ! sg_start --eject /dev/sg0 &&
  sg_prevent --allow /dev/sg0 && sg_start --eject /dev/sg0 && ! sg_turs /dev/sg0 && sg_start --load /dev/sg0'
