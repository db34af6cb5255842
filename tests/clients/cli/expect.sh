# SPDX-License-Identifier: MIT
# Sourced by the tests, which get the path of the program, and maybe another: a scratch directory to stand in, and what is
# expected of a run.
# A test that ends without a failed expectation has passed; 77 means skipped.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../image.sh"

dryburn=$(realpath -- "$1")
given=${2:+$(realpath -- "$2")} # what else the test needs
scratch=$(mktemp -d "${TMPDIR:-/tmp}/dryburn-cli.XXXXXX")
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
cd "$scratch"

fail() { # SENTENCE
  echo "FAILED: $1" >&2
  for file in out err; do
    if [ -s $file ]; then sed "s/^/$file: /" $file >&2; fi
  done
  exit 1
}

skip() { # REASON
  echo "SKIPPED: $1"
  exit 77
}

# Runs dryburn; its output is in the files out and err afterwards.
exits() { # STATUS ARGUMENT...
  local wanted=$1 status=0
  shift
  "$dryburn" "$@" >out 2>err || status=$?
  [ "$status" = "$wanted" ] || fail "dryburn $*: exit $status, not $wanted"
}

# The last run's message or summary has this in it.
says() { # TEXT
  grep -qF -- "$1" out err || fail "nobody said: $1"
}

never_says() { # TEXT
  ! grep -qF -- "$1" out err || fail "somebody said: $1"
}

same_blocks() { # IMAGE FIRST_BLOCK FILE
  cmp -n "$(stat -c %s "$3")" -i "$(($2 * 2048)):0" "$1" "$3" >&2 || fail "$1 from block $2 on is not $3"
}
