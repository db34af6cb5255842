#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The same as suite.sh by the kernel's own iSCSI target, with libiscsi as the initiator.
#   suite_lio.sh [GLOB]      only these cases
. "$(dirname "$0")/../parts.sh"
. "$(dirname "$0")/expect.sh"
dryburn=$(command -v dryburn)

portal=127.0.0.1:3270
deal 8 "${1:-*}"
for ((number = 0; number < parts; number++)); do
  exits 0 dryburn tcmu up --name "lio$number" --iscsi $portal \
    --drive "emu:model=dryburn-quick,control=$scratch/$number.control"
  judge "$number" "iscsi://$portal/iqn.2026-01.org.dryburn:lio$number/0" "$number.control"
done
same_verdicts_over tcmu
