# SPDX-License-Identifier: MIT
# Sourced by the tests of unmodified programs, which get the path of dryburn and maybe a type of disc.
type=${2:-}
. "$(dirname "${BASH_SOURCE[0]}")/../cli/expect.sh" "$1"

SCALE=200 # the drive's time, times the host's

needs() { # PROGRAM
  command -v "$1" >/dev/null || skip "there is no $1"
}

# Runs the program with the disc in the drive; its output is in the files out and err.
ends() { # STATUS DISC PROGRAM ARGUMENT...
  local wanted=$1 disc=$2
  shift 2
  exits "$wanted" run --drive "emu:disc=$disc,time=scaled:$SCALE" -- "$@"
}

works() { # DISC PROGRAM ARGUMENT...
  ends 0 "$@"
}

disc_says() { # DISC TEXT
  exits 0 disc info "$1"
  says "$2"
}

# A tree and an ISO image of it.
make_iso() { # NAME BLOCKS
  needs xorriso
  mkdir "$1"
  make_image "$1/$1-numbers" "$2"
  xorriso -as mkisofs -quiet -R -V "${1^^}" -o "$1.iso" "$1" 2>/dev/null
}

# The disc has the image from this block on.
has_image() { # DISC FIRST_BLOCK FILE
  same_blocks "$1.img" "$2" "$3"
}

# The tree can be read back from the disc's image.
has_tree() { # DISC TREE
  rm -rf found
  xorriso -osirrox on -indev "stdio:$1.img" -extract / found >/dev/null 2>&1 || fail "xorriso cannot read $1"
  diff -r found "$2" >&2 || fail "the files on $1 are not those of $2"
}

# The tree of all sessions can be read back through the drive.
has_sessions() { # DISC TREE
  rm -rf found
  works "$1" xorriso -osirrox on -indev /dev/sr0 -extract / found
  diff -r found "$2" >&2 || fail "the files that xorriso reads from $1 are not those of $2"
}

# In the guest the drive is the kernel's.
[ -z "${DRYBURN_GUEST:-}" ] || . "$(dirname "${BASH_SOURCE[0]}")/../guest/programs.sh"
