#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A drive of this host by its node: what is none is refused with a reason.
. "$(dirname "$0")/expect.sh"

make_image image 10
exits 2 drive --drive /dev/no_such_drive
says "/dev/no_such_drive cannot be opened: No such file or directory"
exits 3 drive --drive /dev/null
says "/dev/null is no drive: it takes no SCSI commands"
exits 3 burn --drive /dev/null image
says "/dev/null is no drive"
exits 3 conform --drive /dev/null
says "/dev/null is no drive"
exits 2 burn --drive /etc/passwd image
says "is no drive; a drive is"
exits 3 drive --drive "/dev/../$PWD/image"
says "is no drive: it takes no SCSI commands"
