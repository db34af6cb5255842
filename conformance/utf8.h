/* SPDX-License-Identifier: MIT */
/* Text from outside that reports are to show: JSON, XML and HTML take UTF-8 without control characters only. */
#ifndef CONFORMANCE_UTF8_H
#define CONFORMANCE_UTF8_H

#include <stdbool.h>

/* Whether the text is UTF-8 in its shortest form, without surrogates and without control characters but tabs. */
bool utf8_is_plain(const char *text);

#endif
