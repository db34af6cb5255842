/* SPDX-License-Identifier: MIT */
/* Operation codes of MMC-6 and of the SPC-4 commands a type 5 device answers, and their names. */
#ifndef T10_OPCODE_H
#define T10_OPCODE_H

#include <stdint.h>

/* clang-format off */
/* NAME, code: one row an operation code, ascending. [MMC-6 table "Commands for multi-media drives"] */
#define T10_OPCODES(ROW) \
	ROW(TEST_UNIT_READY,               0x00, "TEST UNIT READY") \
	ROW(REQUEST_SENSE,                 0x03, "REQUEST SENSE") \
	ROW(FORMAT_UNIT,                   0x04, "FORMAT UNIT") \
	ROW(INQUIRY,                       0x12, "INQUIRY") \
	ROW(MODE_SELECT_6,                 0x15, "MODE SELECT(6)") \
	ROW(MODE_SENSE_6,                  0x1A, "MODE SENSE(6)") \
	ROW(START_STOP_UNIT,               0x1B, "START STOP UNIT") \
	ROW(PREVENT_ALLOW_MEDIUM_REMOVAL,  0x1E, "PREVENT ALLOW MEDIUM REMOVAL") \
	ROW(READ_FORMAT_CAPACITIES,        0x23, "READ FORMAT CAPACITIES") \
	ROW(READ_CAPACITY,                 0x25, "READ CAPACITY") \
	ROW(READ_10,                       0x28, "READ(10)") \
	ROW(WRITE_10,                      0x2A, "WRITE(10)") \
	ROW(SEEK_10,                       0x2B, "SEEK(10)") \
	ROW(WRITE_AND_VERIFY_10,           0x2E, "WRITE AND VERIFY(10)") \
	ROW(VERIFY_10,                     0x2F, "VERIFY(10)") \
	ROW(SYNCHRONIZE_CACHE,             0x35, "SYNCHRONIZE CACHE") \
	ROW(WRITE_BUFFER,                  0x3B, "WRITE BUFFER") \
	ROW(READ_BUFFER,                   0x3C, "READ BUFFER") \
	ROW(READ_SUB_CHANNEL,              0x42, "READ SUB-CHANNEL") \
	ROW(READ_TOC_PMA_ATIP,             0x43, "READ TOC/PMA/ATIP") \
	ROW(GET_CONFIGURATION,             0x46, "GET CONFIGURATION") \
	ROW(GET_EVENT_STATUS_NOTIFICATION, 0x4A, "GET EVENT STATUS NOTIFICATION") \
	ROW(READ_DISC_INFORMATION,         0x51, "READ DISC INFORMATION") \
	ROW(READ_TRACK_INFORMATION,        0x52, "READ TRACK INFORMATION") \
	ROW(RESERVE_TRACK,                 0x53, "RESERVE TRACK") \
	ROW(SEND_OPC_INFORMATION,          0x54, "SEND OPC INFORMATION") \
	ROW(MODE_SELECT_10,                0x55, "MODE SELECT(10)") \
	ROW(REPAIR_TRACK,                  0x58, "REPAIR TRACK") \
	ROW(MODE_SENSE_10,                 0x5A, "MODE SENSE(10)") \
	ROW(CLOSE_TRACK_SESSION,           0x5B, "CLOSE TRACK SESSION") \
	ROW(READ_BUFFER_CAPACITY,          0x5C, "READ BUFFER CAPACITY") \
	ROW(SEND_CUE_SHEET,                0x5D, "SEND CUE SHEET") \
	ROW(REPORT_LUNS,                   0xA0, "REPORT LUNS") \
	ROW(BLANK,                         0xA1, "BLANK") \
	ROW(SEND_KEY,                      0xA3, "SEND KEY") \
	ROW(REPORT_KEY,                    0xA4, "REPORT KEY") \
	ROW(LOAD_UNLOAD_MEDIUM,            0xA6, "LOAD/UNLOAD MEDIUM") \
	ROW(SET_READ_AHEAD,                0xA7, "SET READ AHEAD") \
	ROW(READ_12,                       0xA8, "READ(12)") \
	ROW(WRITE_12,                      0xAA, "WRITE(12)") \
	ROW(GET_PERFORMANCE,               0xAC, "GET PERFORMANCE") \
	ROW(READ_DISC_STRUCTURE,           0xAD, "READ DISC STRUCTURE") \
	ROW(SET_STREAMING,                 0xB6, "SET STREAMING") \
	ROW(READ_CD_MSF,                   0xB9, "READ CD MSF") \
	ROW(SET_CD_SPEED,                  0xBB, "SET CD SPEED") \
	ROW(MECHANISM_STATUS,              0xBD, "MECHANISM STATUS") \
	ROW(READ_CD,                       0xBE, "READ CD") \
	ROW(SEND_DISC_STRUCTURE,           0xBF, "SEND DISC STRUCTURE")
/* clang-format on */

#define T10_OPCODE_ENUM(name, code, text) name = code,
enum operation_code { T10_OPCODES(T10_OPCODE_ENUM) };
#undef T10_OPCODE_ENUM

/* T10's name of an operation code, or "operation code XXh" in a static table for one that is not listed. Never NULL. */
const char *opcode_name(uint8_t code);

/* The code of a name as opcode_name() spells it, letter case ignored; -1 for an unknown name. */
int opcode_from_name(const char *name);

#endif
