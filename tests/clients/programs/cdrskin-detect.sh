#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# cdrskin finds the drive by itself, and knows it by name.
. "$(dirname "$0")/expect.sh"
needs cdrskin
exits 0 disc create blank --type dvd+r
works blank cdrskin --devices
says "dev='/dev/sr0'"
works blank cdrskin dev=/dev/sr0 -inq
says "BD-RE EMULATOR"
