#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Two runs of the suite are compared case by case: equal, explained by the way, different; what is no run is refused.
. "$(dirname "$0")/expect.sh"

one() { # ID VERDICT [REASON]
  printf '{"id": "%s", "verdict": "%s", "reason": "%s", "message": "", "added": [1]}' "$1" "$2" "${3:-}"
}

run() { # FILE CASE...
  local IFS=,
  printf '{"version": "1", "added": {}, "cases": [%s]}' "${*:2}" >"$1"
}

run base.json "$(one A PASS)" "$(one B FAIL)" "$(one C SKIP NO_ROOM)" "$(one D PASS)" "$(one E PASS)"
exits 0 compare base.json base.json
says "5 equal, 0 explained, 0 different"

run skips.json "$(one E SKIP NO_MECHANICS)" "$(one D SKIP NO_VIRTUAL_TIME)" "$(one A PASS)" "$(one B FAIL)" "$(one C SKIP NO_ROOM)"
exits 0 compare --way tgt base.json skips.json
says "explained  D: PASS, SKIP NO_VIRTUAL_TIME (time)"
says "explained  E: PASS, SKIP NO_MECHANICS (a drive for each case)"
says "3 equal, 2 explained, 0 different"
run lost.json "$(one D SKIP NO_OPERATION_CODE)" "$(one E SKIP NO_RESIDUAL)" "$(one A PASS)" "$(one B FAIL)" "$(one C SKIP NO_ROOM)"
exits 0 compare --way tcmu base.json lost.json
says "explained  D: PASS, SKIP NO_OPERATION_CODE (operation codes)"
says "explained  E: PASS, SKIP NO_RESIDUAL (residuals)"
exits 1 compare --way tgt base.json lost.json
says "different  D: PASS, SKIP NO_OPERATION_CODE"
says "different  E: PASS, SKIP NO_RESIDUAL"
for way in "" "--way loopback"; do
  exits 1 compare $way base.json skips.json
  says "different  D: PASS, SKIP NO_VIRTUAL_TIME"
  says "3 equal, 0 explained, 2 different"
done
exits 1 compare --way tgt skips.json base.json
says "different  D: SKIP NO_VIRTUAL_TIME, PASS"

run other.json "$(one A FAIL)" "$(one B PASS)" "$(one C SKIP MEDIUM_TYPE)" "$(one D SKIP NO_FAULTS)" "$(one F PASS)"
exits 1 compare --way tgt base.json other.json
says "different  A: PASS, FAIL"
says "different  B: FAIL, PASS"
says "different  C: SKIP NO_ROOM, SKIP MEDIUM_TYPE"
says "different  D: PASS, SKIP NO_FAULTS"
says "different  E: PASS, none"
says "different  F: none, PASS"
says "0 equal, 0 explained, 6 different"

# The other run in parts.
run part1.json "$(one A PASS)" "$(one B FAIL)"
run part2.json "$(one C SKIP NO_ROOM)" "$(one D SKIP NO_VIRTUAL_TIME)" "$(one E PASS)"
exits 0 compare --way tgt base.json part1.json part2.json
says "4 equal, 1 explained, 0 different: base.json and part1.json with its other parts"
exits 1 compare base.json part1.json
says "different  E: PASS, none"
exits 2 compare base.json part1.json part2.json part1.json
says "part1.json: the case A stands twice"

exits 2 compare base.json
says "OTHER.json... is missing"
exits 2 compare base.json nowhere.json
says "nowhere.json cannot be opened"
exits 2 compare --way pigeon base.json base.json
says 'there is no way "pigeon"'

wrong() { # TEXT FILE_CONTENT
  printf '%s' "$2" >wrong.json
  exits 2 compare base.json wrong.json
  says "$1"
}
wrong "wrong.json:1:0:" ''
wrong "wrong.json:" '{"cases": [{"id": "A", "verdict": "PASS"}'
for none in '[]' '{}' '{"cases": 7}' '{"cases": []}' '{"cases": {"A": 1}}'; do
  wrong "wrong.json has no cases" "$none"
done
for bad in '7' '{}' '{"id": "A"}' '{"id": 7, "verdict": "PASS"}' '{"id": "A", "verdict": null}' \
  '{"id": "A", "verdict": "SKIP", "reason": 7}'; do
  wrong "wrong.json: case 2 is wrong" "{\"cases\": [$(one A PASS), $bad]}"
done
wrong "the case A stands twice" "{\"cases\": [$(one A PASS), $(one A PASS)]}"
mkdir folder.json
exits 2 compare base.json folder.json
says "folder.json"
