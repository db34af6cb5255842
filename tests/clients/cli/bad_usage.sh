#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Wrong command lines: exit 2, what is wrong, what would be right.
. "$(dirname "$0")/expect.sh"

wrong() { # WORDS ARGUMENT...
  local words=$1
  shift
  exits 2 "$@"
  says "$words"
  [ ! -s out ] || fail "dryburn $*: complaints go to the standard error"
}

make_image image 10
wrong "a command is missing"
wrong "no command \"fry\"" fry
wrong "no command \"disc melt\"" disc melt
wrong "no command \"fry\"" help fry
wrong "there is no option --fast" burn --drive emu: --fast image
wrong "usage: dryburn burn --drive URI" burn --drive emu: --fast image
wrong "there is no option -x" burn -x image
wrong "--drive takes a value" burn image --drive
wrong "--close takes no value" burn --drive emu: --close=1 image
wrong "--drive URI is missing" burn image
wrong "FILE.iso is missing" burn --drive emu:
wrong "\"more\" is one operand too many" burn --drive emu: image more
wrong "--drive stands twice" drive --drive emu: --drive emu:
for percent in 101 -1 5x '' 1.5 ' 5' 99999999999999999999; do
  wrong "it takes a percentage, 0 to 100" burn --drive emu: --cancel-at="$percent" image
done
for blocks in 0 -1 5x 4294967296; do
  wrong "it takes a number of blocks" disc create disc --type dvd+r --capacity="$blocks"
done

wrong "\"sr0\" is no drive" drive --drive sr0
wrong "\"speed=4\" is not known" drive --drive emu:speed=4
wrong "no NAME, FILE or PATH can contain a comma" drive --drive emu:disc=a,b
wrong "\"disc=\" stands twice" drive --drive emu:disc=a,disc=b
wrong "time= takes virtual, real, or scaled:N" drive --drive emu:time=fast
wrong "time= takes virtual, real, or scaled:N" drive --drive emu:time=scaled:0
wrong "there is no drive model \"laser\"" drive --drive emu:model=laser
wrong "nowhere" drive --drive emu:rules=nowhere
echo 'id=a op=FRY do=hang' >rules
wrong "op=FRY" drive --drive emu:rules=rules
head -c 100 /dev/zero >rules
wrong "it is not text" drive --drive emu:rules=rules
