#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# libiscsi's own suite: the families that apply to an optical drive, against the results that are written down in
# libiscsi_suite.expected. That suite counts what it skipped as passed; here a skipped test is "skipped". A test that fails
# there stands with its reason, and one that has changed in either direction fails this test.
. "$(dirname "$0")/serve.sh"
command -v iscsi-test-cu >/dev/null || skip "there is no iscsi-test-cu (Debian package libiscsi-bin)"

families=(SCSI.TestUnitReady SCSI.Inquiry SCSI.Mandatory SCSI.ModeSense6 SCSI.NoMedia SCSI.PreventAllow SCSI.Read10 SCSI.Read12
  SCSI.ReadCapacity10 SCSI.ReportSupportedOpcodes SCSI.StartStopUnit SCSI.Verify10 SCSI.Write10 SCSI.Write12
  iSCSI.iSCSIcmdsn iSCSI.iSCSIdatasn iSCSI.iSCSIResiduals)

# "SCSI.Read10.Simple passed", a line a test.
results() { # FAMILY
  awk -v family="$1" '
    /^ *Test: / { name = $2; skipped = 0 }
    name && /\[SKIPPED\]/ { skipped = 1 }
    name && /^ *passed/ { print family "." name, skipped ? "skipped" : "passed"; name = "" }
    name && /^ *FAILED/ { print family "." name, "failed"; name = "" }'
}

make_image image 100
exits 0 disc create disc --type bd-re
exits 0 burn --drive emu:disc=disc image # which formats the disc
for family in "${families[@]}"; do
  serve --drive emu:disc=disc,model=dryburn-quick,time=scaled:100000
  exits 0 drive --drive "$url" # when it is ready
  timeout 60 iscsi-test-cu -d -v -V -t "$family" "$url" >output 2>&1 || true
  results "$family" <output >>found
  grep -q "^$family\." found || { cat output >&2; fail "$family: no test was run"; }
  kill -TERM $server
  ends $server 0 "the server after $family"
done
sed 's/ *#.*//; /^$/d' "$given" >expected
diff expected found >&2 || fail "the results are not those that are expected"
for result in passed skipped failed; do
  echo "$(grep -c " $result\$" found || true) $result"
done
