#!/bin/sh
# SPDX-License-Identifier: MIT
# cmake/requirements.cmake refuses each malformed line by file and line, and takes what only looks dangerous.
#
#   bad_requirements.sh CMAKE SCRIPT
set -eu
cmake=$1 script=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

make_c() # LINE: of the table, after a good one
{
	printf 'WE-1\tmust\tstatement\tsource\tauto\t\n%b' "$1" >"$scratch/table.tsv"
	"$cmake" -D OUTPUT="$scratch/table.c" -P "$script" -- "$scratch/table.tsv" >"$scratch/said" 2>&1
}

refused()
{
	if make_c "$1"; then
		echo "taken: $1" >&2
		exit 1
	fi
	grep -q 'table.tsv:2: ' "$scratch/said" || { cat "$scratch/said" >&2; exit 1; }
}

refused 'WE-2\tmust\tstatement\tsource\tauto\n'
refused 'WE-2\tmust\tstatement\tsource\tauto\t\tmore\n'
refused 'we-2\tmust\tstatement\tsource\tauto\t\n'
refused 'WE2\tmust\tstatement\tsource\tauto\t\n'
refused 'WE-2\tDOC\tstatement\tsource\tauto\t\n'
refused 'WE-2\tmust\t\tsource\tauto\t\n'
refused 'WE-2\tmust\tstatement\t\tauto\t\n'
refused 'WE-2\tmust\tstatement\tsource\tplanned\t\n'
refused 'WE-2\tmust\tstatement\tsource\tno: \t\n'
refused 'WE-2\tmust\tstatement\tsource\tauto\t'

make_c '# a comment\n\nWE-2\tmay\tsay "[x; y" \\n\tsource\tno: why\tother\n'
grep -qF '{"WE-2", "may", "say \"[x; y\" \\n", "source", "no: why", "other", },' "$scratch/table.c"
