#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# xorriso knows a blank medium for what it is.
. "$(dirname "$0")/expect.sh"
needs xorriso
exits 0 disc create blank --type "$type"
works blank xorriso -outdev /dev/sr0 -toc
says "Media current: ${type^^}"
says "Media status : is blank"
