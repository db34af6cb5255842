#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The suite by the program: lists, selects, judges, reports.
. "$(dirname "$0")/expect.sh"
json_value=$given

exits 0 conform --list
[ -s out ] || fail "there are no cases"
exits 0 conform --list --select 'CancelWrite.*'
! grep -v '^CancelWrite\.' out || fail "a case was listed that does not match"
exits 2 conform --select 'No.Such.Case'
says "no case matches"

exits 0 conform --select 'CancelWrite.*' --junit report.xml --json report.json
grep -q '<testsuite' report.xml || fail "report.xml is no JUnit report"
"$json_value" cases <report.json >/dev/null || fail "report.json has no cases"
exits 0 conform --select 'CancelWrite.*' --tap
grep -q '^1\.\.[1-9]' out || fail "there is no TAP plan"
exits 3 conform --select 'CancelWrite.*' --json no/such/directory
says "no/such/directory"

# A drive of one's own: cases that want another disc or disturbances are skipped, and said to be.
exits 0 disc create disc --type dvd+r
"$dryburn" conform --drive emu:disc=disc --tap >out 2>err || [ $? = 1 ] || fail "conform --drive: neither 0 nor 1"
says "# SKIP"
