#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The drive as sg3_utils sees it, through either device.
. "$(dirname "$0")/expect.sh"
needs sg_inq
exits 0 disc create blank --type dvd+r
for device in /dev/sr0 /dev/sg0; do
  works blank sg_inq $device
  says "Vendor identification: DRYBURN"
  says "Peripheral device type: cd/dvd"
  works blank sg_turs -v $device
done
