#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The suite by the program: lists, selects, judges, reports.
. "$(dirname "$0")/expect.sh"
json_value=$given

exits 0 conform --list
[ -s out ] || fail "there are no cases"
all=$(wc -l <out)
exits 0 conform --list --select 'CancelWrite.*'
! grep -v '^CancelWrite\.' out || fail "a case was listed that does not match"
cp out list
exits 2 conform --select 'No.Such.Case'
says "no case matches"

# Lists of cases: what is listed is a list, and what is left out is the rest.
exits 0 conform --list --exclude @list
[ "$(wc -l <out)" = $((all - $(wc -l <list))) ] || fail "--exclude leaves out others"
! grep '^CancelWrite\.' out || fail "a case was listed that was excluded"
exits 0 conform --list --select @list
cmp out list || fail "--select @list selects others"
printf '# mine\nUpdates.*\nNo.Such.*\n' >rotten
exits 2 conform --select @rotten
says "rotten:3: No.Such.* fits no case"
exits 2 conform --select @nowhere
says "nowhere cannot be read"

exits 0 conform --select 'CancelWrite.*Update*' --junit report.xml --json report.json --html report.html --lines report.jsonl
says "0 skipped, 0 failed, 0 errors"
grep -q '<testsuite' report.xml || fail "report.xml is no JUnit report"
"$json_value" cases <report.json >/dev/null || fail "report.json has no cases"
grep -q '<tr class="met" id="WE-73"' report.html || fail "report.html does not say that WE-73 is met"
cp out first
exits 0 conform --from-lines report.jsonl --html again.html
cmp out first || fail "the lines tell another story"
cmp report.html again.html || fail "the lines make another page"
exits 0 conform --select 'CancelWrite.*Update*' --jobs 3 --json jobs.json
strip() { sed '/"elapsed_ns"/d' "$1"; }
cmp <(strip report.json) <(strip jobs.json) || fail "results depend on the number of workers"
exits 0 conform --select 'CancelWrite.*Update*' --tap
grep -q '^1\.\.[1-9]' out || fail "there is no TAP plan"
exits 3 conform --select 'CancelWrite.*Update*' --json no/such/directory
says "no/such/directory"
exits 3 conform --select 'CancelWrite.*Update*' --lines no/such/directory
says "no/such/directory"

# Flakes are looked for in all runs.
exits 0 conform --select 'CancelWrite.A.*' --repeat 5 --jobs 2
says "0 flaky cases"

# Too little is a failure, and so is nothing.
exits 1 conform --select 'CancelWrite.A.HoweverOften' --min-pass 2
says "1 cases passed, and at least 2 have to"
exits 1 conform --lenient --select 'Reentry.Setters.*'
says "nothing was judged"
says "2 skipped (FOREIGN_ENGINE 2)"

# Numbers and company.
for wrong in "--jobs 0" "--jobs 65" "--jobs x" "--limit 0" "--repeat 0" "--min-pass -1" "--today 2026-01-01" \
  "--control socket" "--from-lines report.jsonl --jobs 2" "--drive emu:disc=disc --jobs 2" "--way tgt" \
  "--drive emu:disc=disc --way pigeon" "--drive emu:disc=disc --way loopback --control socket"; do
  # shellcheck disable=SC2086 # options and their values
  exits 2 conform $wrong
done

# A drive of one's own: cases that want another disc or disturbances are skipped, and said to be.
exits 0 disc create disc --type dvd+r
"$dryburn" conform --drive emu:disc=disc --tap >out 2>err || [ $? = 1 ] || fail "conform --drive: neither 0 nor 1"
says "# SKIP"
# What the way loses is not judged, as the caller or the control socket names the way.
exits 0 conform --drive emu: --way tgt --select NoDisc.Answered.ReportLuns
exits 1 conform --drive emu: --way tcmu --select NoDisc.Answered.ReportLuns
says "1 skipped (NO_OPERATION_CODE 1)"
exits 0 conform --drive emu:disc=disc,time=real,model=dryburn-quick,control=s --control s --select ReportLuns.WellKnown
exits 3 conform --drive emu:disc=disc --control nobody --select ReportLuns.WellKnown
says "no drive listens at nobody"
exits 2 conform --drive emu:disc=nowhere
says "nowhere"
