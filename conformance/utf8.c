/* SPDX-License-Identifier: MIT */
#include "conformance/utf8.h"

#include <stddef.h>
#include <stdint.h>

/* [RFC 3629 4 "Syntax of UTF-8 Byte Sequences"]: the first bytes of each form, and the least that it is needed for. */
static const struct form {
	uint8_t first, last, length;
	uint32_t least;
} forms[] = {
	{0x20, 0x7E, 1, 0x20},  {0x09, 0x09, 1, 0x09},
	{0xC2, 0xDF, 2, 0xA0}, /* the controls 80h to 9Fh are left out */
	{0xE0, 0xEF, 3, 0x800}, {0xF0, 0xF4, 4, 0x10000},
};

static const struct form *form_of(uint8_t byte)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (byte >= forms[i].first && byte <= forms[i].last)
			return &forms[i];
	return NULL;
}

/* The length of the character that begins here, or 0 if none does. */
static unsigned character(const uint8_t *at)
{
	const struct form *form = form_of(*at);
	uint32_t value;

	if (!form || form->length == 1)
		return form ? 1 : 0;
	value = *at & (0x7Fu >> form->length);
	for (unsigned i = 1; i < form->length; i++) {
		if ((at[i] & 0xC0) != 0x80)
			return 0;
		value = value << 6 | (at[i] & 0x3F);
	}
	return value >= form->least && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF) &&
	                       (value & 0xFFFE) != 0xFFFE
	               ? form->length
	               : 0;
}

bool utf8_is_plain(const char *text)
{
	const uint8_t *at = (const uint8_t *)text;
	unsigned length;

	for (; *at; at += length) {
		length = character(at);
		if (!length)
			return false;
	}
	return true;
}
