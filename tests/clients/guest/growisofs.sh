#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/expect.sh"
needs growisofs
needs xorriso

make_iso image.iso
exits 0 growisofs -dvd-compat -Z /dev/sr0=image.iso
reload
reads_back image.iso
mounts
