# SPDX-License-Identifier: MIT
# Sourced by ../programs/expect.sh in the guest: the drive is the kernel's /dev/sr0 and /dev/sg0, and what a program has burnt
# is also read back by dd and by mounting.
. "$(dirname "${BASH_SOURCE[0]}")/drive.sh"

ends() { # STATUS DISC PROGRAM ARGUMENT...
  local wanted=$1 disc=$2 status=0
  shift 2
  put_in "$scratch/$disc"
  # The kernel has noticed the disc before the program comes.
  : </dev/sr0 || true
  "$@" >out 2>err </dev/null || status=$?
  take_out
  [ "$status" = "$wanted" ] || fail "$*: exit $status, not $wanted"
}

# The files of the last session of the disc that is in, or of the one that the option names, by the kernel's file system.
has_files() { # DISC TREE [OPTION]
  local status=0
  mkdir -p mounted
  mount -t iso9660 -o "ro${3:+,$3}" /dev/sr0 mounted || fail "$1 cannot be mounted"
  diff -r mounted "$2" >&2 || status=1
  umount mounted
  [ $status = 0 ] || fail "the mounted files of $1 are not those of $2"
}

has_image() { # DISC FIRST_BLOCK FILE.iso
  same_blocks "$1.img" "$2" "$3"
  put_in "$scratch/$1"
  dd if=/dev/sr0 bs=2048 skip="$2" count=$(($(stat -c %s "$3") / 2048)) status=none | cmp - "$3" >&2 ||
    fail "what dd reads from $1 from block $2 on is not $3"
  # An image that was made for block 0 can be mounted there only.
  [ "$2" != 0 ] || has_files "$1" "${3%.iso}" sbsector=0
  take_out
}

has_tree() { # DISC TREE
  put_in "$scratch/$1"
  has_files "$@"
  take_out
}

has_sessions() { # DISC TREE
  has_tree "$@"
}
