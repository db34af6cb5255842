#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Every page of the manual can be typeset, and names every option of the command that it is about.
. "$(dirname "$0")/expect.sh"
pages=$given
command -v scdoc >/dev/null || skip "there is no scdoc"

for page in "$pages"/*.scd; do
  scdoc <"$page" >page 2>err || fail "$page cannot be typeset"
done
for command in "disc create" "disc import" "disc info" "disc export" drive burn conform explore compare ways run serve ctl; do
  exits 0 $command --help
  page=$pages/dryburn-${command%% *}.1.scd
  grep -q -- "$command" "$page" || fail "$page does not name $command"
  for option in $(sed -n 's/^  \(--[a-z-]*\).*/\1/p' out); do
    grep -q -- "\*$option\*" "$page" || fail "$page does not name $option of $command"
  done
done
exits 0 help
for command in "disc create" "disc import" "disc info" "disc export" drive burn conform explore compare ways run serve ctl; do
  says "  $command "
  grep -q -- "$command" "$pages/dryburn.1.scd" || fail "dryburn.1.scd does not name $command"
done
