#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/expect.sh"
needs xorriso

make_iso image.iso
exits 0 xorriso -as cdrecord -v dev=/dev/sr0 image.iso
reload
reads_back image.iso
mounts
