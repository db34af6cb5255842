#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A second session with another file: the tree of both is read back through the drive.
. "$(dirname "$0")/expect.sh"
make_iso first 1000
make_iso second 500
exits 0 disc create disc --type "$type"
works disc xorriso -outdev /dev/sr0 -blank as_needed -map first / -commit
works disc xorriso -dev /dev/sr0 -map second / -commit
cp second/* first
has_sessions disc first
