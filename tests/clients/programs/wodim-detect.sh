#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# wodim knows the drive by name, and the medium in it.
. "$(dirname "$0")/expect.sh"
needs wodim
exits 0 disc create blank --type dvd+r
for device in /dev/sr0 /dev/sg0; do
  works blank wodim dev=$device -prcap
  says "'BD-RE EMULATOR  '"
done
says "Does write DVD-R media"
