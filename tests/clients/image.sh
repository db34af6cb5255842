# SPDX-License-Identifier: MIT
# Sourced by the tests: contents that are the same wherever they are made, and a slow drive.

# Blocks that all differ; the shorter of two such images is the beginning of the longer.
make_image() { # FILE BLOCKS
  local bytes=$(($2 * 2048))
  { seq 1000000000 $((1000000000 + bytes / 11)) || true; } | head -c $bytes >"$1"
}

# Makes slow.rules, for a drive that hardly gets on from this block on: a burn is in the midst of it however late the test
# comes. Milliseconds are the drive's.
slow_from() { # BLOCK MILLISECONDS
  echo "id=slow op=WRITE(10) lba=$1..2295103 do=delay:$2" >slow.rules
}
