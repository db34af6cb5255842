#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# cdrskin knows a blank medium for what it is.
. "$(dirname "$0")/expect.sh"
needs cdrskin
exits 0 disc create blank --type "$type"
works blank cdrskin dev=/dev/sr0 -minfo
says "Mounted media type:       ${type^^}"
says "disk status:              empty"
