# SPDX-License-Identifier: MIT
# Sourced by the tests: contents that are the same wherever they are made.

# Blocks that all differ; the shorter of two such images is the beginning of the longer.
make_image() { # FILE BLOCKS
  local bytes=$(($2 * 2048))
  { seq 1000000000 $((1000000000 + bytes / 11)) || true; } | head -c $bytes >"$1"
}
