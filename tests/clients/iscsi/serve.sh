# SPDX-License-Identifier: MIT
# Sourced by the tests: those of a shell test (../cli/expect.sh), and a server that ends with the test.
. "$(dirname "$0")/../cli/expect.sh"
PATH=$PATH:/usr/sbin

for program in tgtd tgtadm iscsi-inq; do
  command -v $program >/dev/null || skip "there is no $program (Debian packages tgt and libiscsi-bin)"
done
[ -e "$(dirname "$dryburn")/../lib/dryburn/bs_dryburn.so" ] || skip "the module for tgtd was not built (tools/get-source tgt)"

servers=()

end_servers() {
  for pid in "${servers[@]}"; do
    kill -TERM "$pid" 2>/dev/null || continue
    for _ in $(seq 100); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.05
    done
    kill -KILL "$pid" 2>/dev/null || true
  done
}
trap 'end_servers; chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT

# Serves on a free port of this host; afterwards the server's pid is in $server and the URLs in the file urls, the first in
# $url. What is to be preloaded in a build with sanitizers goes to tgtd, which has none.
serve() { # ARGUMENT...
  : >urls
  LD_PRELOAD=${DRYBURN_TEST_PRELOAD:-} ASAN_OPTIONS=detect_leaks=0 \
    "$dryburn" serve --iscsi 127.0.0.1:0 "$@" >urls 2>serve.err &
  server=$!
  servers+=($server)
  for _ in $(seq 400); do
    if grep -q iscsi:// urls; then break; fi
    kill -0 $server 2>/dev/null || break
    sleep 0.05
  done
  url=$(sed -n 1p urls)
  [ -n "$url" ] || { cat serve.err >&2; fail "dryburn serve $* did not come up"; }
  servers+=("$(tgtd_of $server)") # in case that it outlives the server
}

# The pid of the tgtd that serves.
tgtd_of() { # PID
  local children
  read -r children <"/proc/$1/task/$1/children"
  echo "${children%% *}"
}

# Waits until a process is no more.
gone() { # PID SENTENCE
  for _ in $(seq 200); do
    [ -e "/proc/$1" ] || return 0
    sleep 0.05
  done
  fail "$2"
}

# Waits for the end of a child and compares its exit status.
ends() { # PID STATUS SENTENCE
  local status=0
  wait "$1" || status=$?
  [ "$status" = "$2" ] || fail "$3: exit $status, not $2"
}

# Waits until a file has the text in it.
wait_for() { # FILE PATTERN
  for _ in $(seq 2400); do
    if grep -q "$2" "$1" 2>/dev/null; then return; fi
    sleep 0.05
  done
  fail "$1 never said: $2"
}
