/* SPDX-License-Identifier: MIT */
/* The names of places in traces. Inside the platform only. */
#ifndef PLATFORM_SITE_H
#define PLATFORM_SITE_H

/* "verb object" as text that lives as long as the process and is the same pointer each time; the verb alone, itself,
 * when memory is short. From any thread. */
const char *site_name(const char *verb, const char *object);

#endif
