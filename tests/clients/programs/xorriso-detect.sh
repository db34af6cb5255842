#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# xorriso finds the drive by itself, and knows it by name.
. "$(dirname "$0")/expect.sh"
needs xorriso
exits 0 disc create blank --type dvd+r
works blank xorriso -devices
says "-dev '/dev/sr0'"
says "'DRYBURN ' 'BD-RE EMULATOR"
