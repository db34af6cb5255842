/* SPDX-License-Identifier: MIT */
#include "cli/serve_address.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cli/message.h"

static int wrong(const char *text, struct problem *ret_problem)
{
	return problem_set(
		ret_problem, EINVAL,
		"--iscsi \"%s\" is wrong: it takes a numeric address and a port, 127.0.0.1:3260 or [::1]:3260; "
		"port 0 is any that is free",
		text);
}

/* ---- reading ---- */

static int resolve(const struct serve_address *address, struct addrinfo **ret_info)
{
	const struct addrinfo hints = {.ai_socktype = SOCK_STREAM,
	                               .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE};
	char port[8];

	snprintf(port, sizeof(port), "%u", address->port);
	return getaddrinfo(address->host, port, &hints, ret_info) ? -EINVAL : 0;
}

static void classify(struct serve_address *address, const struct sockaddr *socket_address)
{
	if (socket_address->sa_family == AF_INET6) {
		const struct in6_addr *host = &((const struct sockaddr_in6 *)socket_address)->sin6_addr;

		address->is_loopback = IN6_IS_ADDR_LOOPBACK(host);
		address->is_any = IN6_IS_ADDR_UNSPECIFIED(host);
	} else {
		uint32_t host = ntohl(((const struct sockaddr_in *)socket_address)->sin_addr.s_addr);

		address->is_loopback = host >> 24 == 127;
		address->is_any = host == INADDR_ANY;
	}
}

/* Where the host ends and the port begins, or NULL. */
static const char *colon_of(const char *text)
{
	const char *colon = strrchr(text, ':');
	bool is_bracketed = *text == '[';

	if (!colon || colon == text || (is_bracketed && colon[-1] != ']'))
		return NULL;
	return is_bracketed || strchr(text, ':') == colon ? colon : NULL;
}

int serve_address_parse(const char *text, struct serve_address *ret_address, struct problem *ret_problem)
{
	const char *colon = colon_of(text), *host = text + (*text == '[');
	size_t length = colon ? (size_t)(colon - host) - (*text == '[') : 0;
	struct addrinfo *info;
	uint64_t port;

	*ret_address = (struct serve_address){0};
	if (!length || length >= sizeof(ret_address->host) || !cli_parse_number(colon + 1, 0, UINT16_MAX, &port))
		return wrong(text, ret_problem);
	memcpy(ret_address->host, host, length);
	ret_address->port = (uint16_t)port;
	if (resolve(ret_address, &info))
		return wrong(text, ret_problem);
	classify(ret_address, info->ai_addr);
	freeaddrinfo(info);
	return 0;
}

/* ---- claiming ---- */

static void take_port(struct serve_address *address, int fd)
{
	struct sockaddr_storage bound;
	socklen_t size = sizeof(bound);

	if (getsockname(fd, (struct sockaddr *)&bound, &size))
		return;
	address->port = ntohs(bound.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&bound)->sin6_port
	                                                  : ((struct sockaddr_in *)&bound)->sin_port);
}

static int try_to_listen(struct serve_address *address, const struct addrinfo *info)
{
	int fd = socket(info->ai_family, info->ai_socktype | SOCK_CLOEXEC, 0), on = 1, error = 0;

	if (fd < 0)
		return -errno;
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) || bind(fd, info->ai_addr, info->ai_addrlen) ||
	    listen(fd, 1))
		error = -errno;
	else
		take_port(address, fd);
	close(fd);
	return error;
}

int serve_address_claim(struct serve_address *address, struct problem *ret_problem)
{
	char portal[SERVE_PORTAL_MAX];
	struct addrinfo *info;
	int error = resolve(address, &info);

	if (error)
		return wrong(address->host, ret_problem);
	error = try_to_listen(address, info);
	freeaddrinfo(info);
	return error ? problem_set(ret_problem, -error, "%s cannot be listened at: %s",
	                           serve_address_portal(address, portal), strerror(-error))
	             : 0;
}

const char *serve_address_portal(const struct serve_address *address, char ret_text[SERVE_PORTAL_MAX])
{
	bool is_6 = strchr(address->host, ':');

	snprintf(ret_text, SERVE_PORTAL_MAX, "%s%s%s:%u", is_6 ? "[" : "", address->host, is_6 ? "]" : "",
	         address->port);
	return ret_text;
}
