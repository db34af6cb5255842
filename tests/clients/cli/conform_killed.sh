#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The program is killed while the suite runs: its lines tell of all that was done, and that it is not all.
. "$(dirname "$0")/expect.sh"

"$dryburn" conform --repeat 100000 --jobs 2 --lines run.jsonl >out 2>err &
pid=$!
for ((i = 0; i < 600; i++)); do
  [ "$(grep -c '"event": "run"' run.jsonl 2>/dev/null || true)" -ge 100 ] 2>/dev/null && break
  kill -0 $pid 2>/dev/null || fail "it ended by itself"
  sleep 0.1
done
workers=$(cat "/proc/$pid/task/$pid/children" 2>/dev/null || true)
kill -9 $pid
wait $pid 2>/dev/null || true

runs=$(head -n -1 run.jsonl | grep -c '"event": "run"')
[ "$runs" -ge 99 ] || fail "there are $runs runs only"
exits 1 conform --from-lines run.jsonl --json report.json --html report.html
says "The run was cut off"
says "ERROR"
grep -q '"cut": true' report.json || fail "report.json does not say that the run was cut off"
grep -q 'The run was cut off' report.html || fail "report.html does not say that the run was cut off"

for worker in $workers; do
  for ((i = 0; i < 600; i++)); do
    kill -0 "$worker" 2>/dev/null || continue 2
    grep -q '^State:.*Z' "/proc/$worker/status" 2>/dev/null && continue 2
    sleep 0.1
  done
  fail "worker $worker outlives the program"
done

# Lines that no run wrote.
echo '{"event": "begin"}' >wrong.jsonl
exits 2 conform --from-lines wrong.jsonl
says "wrong.jsonl: line 1 is no event of a run"
head -n 1 run.jsonl >short.jsonl
exits 2 conform --from-lines short.jsonl
says "ended before its first case was planned"
exits 2 conform --from-lines nowhere.jsonl
says "nowhere.jsonl cannot be read"
