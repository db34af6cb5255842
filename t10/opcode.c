/* SPDX-License-Identifier: MIT */
#include "t10/opcode.h"

#include <string.h>
#include <strings.h>

#define NAME_ROW(name, code, text) [code] = text,
static const char *const names[256] = {T10_OPCODES(NAME_ROW)};
#undef NAME_ROW

/* Every unlisted code as text, "operation code 00h" to "operation code FFh": eight rows of a macro beat a buffer per
 * thread. */
#define UNLISTED(digit)                                                                                   \
	"operation code " digit "0h", "operation code " digit "1h", "operation code " digit "2h",         \
		"operation code " digit "3h", "operation code " digit "4h", "operation code " digit "5h", \
		"operation code " digit "6h", "operation code " digit "7h", "operation code " digit "8h", \
		"operation code " digit "9h", "operation code " digit "Ah", "operation code " digit "Bh", \
		"operation code " digit "Ch", "operation code " digit "Dh", "operation code " digit "Eh", \
		"operation code " digit "Fh"
static const char *const unlisted[256] = {
	UNLISTED("0"), UNLISTED("1"), UNLISTED("2"), UNLISTED("3"), UNLISTED("4"), UNLISTED("5"),
	UNLISTED("6"), UNLISTED("7"), UNLISTED("8"), UNLISTED("9"), UNLISTED("A"), UNLISTED("B"),
	UNLISTED("C"), UNLISTED("D"), UNLISTED("E"), UNLISTED("F"),
};

const char *opcode_name(uint8_t code)
{
	return names[code] ? names[code] : unlisted[code];
}

int opcode_from_name(const char *name)
{
	for (int code = 0; code < 256; code++)
		if (names[code] && strcasecmp(names[code], name) == 0)
			return code;
	return -1;
}
