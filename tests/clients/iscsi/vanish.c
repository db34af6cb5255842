/* SPDX-License-Identifier: MIT */
/*
 * An initiator that is gone in the midst of a WRITE(10) of 64 KiB: vanish URL STAGE. Logged in by libiscsi, it writes
 * the PDU by hand: "header" cuts it in its header, "data" in its immediate data, "r2t" leaves the target waiting for
 * the rest, "garbage" sends no PDU at all.
 */
#include <iscsi/iscsi.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { HEADER = 48, SEGMENT = 8192 };

/* [RFC 7143 11.3 "SCSI Command"]; immediate, so that it needs no place in the order of commands. */
static const uint8_t header[HEADER] = {
	[0] = 0x41,  [1] = 0xA1, [6] = SEGMENT >> 8, [9] = 1, [19] = 0x42, [21] = 1, /* 65536 bytes expected */
	[32] = 0x2A, [40] = 32,
};

/* clang-format off */
static const struct { const char *name; size_t bytes; uint8_t fill; } stages[] = {
	{ "header",  20,                   0 },
	{ "data",    HEADER + SEGMENT / 2, 0 },
	{ "r2t",     HEADER + SEGMENT,     0 },
	{ "garbage", 4096,                 0xFF },
};
/* clang-format on */

static int vanish(struct iscsi_context *context, size_t bytes, uint8_t fill)
{
	uint8_t pdu[HEADER + SEGMENT];

	memset(pdu, fill, sizeof(pdu));
	if (!fill)
		memcpy(pdu, header, sizeof(header));
	return write(iscsi_get_fd(context), pdu, bytes) == (ssize_t)bytes ? 0 : 1;
}

static int log_in_and_vanish(struct iscsi_context *context, const struct iscsi_url *url, const char *stage)
{
	iscsi_set_targetname(context, url->target);
	iscsi_set_session_type(context, ISCSI_SESSION_NORMAL);
	iscsi_set_header_digest(context, ISCSI_HEADER_DIGEST_NONE);
	if (iscsi_connect_sync(context, url->portal) || iscsi_login_sync(context)) {
		fprintf(stderr, "%s\n", iscsi_get_error(context));
		return 2;
	}
	for (size_t i = 0; i < sizeof(stages) / sizeof(stages[0]); i++)
		if (strcmp(stage, stages[i].name) == 0)
			return vanish(context, stages[i].bytes, stages[i].fill);
	return 2;
}

int main(int argc, char **argv)
{
	struct iscsi_context *context = iscsi_create_context("iqn.2026-01.test.dryburn:vanish");
	struct iscsi_url *url = argc == 3 && context ? iscsi_parse_full_url(context, argv[1]) : NULL;
	int result = url ? log_in_and_vanish(context, url, argv[2]) : 2;

	if (url)
		iscsi_destroy_url(url);
	if (context)
		iscsi_destroy_context(context);
	return result;
}
