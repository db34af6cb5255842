#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# cdrskin formats a BD-RE.
. "$(dirname "$0")/expect.sh"
needs cdrskin
exits 0 disc create disc --type bd-re
works disc cdrskin dev=/dev/sr0 -v blank=format_if_needed
disc_says disc "BD-RE, complete"
