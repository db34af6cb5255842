#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What the kernel's road costs: our handler of tcmu-runner against the runner's own handler of optical files, both behind
# tcm_loop in one guest and one run, with the same contents in memory. Prints lines as dryburn-bench does: medians of the
# rounds, ratios are ours over theirs.
#   tools/guest bench/guest.sh [ROUNDS]
set -euo pipefail
rounds=${1:-5}
megabytes=64 ready_commands=2000
stock=$(dirname "$(find /usr/lib -name handler_file_optical.so -path '*tcmu-runner*' | head -n 1)")
target=/sys/kernel/config/target
cd /run

fail() { echo "bench: $1" >&2; exit 1; }
[ -f "$stock/handler_file_optical.so" ] || fail "tcmu-runner has no handler of optical files here"

# ---- one runner with both handlers ----

dryburn tcmu down
kill "$(cat tcmu-runner.pid)"
while [ -e "/proc/$(cat tcmu-runner.pid)" ]; do sleep 0.1; done
mkdir handlers
ln -s "$stock/handler_file_optical.so" "$DRYBURN_GUEST/tcmu-runner/handler_dryburn.so" handlers
tcmu-runner --handler-path /run/handlers >/dev/null 2>&1 &
echo $! >tcmu-runner.pid

# ---- two drives with the same disc ----

head -c $((megabytes << 20)) /dev/urandom >image
dryburn disc import --type dvd-rom ours image >/dev/null
dryburn tcmu up --drive "emu:disc=/run/ours,model=dryburn-quick,time=scaled:1000000" >up
ours_block=$(grep -o '/dev/sr[0-9]*' up) ours_generic=$(grep -o '/dev/sg[0-9]*' up)

mkdir $target/core/user_0/stock
echo "dev_config=fbo/ro//run/image,dev_size=$((megabytes << 20))" >$target/core/user_0/stock/control
echo 1 >$target/core/user_0/stock/enable
group=$target/loopback/naa.5001405000000001/tpgt_1
mkdir -p $group
echo naa.5001405000000002 >$group/nexus
mkdir -p $group/lun/lun_0
ln -s $target/core/user_0/stock $group/lun/lun_0/stock
nodes=/sys/bus/scsi/devices/$(cat $group/address):0
until [ -d "$nodes/scsi_generic" ] && [ -d "$nodes/block" ]; do sleep 0.1; done
stock_block=/dev/$(ls "$nodes/block") stock_generic=/dev/$(ls "$nodes/scsi_generic")

for node in "$ours_block" "$stock_block"; do
  cmp -n $((megabytes << 20)) image "$node" || fail "$node has something else"
done

# ---- measuring ----

# Runs a command; its duration in microseconds is in $spent.
clock() { # COMMAND...
  local began=${EPOCHREALTIME/./}
  "$@" >/dev/null 2>&1 || fail "$*"
  spent=$((${EPOCHREALTIME/./} - began))
}

read_disc() { # BLOCK_NODE
  dd if="$1" of=/dev/null iflag=direct bs=64k count=$((megabytes * 16))
}

ask_ready() { # GENERIC_NODE
  sg_turs --number=$ready_commands "$1"
}

# Measures ours and theirs in turn.
compare() { # NAME UNIT AMOUNT COMMAND OURS THEIRS
  local round ours
  for round in $(seq "$rounds"); do
    clock "$4" "$5"
    ours=$spent
    clock "$4" "$6"
    echo "$ours $spent"
  done | awk -v name="$1" -v unit="$2" -v amount="$3" '
    function median(values, count,  i, j, kept) {
      for (i = 2; i <= count; i++)
        for (j = i; j > 1 && values[j] < values[j - 1]; j--) { kept = values[j]; values[j] = values[j - 1]; values[j - 1] = kept }
      return values[int((count + 1) / 2)]
    }
    { value[NR] = amount * 1e6 / $1; ratio[NR] = $2 / $1 }
    END {
      printf "{\"name\": \"%s\", \"value\": %.4g, \"unit\": \"%s\", \"reference\": \"tcmu-runner'\''s file_optical\", \"ratio\": %.4g}\n",
        name, median(value, NR), unit, median(ratio, NR)
    }'
}

compare "dd of /dev/sr0 in the guest" MB/s "$((megabytes << 20))e-6" read_disc "$ours_block" "$stock_block"
compare "TEST UNIT READY by tcmu" commands/s $ready_commands ask_ready "$ours_generic" "$stock_generic"
