#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Features, mode pages and sense, decoded.
. "$(dirname "$0")/expect.sh"
needs sg_get_config
exits 0 disc create blank --type "$type"
works blank sg_get_config /dev/sr0
says "${type^^}"
works blank sg_modes -a /dev/sg0
says "Read-Write error recovery"
works blank sg_requests /dev/sg0
