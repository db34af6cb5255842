/* SPDX-License-Identifier: MIT */
/*
 * The base types of COM, with Windows' sizes on LP64: LONG, ULONG, DWORD and HRESULT are 32 bits, OLECHAR 16,
 * BOOLEAN 8. Names are those of the Windows SDK, so that C code written for it compiles.
 */
#ifndef ENGINE_COM_TYPES_H
#define ENGINE_COM_TYPES_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

/* Parts of every declaration of an interface. */
#define EXTERN_C extern
#define STDMETHODCALLTYPE
#define STDAPICALLTYPE
#define WINAPI
#define STDMETHODIMP HRESULT STDMETHODCALLTYPE
#define STDMETHODIMP_(type) type STDMETHODCALLTYPE
#define STDAPI EXTERN_C HRESULT STDAPICALLTYPE
#define STDAPI_(type) EXTERN_C type STDAPICALLTYPE
#define CONST_VTBL const
#define CONST const

#define VOID void
typedef char CHAR;
typedef unsigned char UCHAR, BYTE, BOOLEAN;
typedef int16_t SHORT;
typedef uint16_t USHORT, WORD;
typedef int32_t INT, LONG, BOOL, HRESULT, SCODE;
typedef uint32_t UINT, ULONG, DWORD;
typedef int64_t LONGLONG;
typedef uint64_t ULONGLONG;
typedef float FLOAT;
typedef double DOUBLE, DATE;
typedef char16_t WCHAR, OLECHAR;
typedef int16_t VARIANT_BOOL;
typedef OLECHAR *BSTR, *LPOLESTR, *LPWSTR;
typedef const OLECHAR *LPCOLESTR, *LPCWSTR;
typedef void *PVOID, *LPVOID;
typedef BYTE *PBYTE, *LPBYTE;
typedef ULONG *PULONG;
typedef DWORD *LPDWORD;
typedef uint16_t VARTYPE;
typedef DWORD LCID;
typedef LONG DISPID, MEMBERID;

#define FALSE 0
#define TRUE 1
#define VARIANT_FALSE ((VARIANT_BOOL)0)
#define VARIANT_TRUE ((VARIANT_BOOL)-1)
#define MAXLONG INT32_MAX
#define OLESTR(text) u##text

typedef union LARGE_INTEGER {
	struct {
		DWORD LowPart;
		LONG HighPart;
	};
	struct {
		DWORD LowPart;
		LONG HighPart;
	} u;
	LONGLONG QuadPart;
} LARGE_INTEGER;

typedef union ULARGE_INTEGER {
	struct {
		DWORD LowPart;
		DWORD HighPart;
	};
	struct {
		DWORD LowPart;
		DWORD HighPart;
	} u;
	ULONGLONG QuadPart;
} ULARGE_INTEGER;

typedef struct FILETIME {
	DWORD dwLowDateTime;
	DWORD dwHighDateTime;
} FILETIME;

typedef union CY {
	LONGLONG int64;
} CY;

typedef struct GUID {
	DWORD Data1;
	WORD Data2;
	WORD Data3;
	BYTE Data4[8];
} GUID, IID, CLSID, *LPGUID, *LPIID, *LPCLSID;

typedef const GUID *REFGUID;
typedef const IID *REFIID;
typedef const CLSID *REFCLSID;

/*
 * Declares a GUID; where INITGUID is defined at the header's first inclusion, defines it too, weakly, so that a
 * definition may stand in a program and in these libraries at once.
 */
#ifdef INITGUID
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8) \
	EXTERN_C const GUID name;                                    \
	const GUID name __attribute__((weak)) = {l, w1, w2, {b1, b2, b3, b4, b5, b6, b7, b8}}
#else
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8) EXTERN_C const GUID name
#endif

/* A GUID of the form X-0000-0000-C000-000000000046, as COM's own are. */
#define DEFINE_OLEGUID(name, l, w1, w2) DEFINE_GUID(name, l, w1, w2, 0xC0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)

DEFINE_GUID(GUID_NULL, 0x00000000, 0x0000, 0x0000, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00);
#define IID_NULL GUID_NULL
#define CLSID_NULL GUID_NULL

static inline BOOL IsEqualGUID(REFGUID first, REFGUID second)
{
	const uint8_t *a = (const uint8_t *)first, *b = (const uint8_t *)second;

	for (size_t i = 0; i < sizeof(GUID); i++)
		if (a[i] != b[i])
			return FALSE;
	return TRUE;
}

#define IsEqualIID(first, second) IsEqualGUID(first, second)
#define IsEqualCLSID(first, second) IsEqualGUID(first, second)

#endif
