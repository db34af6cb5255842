#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Drives of `dryburn serve` in a QEMU guest, one for each way that QEMU has to hand an optical drive on: growisofs burns there
# through /dev/srN, reads back, and the discs here have what it burned.
here=$(realpath "$(dirname "$0")")
. "$here/../iscsi/serve.sh"
kernel=$given

for program in qemu-system-x86_64 cpio modprobe busybox growisofs; do
  command -v $program >/dev/null || skip "there is no $program"
done
[ "$(id -u)" = 0 ] || skip "the guest works on this machine's files as root"
[ -d "$kernel/boot" ] || skip "there is no kernel: tools/get-kernel"
ls /usr/lib/*/qemu/block-iscsi.so >/dev/null 2>&1 || skip "QEMU cannot iSCSI (Debian package qemu-block-extra)"

# QEMU's words for each way; the PCI slot says in the guest which it is.
variants=(scsi-generic scsi-block usb-bot usb-uas)
declare -A devices=(
  [scsi-generic]="-device virtio-scsi-pci,id=v1,addr=0x10 -device scsi-generic,bus=v1.0,drive=d0"
  [scsi-block]="-device virtio-scsi-pci,id=v2,addr=0x11 -device scsi-block,bus=v2.0,drive=d1"
  [usb-bot]="-device qemu-xhci,id=x1,addr=0x12 -device usb-bot,bus=x1.0,id=b1 -device scsi-generic,bus=b1.0,drive=d2"
  [usb-uas]="-device qemu-xhci,id=x2,addr=0x13 -device usb-uas,bus=x2.0,id=b2 -device scsi-generic,bus=b2.0,drive=d3"
)

# ---- drives ----

make_image image 2000
drives=()
for variant in "${variants[@]}"; do
  exits 0 disc create "$variant" --type dvd+r
  drives+=(--drive "emu:disc=$variant,time=scaled:1000")
done
serve "${drives[@]}"
mapfile -t units <urls
for unit in "${units[@]}"; do exits 0 drive --drive "$unit"; done

# ---- the guest ----

release=$(basename "$kernel"/lib/modules/*)
mkdir -p root/{bin,modules,proc,sys,dev,host}
cp "$(command -v busybox)" root/bin/busybox
cp "$here/guest-init" root/init
for module in virtio_pci 9pnet_virtio 9p virtio_scsi xhci_pci usb_storage uas sr_mod sg; do
  modprobe -d "$kernel" -S "$release" --show-depends $module
done | awk '$1 == "insmod" && !seen[$2]++ { print $2 }' | {
  number=100
  while read -r file; do cp "$file" "root/modules/$((number++))-${file##*/}"; done
}
(cd root && find . | cpio -o -H newc --quiet | gzip -1) >initrd

words=()
for i in "${!variants[@]}"; do
  words+=(-drive "file=${units[i]},format=raw,if=none,id=d$i" ${devices[${variants[i]}]})
done
mkdir results
timeout 400 qemu-system-x86_64 -accel tcg,thread=multi -m 512 -smp 2 -nodefaults -display none -no-reboot -serial stdio \
  -kernel "$kernel"/boot/vmlinuz-* -initrd initrd -append "console=ttyS0 quiet panic=-1 mitigations=off top=$here at=$scratch" \
  -virtfs local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap \
  -virtfs local,path="$scratch/results",mount_tag=out,security_model=none "${words[@]}" </dev/null >console 2>&1 ||
  { tail -n 40 console >&2; fail "QEMU"; }

# ---- what came of it ----

kill -TERM $server
ends $server 0 "the server"
for variant in "${variants[@]}"; do
  result=$(cat "results/$variant" 2>/dev/null || true)
  [ "$result" = passed ] || { cat results/*.log console >&2; fail "$variant: ${result:-nothing was burned}"; }
  same_blocks "$variant.img" 0 image
  echo "$variant passed"
done
