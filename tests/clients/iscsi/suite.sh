#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The suite comes to the same verdicts through the target as in one process, but for what the way cannot carry. With a fresh disc
# for each case nothing else is skipped.
#   suite.sh DRYBURN [GLOB]      only these cases
. "$(dirname "$0")/../parts.sh"
. "$(dirname "$0")/serve.sh"

deal 8 "${2:-*}"
drives=()
for ((number = 0; number < parts; number++)); do
  drives+=(--drive "emu:model=dryburn-quick,control=$scratch/$number.control")
done
serve "${drives[@]}"
for ((number = 0; number < parts; number++)); do
  judge "$number" "$(sed -n $((number + 1))p urls)" "$number.control"
done
same_verdicts_over tgt
"$dryburn" compare base run[0-9]* >unexplained && fail "nothing had to be explained"
tail -n 1 unexplained | grep -qE '^[1-9][0-9]+ equal' || fail "hardly anything is equal"
