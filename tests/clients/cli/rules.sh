#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Disturbances on the way: what the drive said is told in T10's words, what IMAPI2 made of it by name and value.
. "$(dirname "$0")/expect.sh"

make_image image 4000
burns_with() { # STATUS RULE OPTION...
  local status=$1
  echo "$2" >rules
  shift 2
  rm -f disc.disc disc.img
  exits 0 disc create disc --type dvd+r
  exits "$status" burn --drive emu:disc=disc,rules=rules "$@" image
}

burns_with 1 'id=scratch op=WRITE(10) lba=1234..1234 do=sense:3/0C/00'
says "the image cannot be written: E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE (0xC0AA0301)"
says "WRITE(10) at block 1216: MEDIUM ERROR, WRITE ERROR (3/0C/00), block 1234"
exits 0 disc info disc
says "next writable block 1216"

burns_with 1 'id=session op=CLOSE-TRACK-SESSION nth=2 do=sense:5/72/00'
says "CLOSE TRACK SESSION: ILLEGAL REQUEST, SESSION FIXATION ERROR (5/72/00)"

burns_with 1 'id=unreadable op=READ(10) lba=77..77 do=sense:3/11/00' --verify
says "READ(10) at block 64: MEDIUM ERROR, UNRECOVERED READ ERROR (3/11/00), block 77"

burns_with 1 'id=dead op=WRITE(10) nth=3 do=hang'
says "E_IMAPI_RECORDER_COMMAND_TIMEOUT (0xC0AA020D)"
says "WRITE(10) at block 64: no answer in time"

burns_with 0 'id=opc op=SEND-OPC-INFORMATION do=sense:3/73/03'
burns_with 0 'id=slow op=WRITE(10) times=1 do=busy:2000' --verify
burns_with 3 'id=empty op=TEST-UNIT-READY do=sense:2/3A/01'
says "MEDIUM NOT PRESENT"
