#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# udev's cdrom_id tells drive and medium.
. "$(dirname "$0")/expect.sh"
cdrom_id=/usr/lib/udev/cdrom_id
[ -x $cdrom_id ] || cdrom_id=/lib/udev/cdrom_id
[ -x $cdrom_id ] || skip "there is no cdrom_id"
exits 0 disc create blank --type "$type"
works blank $cdrom_id /dev/sr0
says "ID_CDROM_MEDIA=1"
says "ID_CDROM_MEDIA_STATE=blank"
