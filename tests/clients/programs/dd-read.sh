#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# dd and cmp read the disc as a file, from the beginning and from the middle.
. "$(dirname "$0")/expect.sh"
make_iso first 1000
exits 0 disc create disc --type "$type"
exits 0 burn --drive emu:disc=disc first.iso
blocks=$(($(stat -c %s first.iso) / 2048))
works disc dd if=/dev/sr0 of=copy.iso bs=2048 count="$blocks"
cmp copy.iso first.iso >&2 || fail "dd reads something else"
works disc dd if=/dev/sr0 of=tail bs=2048 skip=100 count=$((blocks - 100))
cmp -i 0:204800 tail first.iso >&2 || fail "dd reads something else after a seek"
works disc cmp -n "$((blocks * 2048))" /dev/sr0 first.iso
