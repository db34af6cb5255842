/* SPDX-License-Identifier: MIT */
/* What Windows' C library lacks: on Windows the compiler reads this before each source file. */
#ifndef PLATFORM_LIBC_WINDOWS_H
#define PLATFORM_LIBC_WINDOWS_H

#include <errno.h>
#include <stdlib.h>

/* Linux's numbers and a thousand, so that none stands twice. */
#define EUCLEAN 1117
#define EREMOTEIO 1121
#define EDQUOT 1122
#define ENOMEDIUM 1123

/* As realloc() with count * bytes; NULL if that is more than fits. */
static inline void *reallocarray(void *memory, size_t count, size_t bytes)
{
	size_t all;

	return __builtin_mul_overflow(count, bytes, &all) ? NULL : realloc(memory, all);
}

#endif
