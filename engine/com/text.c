/* SPDX-License-Identifier: MIT */
/* Transcoding by Unicode scalar value: next_*() reads one from either form, put_*() writes one. */
#include "engine/com/text.h"

#include <stdlib.h>
#include <string.h>

enum { REPLACEMENT = 0xFFFD, INVALID = 0x110000 };

/* First byte's pattern, the bits it gives, bytes that follow, and the least value that may be spelled so long. */
static const struct {
	uint8_t mask, pattern, follow;
	uint32_t least;
} lead_bytes[] = {
	{0x80, 0x00, 0, 0x0},
	{0xE0, 0xC0, 1, 0x80},
	{0xF0, 0xE0, 2, 0x800},
	{0xF8, 0xF0, 3, 0x10000},
};

static bool is_surrogate(uint32_t value)
{
	return value >= 0xD800 && value <= 0xDFFF;
}

/* Advances *at over one well-formed sequence, or over one byte that begins none. */
static uint32_t next_utf8(const uint8_t **at)
{
	const uint8_t *start = *at;
	uint32_t value;
	size_t row = 0;

	*at = start + 1;
	while (row < 4 && (start[0] & lead_bytes[row].mask) != lead_bytes[row].pattern)
		row++;
	if (row == 4)
		return REPLACEMENT;
	value = start[0] & (uint8_t)~lead_bytes[row].mask;
	for (unsigned i = 1; i <= lead_bytes[row].follow; i++) {
		if ((start[i] & 0xC0) != 0x80)
			return REPLACEMENT;
		value = value << 6 | (start[i] & 0x3F);
	}
	if (value < lead_bytes[row].least || value > 0x10FFFF || is_surrogate(value))
		return REPLACEMENT;
	*at = start + 1 + lead_bytes[row].follow;
	return value;
}

static size_t put_utf16(OLECHAR *at, uint32_t value)
{
	if (value < 0x10000) {
		at[0] = (OLECHAR)value;
		return 1;
	}
	at[0] = (OLECHAR)(0xD800 + ((value - 0x10000) >> 10));
	at[1] = (OLECHAR)(0xDC00 + ((value - 0x10000) & 0x3FF));
	return 2;
}

/* The caller has a NUL behind the last unit, which ends a pair that is cut off. */
static uint32_t next_utf16(const OLECHAR **at)
{
	uint32_t first = *(*at)++, second;

	if (!is_surrogate(first))
		return first;
	second = **at;
	if (first > 0xDBFF || second < 0xDC00 || second > 0xDFFF)
		return INVALID;
	(*at)++;
	return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
}

static size_t put_utf8(char *at, uint32_t value)
{
	size_t row = 3;

	while (value < lead_bytes[row].least)
		row--;
	for (size_t i = lead_bytes[row].follow; i > 0; i--, value >>= 6)
		at[i] = (char)(0x80 | (value & 0x3F));
	at[0] = (char)(lead_bytes[row].pattern | value);
	return 1 + lead_bytes[row].follow;
}

HRESULT bstr_from_utf8(const char *text, BSTR *ret_string)
{
	OLECHAR *units = malloc((strlen(text) + 1) * sizeof(*units));
	size_t count = 0;

	*ret_string = NULL;
	if (!units)
		return E_OUTOFMEMORY;
	for (const uint8_t *at = (const uint8_t *)text; *at;)
		count += put_utf16(units + count, next_utf8(&at));
	if (count <= UINT32_MAX)
		*ret_string = SysAllocStringLen(units, (UINT)count);
	free(units);
	return *ret_string ? S_OK : E_OUTOFMEMORY;
}

HRESULT utf8_from_bstr(BSTR string, char **ret_text)
{
	size_t units = SysStringLen(string), count = 0;
	char *text = malloc(units * 3 + 1);
	const OLECHAR *at = string;

	*ret_text = NULL;
	if (!text)
		return E_OUTOFMEMORY;
	while (at < string + units) {
		uint32_t value = next_utf16(&at);

		if (value == INVALID || value == 0) {
			free(text);
			return E_INVALIDARG;
		}
		count += put_utf8(text + count, value);
	}
	text[count] = '\0';
	*ret_text = text;
	return S_OK;
}

static unsigned lower(unsigned character)
{
	return character >= 'A' && character <= 'Z' ? character + ('a' - 'A') : character;
}

bool spells_name(LPCOLESTR given, const char *name)
{
	while (*name && lower(*given) == lower((unsigned char)*name)) {
		given++;
		name++;
	}
	return !*name && !*given;
}
