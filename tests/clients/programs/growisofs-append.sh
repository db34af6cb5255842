#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A second session, for which the first is read back through the drive by the program that makes the image.
. "$(dirname "$0")/expect.sh"
needs growisofs
needs genisoimage
needs xorriso
mkdir first second
make_image first/one 1000
make_image second/two 500
exits 0 disc create disc --type "$type"
works disc growisofs -Z /dev/sr0 -quiet -R first
works disc growisofs -M /dev/sr0 -quiet -R second
cp second/two first
has_sessions disc first
