/* SPDX-License-Identifier: MIT */
/* Mode pages: a table with a row each, and the current values that a drive holds of them (struct mode_pages). */
#ifndef EMULATOR_COMMANDS_MODE_H
#define EMULATOR_COMMANDS_MODE_H

#include "emulator/drive/drive.h"

enum { ALL_PAGES = 0x3F, MODE_DATA_MAX = 512 };

/* [SPC-4 table "Page control (PC) field"] */
enum page_control { PC_CURRENT, PC_CHANGEABLE, PC_DEFAULT, PC_SAVED };

/*
 * Writes a page, or all of them ascending for ALL_PAGES, as PC_CURRENT, PC_CHANGEABLE or PC_DEFAULT values. Returns
 * their bytes, at most MODE_DATA_MAX; 0 if the drive has no such page.
 */
size_t mode_pages_put(const struct drive *drive, unsigned code, enum page_control control, uint8_t *ret_data);

/*
 * Takes the pages of a MODE SELECT parameter list, all or none. `list` is the whole list, `first` the offset of the
 * first page in it, so that field pointers are right. 5/1A/00 when a page is cut off; 5/26/00 for an unknown page, a
 * wrong page length, a change of what cannot be changed, or a value that cannot be.
 */
struct sense mode_pages_select(struct drive *drive, const uint8_t *list, size_t length, size_t first);

/* Page 2Ah, which follows drive and medium: writes it and returns its bytes (capabilities_page.c). */
size_t capabilities_page(const struct drive *drive, uint8_t *ret_page);

#endif
