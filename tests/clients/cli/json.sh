#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What --json prints is JSON with the documented keys and types.
. "$(dirname "$0")/expect.sh"
json_value=$given

has() { # PATH VALUE
  local value
  value=$("$json_value" "$1" <out) || fail "there is no $1"
  [ "$value" = "$2" ] || fail "$1 is $value, not $2"
}

make_image image 100
exits 0 disc create disc --type dvd+r --capacity 65536
exits 0 disc info disc --json
has type '"dvd+r"'
has state '"blank"'
has capacity_blocks 65536
has free_blocks 65536
has next_writable 0
has sessions.0.state '"open"'
has tracks.0.state '"invisible"'

exits 0 burn --drive emu:disc=disc --close image
exits 0 disc info disc --json
has state '"complete"'
has next_writable null
has free_blocks 0
has sessions.0.first_track 1
has sessions.0.last_track 1
has tracks.0.number 1
has tracks.0.start 0
has tracks.0.blocks 112
has tracks.0.state '"closed"'

exits 0 drive --drive emu:disc=disc --json
has vendor '"DRYBURN"'
has medium true
has profile.name '"DVD+R"'
has profile.number 27
has features.0.code 0
exits 0 drive --drive emu: --json
has medium false
has profile.number 0
has write_speeds_kbps '[]'
