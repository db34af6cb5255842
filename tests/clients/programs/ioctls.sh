#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What a program gets from its ioctls, field by field: see ioctls.c.
. "$(dirname "$0")/expect.sh"
program=$(realpath -- "$type")
exits 0 disc create disc --type bd-re
works disc "$program"
