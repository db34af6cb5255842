#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The table of docs/architecture.md is the one that the program has, in text and in JSON; and what a way cannot carry is refused
# by its command before anything begins.
. "$(dirname "$0")/expect.sh"
page=$(dirname "$0")/../../../docs/architecture.md
json_value=$given

exits 0 ways
sed -n '/^## Ways in/,/^## [^W]/s/^|/|/p' "$page" >table
diff table out >&2 || fail "the table of docs/architecture.md is not that of dryburn ways"
grep '^| [a-z]' out >rows
exits 0 ways --json
for way in 0 1 2 3; do
  name=$("$json_value" ways.$way.name <out)
  root=$("$json_value" ways.$way.root <out)
  [ "$(awk -F' *[|] *' -v column=$((way + 3)) '$2 == "root" { print $column }' rows)" = "${root//\"/}" ] ||
    fail "root of $name is not $root in the table"
done

echo 'id=reserve op=5Eh do=hang' >lost.rules
exits 2 tcmu up --drive emu:rules=lost.rules
says 'rule "reserve" would never act'
exits 2 tcmu up --drive emu:time=virtual
says "time=real or time=scaled:N"
exits 2 tcmu up --drive emu:rules=nowhere
says "nowhere cannot be opened"
exits 0 drive --drive emu:rules=lost.rules
