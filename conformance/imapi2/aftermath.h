/* SPDX-License-Identifier: MIT */
/* What must be true after a burn. All of them note expectations. */
#ifndef CONFORMANCE_IMAPI2_AFTERMATH_H
#define CONFORMANCE_IMAPI2_AFTERMATH_H

#include "conformance/imapi2/burn.h"

/* S_OK; every block is on the medium with the right bytes; Updates frame it. */
void expect_burnt(struct burn *burn);

/* This HRESULT; what was acknowledged and at most one WRITE more is on the medium, a prefix with the right bytes;
 * Updates frame it; and the same engine burns the next section. */
void expect_failed(struct burn *burn, HRESULT result);

/* The same, where another engine may return something else. */
void expect_failed_reading(struct burn *burn, HRESULT strict, HRESULT lenient);

/* CancelWrite was called, answered S_OK, and WriteSection E_IMAPI_REQUEST_CANCELLED; no WRITE was handed to the drive
 * afterwards but one that may have been claimed; and the rest of expect_failed(). */
void expect_cancelled(struct burn *burn);

/* CancelWrite was called and answered S_IMAPI_WRITE_NOT_IN_PROGRESS each time. */
void expect_refused(struct burn *burn);

/* The same where the outcome is decided already: another engine may say S_OK there, too. */
void expect_too_late(struct burn *burn);

/* CancelWrite was called and answered S_OK each time; what followed obeys the cancel, whatever WriteSection returned.
 */
void expect_accepted(struct burn *burn);

/* ---- parts of these ---- */

void expect_prefix_on_medium(struct burn *burn);
void expect_framed_by_updates(struct burn *burn);
void expect_next_section(struct rig *rig);

/* No WRITE was handed to the drive after the burn's first CancelWrite: exact, for a place where none can be claimed. In
 * the host's time, which no cancel can hit exactly, it is at most the one that was claimed. */
void expect_no_write_after_cancel(struct burn *burn);

/* WRITEs that the drive acknowledged, in blocks. */
LONG blocks_acknowledged(const struct burn *burn);

/* Blocks at the beginning of the section that the medium has with the right bytes. */
LONG blocks_on_medium(struct burn *burn);

#endif
