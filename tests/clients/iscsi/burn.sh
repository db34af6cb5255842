#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Our engine burns through the target to every kind of disc, reads back what it wrote, and appends; the server's disc is the
# one that any other process finds.
. "$(dirname "$0")/serve.sh"

make_image image 5000
make_image more 300
for type in dvd+r bd-re; do
  exits 0 disc create $type --type $type
  serve --drive "emu:disc=$type,time=scaled:1000"
  exits 0 burn --drive "$url" --verify image
  says "all blocks equal"
  if [ $type = dvd+r ]; then
    exits 0 burn --drive "$url" --verify --close more
    says "all blocks equal"
  fi
  kill -TERM $server
  ends $server 0 "the server"
  exits 0 disc info $type
  same_blocks $type.img 0 image
done
exits 0 disc info dvd+r
says "complete"
says "session 2"
