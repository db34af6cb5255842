/* SPDX-License-Identifier: MIT */
/* COM where the operating system has it: stands in for each header of engine/com that declares a part of it. */
#ifndef ENGINE_COM_SDK_COM_H
#define ENGINE_COM_SDK_COM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <windows.h>
#include <ole2.h>
#include <oleauto.h>
#include <olectl.h>
#include <ocidl.h>

#include "engine/com/slots.h"

#endif
