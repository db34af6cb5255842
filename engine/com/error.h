/* SPDX-License-Identifier: MIT */
/* HRESULTs of COM itself, as the Windows SDK's winerror.h numbers them. IMAPI's own are in engine/imapi2/imapi2error.h.
 */
#ifndef ENGINE_COM_ERROR_H
#define ENGINE_COM_ERROR_H

#include "engine/com/types.h"

#define SUCCEEDED(hr) ((HRESULT)(hr) >= 0)
#define FAILED(hr) ((HRESULT)(hr) < 0)
#define HRESULT_CODE(hr) ((hr)&0xFFFF)
#define HRESULT_FACILITY(hr) (((hr) >> 16) & 0x1FFF)
#define HRESULT_SEVERITY(hr) (((hr) >> 31) & 1)
#define MAKE_HRESULT(severity, facility, code) \
	((HRESULT)((uint32_t)(severity) << 31 | (uint32_t)(facility) << 16 | (uint32_t)(code)))
#define FACILITY_WIN32 7
#define HRESULT_FROM_WIN32(error)                 \
	((HRESULT)(error) <= 0 ? (HRESULT)(error) \
	                       : (HRESULT)(((uint32_t)(error)&0xFFFF) | FACILITY_WIN32 << 16 | 0x80000000u))

/* clang-format off */
#define S_OK                      ((HRESULT)0x00000000)
#define S_FALSE                   ((HRESULT)0x00000001)
#define NOERROR                   S_OK
#define E_NOTIMPL                 ((HRESULT)0x80004001)
#define E_NOINTERFACE             ((HRESULT)0x80004002)
#define E_POINTER                 ((HRESULT)0x80004003)
#define E_ABORT                   ((HRESULT)0x80004004)
#define E_FAIL                    ((HRESULT)0x80004005)
#define E_UNEXPECTED              ((HRESULT)0x8000FFFF)
#define E_ACCESSDENIED            ((HRESULT)0x80070005)
#define E_HANDLE                  ((HRESULT)0x80070006)
#define E_OUTOFMEMORY             ((HRESULT)0x8007000E)
#define E_INVALIDARG              ((HRESULT)0x80070057)

#define DISP_E_UNKNOWNINTERFACE   ((HRESULT)0x80020001)
#define DISP_E_MEMBERNOTFOUND     ((HRESULT)0x80020003)
#define DISP_E_PARAMNOTFOUND      ((HRESULT)0x80020004)
#define DISP_E_TYPEMISMATCH       ((HRESULT)0x80020005)
#define DISP_E_UNKNOWNNAME        ((HRESULT)0x80020006)
#define DISP_E_NONAMEDARGS        ((HRESULT)0x80020007)
#define DISP_E_BADVARTYPE         ((HRESULT)0x80020008)
#define DISP_E_EXCEPTION          ((HRESULT)0x80020009)
#define DISP_E_OVERFLOW           ((HRESULT)0x8002000A)
#define DISP_E_BADINDEX           ((HRESULT)0x8002000B)
#define DISP_E_ARRAYISLOCKED      ((HRESULT)0x8002000D)
#define DISP_E_BADPARAMCOUNT      ((HRESULT)0x8002000E)
#define DISP_E_PARAMNOTOPTIONAL   ((HRESULT)0x8002000F)

#define STG_E_INVALIDFUNCTION     ((HRESULT)0x80030001)
#define STG_E_FILENOTFOUND        ((HRESULT)0x80030002)
#define STG_E_ACCESSDENIED        ((HRESULT)0x80030005)
#define STG_E_INVALIDPOINTER      ((HRESULT)0x80030009)
#define STG_E_SEEKERROR           ((HRESULT)0x80030019)
#define STG_E_READFAULT           ((HRESULT)0x8003001E)
#define STG_E_INVALIDFLAG         ((HRESULT)0x800300FF)
#define STG_E_REVERTED            ((HRESULT)0x80030102)

#define CLASS_E_NOAGGREGATION     ((HRESULT)0x80040110)
#define CLASS_E_CLASSNOTAVAILABLE ((HRESULT)0x80040111)
#define REGDB_E_CLASSNOTREG       ((HRESULT)0x80040154)
#define CO_E_NOTINITIALIZED       ((HRESULT)0x800401F0)
#define CO_E_CLASSSTRING          ((HRESULT)0x800401F3)
#define CONNECT_E_NOCONNECTION    ((HRESULT)0x80040200)
#define CONNECT_E_ADVISELIMIT     ((HRESULT)0x80040201)
#define CONNECT_E_CANNOTCONNECT   ((HRESULT)0x80040202)
#define RPC_E_CHANGED_MODE        ((HRESULT)0x80010106)

#define ERROR_INVALID_HANDLE      6
#define ERROR_DEV_NOT_EXIST       55
/* clang-format on */

#endif
