/* SPDX-License-Identifier: MIT */
/* Mode pages, as the cases about MODE SENSE and MODE SELECT fetch and send them. */
#ifndef CONFORMANCE_MMC_MODE_H
#define CONFORMANCE_MMC_MODE_H

#include "conformance/mmc/order.h"

enum {
	PAGE_MAX = 256,
	ONE_PAGE_MAX = 128,
	CURRENT = 0x00,
	CHANGEABLE = 0x40,
	DEFAULT = 0x80,
	SAVED = 0xC0,
	EVERY_PAGE = 0x3F
};

/* Sends MODE SENSE(10) for a page code with one of the page controls: the pages without the header. Their bytes, at
 * most ONE_PAGE_MAX of one page; 0 when that was refused, or is no page, noted. */
unsigned sense_page(struct rig *rig, unsigned control, unsigned code, uint8_t ret_page[PAGE_MAX]);

/* MODE SELECT(10) of some pages: the header is put before them. */
struct answer select_pages(struct rig *rig, const uint8_t *pages, unsigned bytes);

#endif
