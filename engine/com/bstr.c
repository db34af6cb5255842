/* SPDX-License-Identifier: MIT */
/* A BSTR points behind a 32-bit count of its bytes, and has a NUL behind its last character. */
#include "engine/com/variant.h"

#include <stdlib.h>
#include <string.h>

enum { PREFIX_BYTES = sizeof(DWORD), CHARACTERS_MAX = (INT32_MAX - 8) / 2 };

BSTR SysAllocStringLen(const OLECHAR *strIn, UINT ui)
{
	DWORD bytes = ui * (DWORD)sizeof(OLECHAR);
	char *block;

	if (ui > CHARACTERS_MAX)
		return NULL;
	block = calloc(1, PREFIX_BYTES + (size_t)bytes + sizeof(OLECHAR));
	if (!block)
		return NULL;
	memcpy(block, &bytes, sizeof(bytes));
	if (strIn)
		memcpy(block + PREFIX_BYTES, strIn, bytes);
	return (BSTR)(void *)(block + PREFIX_BYTES);
}

BSTR SysAllocString(const OLECHAR *psz)
{
	size_t length = 0;

	if (!psz)
		return NULL;
	while (psz[length])
		length++;
	return length > CHARACTERS_MAX ? NULL : SysAllocStringLen(psz, (UINT)length);
}

UINT SysStringByteLen(BSTR bstr)
{
	DWORD bytes;

	if (!bstr)
		return 0;
	memcpy(&bytes, (char *)bstr - PREFIX_BYTES, sizeof(bytes));
	return bytes;
}

UINT SysStringLen(BSTR pbstr)
{
	return SysStringByteLen(pbstr) / (UINT)sizeof(OLECHAR);
}

void SysFreeString(BSTR bstrString)
{
	if (bstrString)
		free((char *)bstrString - PREFIX_BYTES);
}
