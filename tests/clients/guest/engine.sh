#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Our engine through the kernel to our drive and back by other ways.
. "$(dirname "$0")/expect.sh"
needs xorriso

make_iso image.iso
exits 0 dryburn burn --drive /dev/sg0 --close --verify image.iso
says "all blocks equal"
reload
reads_back image.iso
mounts
mount -o ro /dev/sr0 mounted
exits 3 dryburn burn --drive /dev/sr0 image.iso
umount mounted
says "mounted"

# A disc that can be written to again, by the block device this time.
insert rewritable bd-re --capacity 49984
exits 0 dryburn burn --drive /dev/sr0 --verify image.iso
reload
reads_back image.iso
