#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A disc that one carrier has is refused to every other, with its name, and stays as it is; afterwards anyone can have it.
. "$(dirname "$0")/serve.sh"

make_image image 100
exits 0 disc create disc --type dvd+r
serve --drive emu:disc=disc,time=scaled:1000
for carrier in "burn --drive emu:disc=disc image" "drive --drive emu:disc=disc" "disc info disc" \
  "run --drive emu:disc=disc -- true" "serve --iscsi 127.0.0.1:0 --drive emu:disc=disc"; do
  exits 3 $carrier
  says "in use"
done
exits 0 burn --drive "$url" --verify image
kill -TERM $server
ends $server 0 "the server"
exits 0 disc info disc
exits 0 drive --drive emu:disc=disc
