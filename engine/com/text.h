/* SPDX-License-Identifier: MIT */
/* Between COM's UTF-16 and the UTF-8 of everything below it. */
#ifndef ENGINE_COM_TEXT_H
#define ENGINE_COM_TEXT_H

#include "engine/com/variant.h"

/* A new BSTR. Bytes that are not UTF-8 become U+FFFD each. E_OUTOFMEMORY, with *ret_string NULL. */
HRESULT bstr_from_utf8(const char *text, BSTR *ret_string);

/* A new NUL-terminated string, for free(). E_INVALIDARG for a lone surrogate or a NUL inside, E_OUTOFMEMORY; then
 * *ret_text is NULL. A NULL BSTR is the empty string. */
HRESULT utf8_from_bstr(BSTR string, char **ret_text);

/* Whether an OLECHAR string spells an ASCII name, letter case ignored. */
bool spells_name(LPCOLESTR given, const char *name);

#endif
