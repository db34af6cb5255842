#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Types what a page tells to type, line by line: each must succeed, and one that begins with "!" must fail.
. "$(dirname "$0")/../cli/expect.sh"
page=$given
PATH=$(dirname "$dryburn"):$PATH:/usr/sbin

for program in growisofs xorriso umockdev-wrapper tgtd; do
  command -v $program >/dev/null || skip "there is no $program"
done
[ -e "$(dirname "$dryburn")/../lib/dryburn/bs_dryburn.so" ] || skip "the module for tgtd was not built (tools/get-source tgt)"
trap 'kill $(jobs -p) 2>/dev/null || true; wait; chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT

sed -n '/^```console/,/^```$/s/^\$ //p' "$page" >lines
[ -s lines ] || fail "$page has nothing to type"
set +e +o pipefail # as in a shell that a person has
while read -r line <&9; do
  eval "$line" >out 2>err 9<&-
  [ $? = 0 ] || fail "\$ $line"
done 9<lines
