#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# schemata.sh SCHEMATA COMPILER ROOT: the sample's mutations are these, in order, and what is written compiles.
set -euo pipefail
schemata=$1 compiler=$2 root=$3
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

cd "$root"
"$schemata" "$out" tests/mutants/automatic/schemata_sample.c -- -std=gnu17
# function, kind, before, after
sed -n 's/^\t{"[^"]*", "\([^"]*\)", "\([^"]*\)", "[^"]*", "\([^"]*\)", "\([^"]*\)", .*/\1 | \2 | \3 | \4/p' "$out/points.c" >"$out/found"
cat >"$out/wanted" <<END
boundary | logic | a < b && b | (a < b) || b
boundary | negation | b | !(b)
boundary | boundary | a < b | a <= b
boundary | boundary | a < b | a >= b
boundary | constant | 7 | 7 + 1
boundary | constant | 7 | 7 - 1
boundary | left out | table[0] = a | 
boundary | constant | 0 | 0 + 1
boundary | return | boundary(a - 1, GREEN) | 0
boundary | arithmetic | a - 1 | a + 1
boundary | constant | 1 | 1 + 1
boundary | constant | GREEN | GREEN + 1
hooked | negation | a | !(a)
memory | negation | !made | !(!made)
memory | left out | abort() | 
END
diff "$out/wanted" "$out/found"
for file in "$out"/*.c; do
  "$compiler" -std=gnu17 -w -I. -c "$file" -o "$out/object"
done
! "$schemata" "$out" tests/mutants/automatic/no-such-file.c -- -std=gnu17 2>"$out/err"
grep -q "no-such-file.c cannot be read" "$out/err"
