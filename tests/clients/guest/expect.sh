# SPDX-License-Identifier: MIT
# Sourced by the steps in the guest: a directory of their own, a blank disc in /dev/sr0, and what is expected.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../image.sh"
. "$(dirname "${BASH_SOURCE[0]}")/drive.sh"

main_control=$CONTROL
scratch=$(mktemp -d /run/test.XXXXXX)
cd "$scratch"
trap finish EXIT

# What a step leaves behind is no matter of the next one's.
finish() {
  local status=$? name
  set +e
  cd /
  ! mountpoint -q "$scratch/mounted" || umount "$scratch/mounted"
  for name in $(dryburn tcmu status | sed -n 's/^\([^:]*\):.*/\1/p'); do
    [ "$name" = dryburn ] || dryburn tcmu down --name "$name"
  done
  dryburn ctl "$main_control" disarm all
  dryburn ctl "$main_control" reset
  dryburn ctl "$main_control" remove
  rm -rf "$scratch"
  exit $status
}

fail() { # SENTENCE
  echo "FAILED: $1" >&2
  for file in client out err; do
    if [ -s $file ]; then tail -c 4000 $file | tr '\r' '\n' | sed "s/^/$file: /" >&2; fi
  done
  exit 1
}

skip() { # REASON
  echo "SKIPPED: $1"
  exit 77
}

needs() { # PROGRAM
  command -v "$1" >/dev/null || skip "there is no $1"
}

# Runs a command; its output is in the files out and err afterwards.
exits() { # STATUS COMMAND ARGUMENT...
  local wanted=$1 status=0
  shift
  "$@" >out 2>err </dev/null || status=$?
  [ "$status" = "$wanted" ] || fail "$*: exit $status, not $wanted"
}

says() { # TEXT
  grep -qF -- "$1" out err || fail "nobody said: $1"
}

# Puts a new disc into the drive.
insert() { # NAME TYPE [ARGUMENT of "disc create"...]
  local name=$1
  shift
  exits 0 dryburn disc create "$scratch/$name" --type "$@"
  put_in "$scratch/$name"
}

# One more drive, until the step ends; its nodes are in $block and $generic.
another_drive() { # NAME URI
  exits 0 dryburn tcmu up --name "$1" --drive "$2"
  block=$(grep -o '/dev/sr[0-9]*' out)
  generic=$(grep -o '/dev/sg[0-9]*' out)
}

# Waits until a command succeeds, which it must do in the end.
until_true() { # COMMAND...
  local try
  for try in $(seq 200); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    sleep 0.2
  done
  fail "never true in $try tries: $*"
}

# Opens the tray and closes it, so that the kernel looks at the disc anew.
reload() {
  exits 0 eject /dev/sr0
  exits 0 eject -t /dev/sr0
  until_drive_says ready=yes
}

make_iso() { # FILE.iso
  mkdir -p files
  make_image files/numbers 2000
  cp "$(command -v bash)" files/program
  exits 0 xorriso -as mkisofs -quiet -R -V GUEST -o "$1" files
}

# The disc begins with the file, by dd.
reads_back() { # FILE
  dd if=/dev/sr0 bs=64k iflag=count_bytes count="$(stat -c %s "$1")" status=none | cmp - "$1" >&2 ||
    fail "what dd reads from /dev/sr0 is not $1"
}

# The files on the disc are those that went into the ISO, by the kernel's file system.
mounts() {
  mkdir -p mounted
  exits 0 mount -o ro /dev/sr0 mounted
  diff -r files mounted >&2 || fail "the mounted files are others"
  exits 0 umount mounted
}

# An earlier step may have taken the drive down, or died with another in its place.
if [ ! -S "$CONTROL" ]; then
  exits 0 dryburn tcmu down
  exits 0 dryburn tcmu up --drive "$DRIVE"
fi
insert disc dvd+r
