# SPDX-License-Identifier: MIT
# Sourced by the tests in the guest: a directory of its own, a blank disc in /dev/sr0, and what is expected.
set -euo pipefail

scratch=$(mktemp -d /run/test.XXXXXX)
cd "$scratch"
# The disc stays in the drive after the test, and so does its directory.
trap 'rm -rf files image image.iso' EXIT

fail() { # SENTENCE
  echo "FAILED: $1" >&2
  for file in out err; do
    if [ -s $file ]; then tail -c 4000 $file | tr '\r' '\n' | sed "s/^/$file: /" >&2; fi
  done
  exit 1
}

skip() { # REASON
  echo "$1"
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

# Puts a new disc into the drive, as somebody would who changes it.
insert() { # NAME [ARGUMENT of "disc create"...]
  local name=$1
  shift
  exits 0 dryburn disc create "$scratch/$name" --type "${@:-dvd+r}"
  exits 0 dryburn tcmu up --drive "emu:disc=$scratch/$name,time=scaled:1000"
}

# Opens the tray and closes it, so that the kernel looks at the disc anew.
reload() {
  exits 0 eject /dev/sr0
  exits 0 eject -t /dev/sr0
}

# Blocks that all differ.
make_image() { # FILE BLOCKS
  local bytes=$(($2 * 2048))
  { seq 1000000000 $((1000000000 + bytes / 11)) || true; } | head -c $bytes >"$1"
}

make_iso() { # FILE.iso
  mkdir -p files
  make_image files/numbers 2000
  cp "$(command -v dryburn)" files/program
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
  if ! diff -r files mounted >err 2>&1; then
    cmp -l files/program mounted/program 2>&1 | awk 'NR <= 3 { print } END { print NR " bytes" }' >out
    umount mounted
    fail "the mounted files are others"
  fi
  exits 0 umount mounted
}

insert disc
