#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The suite, with our engine on the kernel's road, comes to the same verdicts as in one process, but for what the way cannot carry.
#   suite.sh [GLOB]      only these cases
. "$(dirname "$0")/../parts.sh"
. "$(dirname "$0")/expect.sh"
dryburn=$(command -v dryburn)

deal 8 "${1:-*}"
for ((number = 0; number < parts; number++)); do
  another_drive "suite$number" "emu:model=dryburn-quick,control=$scratch/$number.control"
  judge "$number" "$generic" "$number.control"
done
same_verdicts_over tcmu
