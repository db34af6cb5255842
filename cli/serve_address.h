/* SPDX-License-Identifier: MIT */
/* Where a server listens: HOST:PORT with a numeric HOST, [HOST]:PORT for IPv6. */
#ifndef CLI_SERVE_ADDRESS_H
#define CLI_SERVE_ADDRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "emulator/problem.h"

enum { SERVE_HOST_MAX = 48, SERVE_PORTAL_MAX = 64 };

struct serve_address {
	char host[SERVE_HOST_MAX]; /* without brackets */
	uint16_t port;             /* 0: any that is free */
	bool is_loopback, is_any;
};

/* 0 or -EINVAL with what would be right. */
int serve_address_parse(const char *text, struct serve_address *ret_address, struct problem *ret_problem);

/*
 * Makes port 0 a free port, and sees whether the address can be listened at. Whoever is quicker may still take it
 * afterwards. 0 or negative errno with a reason: -EADDRINUSE, -EADDRNOTAVAIL, -EACCES...
 */
int serve_address_claim(struct serve_address *address, struct problem *ret_problem);

/* "127.0.0.1:3260", "[::1]:3260" */
const char *serve_address_portal(const struct serve_address *address, char ret_text[SERVE_PORTAL_MAX]);

#endif
