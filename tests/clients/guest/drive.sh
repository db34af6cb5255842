# SPDX-License-Identifier: MIT
# Sourced in the guest: hands at its drive, by the control socket $CONTROL.

# Tells the drive until it obeys: one that is at work refuses, and so does one that a program left locked a moment ago.
hands() { # REQUEST...
  local try
  for try in $(seq 200); do
    if dryburn ctl "$CONTROL" "$@" >hands.out 2>&1; then return 0; fi
    sleep 0.2
  done
  fail "the drive does not obey after $try tries: $*: $(cat hands.out)"
}

# Waits until the drive says so, of itself if it is not asked anything else.
until_drive_says() { # WORD [REQUEST...]
  local word=$1 try
  shift
  for try in $(seq 200); do
    hands "${@:-status}"
    if grep -qw -- "$word" hands.out; then return 0; fi
    sleep 0.2
  done
  fail "the drive never said $word in $try tries, but: $(cat hands.out)"
}

put_in() { # DISC
  hands insert "$1"
  until_drive_says ready=yes
}

take_out() {
  hands remove
}
