#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A directory that cannot be written and an image that cannot be read: exit 3. As root, who may do both, nobody tries.
. "$(dirname "$0")/expect.sh"

as_nobody=()
if [ "$(id -u)" = 0 ]; then
  as_nobody=(setpriv --reuid 65534 --regid 65534 --clear-groups)
  "${as_nobody[@]}" "$dryburn" --version >/dev/null 2>&1 || skip "root may write everywhere, and nobody else may run $dryburn"
fi

refuses() { # ARGUMENT...
  local status=0
  "${as_nobody[@]}" "$dryburn" "$@" >out 2>err || status=$?
  [ "$status" = 3 ] || fail "dryburn $*: exit $status, not 3"
  says "Permission denied"
}

chmod 755 .
mkdir locked
chmod 555 locked
make_image image 10
chmod 000 image
refuses disc create locked/disc --type dvd+r
refuses burn --drive emu: image
