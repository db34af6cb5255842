#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Known deviations, by the program: the day is injected.
. "$(dirname "$0")/expect.sh"

cat >known <<'END'
# the engine is right, so every entry is unexpected
CancelWrite.A.HoweverOften | 2026-06-30 | jane | it is said to fail
END
exits 1 conform --select 'CancelWrite.A.*' --deviations known --today 2026-06-30
says "1 unexpected passes"
says "passes, against a known deviation (jane, until 2026-06-30): it is said to fail"
exits 0 conform --select 'CancelWrite.B.*' --deviations known --today 2026-06-30
never_says "unexpected"

echo 'No.Such.Case | 2026-06-30 | jane | x' >unmatched
exits 2 conform --deviations unmatched
says "unmatched:1: No.Such.Case fits no case"
echo '* | 2026-06-30 | jane | x' >all
exits 2 conform --deviations all
says "all:1: * fits every case"
echo 'CancelWrite.* | 30.06.2026 | jane | x' >no_day
exits 2 conform --deviations no_day
says 'no_day:1: "30.06.2026" is no day: YYYY-MM-DD is'
exits 2 conform --deviations nowhere
says "nowhere cannot be read"
exits 2 conform --deviations known --today tomorrow
says '--today takes a day, YYYY-MM-DD, not "tomorrow"'

# A drive that fails as known.
exits 0 disc create disc --type dvd+r
echo 'id=w op=WRITE(10) do=sense:3/0C/00' >bad.rules
select='WriteSection.Burns[[]dvd+r]'
exits 1 conform --drive emu:disc=disc,rules=bad.rules --select "$select" --select Binding.Codes
says "FAIL"
echo 'WriteSection.Burns[[]dvd+r] | 2026-06-30 | jane | a scratch' >known
exits 0 conform --drive emu:disc=disc,rules=bad.rules --select "$select" --select Binding.Codes --deviations known --today 2026-06-30
says "1 known deviations, 1 passed"
exits 1 conform --drive emu:disc=disc,rules=bad.rules --select "$select" --select Binding.Codes --deviations known --today 2026-07-01
says "fails, by a deviation that has expired"
exits 1 conform --drive emu:disc=disc,rules=bad.rules --select "$select" --deviations known --today 2026-06-30
says "0 cases passed"
