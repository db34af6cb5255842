#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Explorations by the program: what is exhausted, replayed, refused.
. "$(dirname "$0")/expect.sh"
json_value=$given

exits 0 explore --writes 2 --blocks 4 --cancels 1 --faults 0 --preemptions 1 --json report.json
says "all schedules with at most 1 cancels, 0 faults, 1 preemptions over a section of 2 WRITEs of 4 blocks: "
says "schedules a second of processor time"
[ "$("$json_value" exhausted <report.json)" = true ] || fail "report.json does not say that it is exhausted"
schedules=$("$json_value" schedules <report.json)
says "4 blocks: $schedules schedules"
build=$("$json_value" build <report.json | tr -d \")

exits 0 explore --writes 2 --blocks 4 --cancels 1 --faults 0 --preemptions 1 --jobs 2
says "4 blocks: $schedules schedules"
exits 0 explore --random --writes 2 --seconds 1 --seed 7
says "random schedules with at most 1 cancels, 1 faults, 1 preemptions"
exits 0 explore --pct 3 --writes 2 --seconds 1
says "pct schedules"
exits 0 explore --cancels 9 --faults 9 --preemptions 9 --seconds 1
says "not exhausted"

# A cancel before WriteSection is called.
exits 0 explore --replay "v1:$build:w2b4:0.1"
says "CancelWrite: 0x00AA0302"
says "every property holds"
cp out first
exits 0 explore --replay "v1:$build:w2b4:0.1"
cmp out first || fail "a replay goes another way"

# What does not belong to this program is refused, not passed.
exits 2 explore --replay "v1:0123456789abcdef:w2b4:0.1"
says "belongs to build 0123456789abcdef"
exits 2 explore --replay "v1:$build:w2b4:999.1"
says "does not fit"
exits 2 explore --replay "v1:$build:w2b99:0.1"
says "a scenario is"
exits 2 explore --replay "v2:$build:w2b4:0.1"
exits 2 explore --replay nonsense
exits 2 explore --writes 0
says "--writes takes a number from 1 to 64"
exits 2 explore --cancels -1
exits 2 explore --blocks 16x
exits 2 explore --random --pct 2
exits 3 explore --writes 1 --cancels 0 --faults 0 --preemptions 0 --json no/such/directory
says "no/such/directory"
