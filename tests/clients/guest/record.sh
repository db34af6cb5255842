#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What a step in the guest said, and its exit status: see boot.sh.
#   record.sh RECORDS STEP
records=$1 step=$2
if [ -f "$records/skipped" ]; then
  echo "SKIPPED: $(cat "$records/skipped")"
  exit 77
fi
[ -f "$records/$step.status" ] || { echo "FAILED: the guest did not come to this step" && exit 1; }
cat "$records/$step.log"
exit "$(cat "$records/$step.status")"
