#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The kernel's own iSCSI target, reached from the machine outside by our engine: this half sets two drives up behind the
# forwarded port, waits for the other half (portal_host.sh), and looks at the discs.
. "$(dirname "$0")/expect.sh"

[ -n "${ISCSI:-}" ] || skip "no port is forwarded: DRYBURN_GUEST_ISCSI"
prefix=iqn.2026-01.org.dryburn
make_image image 24000
exits 0 dryburn disc create "$scratch/burnt" --type dvd+r
exits 0 dryburn tcmu up --name burnt --drive "emu:disc=$scratch/burnt,time=scaled:1000" --iscsi "$ISCSI"
exits 0 dryburn disc create "$scratch/slow" --type dvd+r
exits 0 dryburn tcmu up --name slow --drive "emu:disc=$scratch/slow,time=scaled:4" --iscsi "$ISCSI"
says "iscsi://$ISCSI/$prefix:slow/0"

echo "$prefix:burnt $prefix:slow" >"$OUT/portal.part"
mv "$OUT/portal.part" "$OUT/portal.ready"
until [ -f "$OUT/portal.done" ]; do sleep 0.2; done
cat "$OUT/portal.done"
case $(head -n 1 "$OUT/portal.done") in
passed) ;;
skipped*) skip "$(head -n 1 "$OUT/portal.done")" ;;
*) fail "the burn from outside failed" ;;
esac

exits 0 dryburn tcmu down --name burnt
exits 0 dryburn tcmu down --name slow
exits 0 dryburn disc info burnt
says "complete"
cmp -n $((4000 * 2048)) burnt.img image >&2 || fail "the blocks on the disc are others"
written=$(cat "$OUT/portal.written")
[ "${written:-0}" -ge 12000 ] && [ "$written" -lt 24000 ] || fail "cancelled at 50 % with ${written:-no} blocks"
cmp -n $((written * 2048)) slow.img image >&2 || fail "the blocks on the cancelled disc are others"
exits 0 dryburn disc info slow
says "appendable"
