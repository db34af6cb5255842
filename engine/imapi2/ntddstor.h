/* SPDX-License-Identifier: MIT */
/* What IDiscRecorder2Ex::GetAdapterDescriptor and GetDeviceDescriptor give, with the names and places of the Windows
 * SDK's header of this name. Numbers are in the host's byte order. */
#ifndef ENGINE_IMAPI2_NTDDSTOR_H
#define ENGINE_IMAPI2_NTDDSTOR_H

#include "engine/com/types.h"

typedef enum STORAGE_BUS_TYPE {
	BusTypeUnknown = 0x00,
	BusTypeScsi = 0x01,
	BusTypeAtapi = 0x02,
	BusTypeAta = 0x03,
	BusType1394 = 0x04,
	BusTypeSsa = 0x05,
	BusTypeFibre = 0x06,
	BusTypeUsb = 0x07,
	BusTypeRAID = 0x08,
	BusTypeiScsi = 0x09,
	BusTypeSas = 0x0A,
	BusTypeSata = 0x0B,
} STORAGE_BUS_TYPE;

typedef struct STORAGE_ADAPTER_DESCRIPTOR {
	DWORD Version; /* bytes of this struct */
	DWORD Size;    /* bytes of all data */
	DWORD MaximumTransferLength;
	DWORD MaximumPhysicalPages;
	DWORD AlignmentMask; /* address & AlignmentMask must be 0 */
	BOOLEAN AdapterUsesPio;
	BOOLEAN AdapterScansDown;
	BOOLEAN CommandQueueing;
	BOOLEAN AcceleratedTransfer;
	BYTE BusType; /* STORAGE_BUS_TYPE */
	WORD BusMajorVersion;
	WORD BusMinorVersion;
	BYTE SrbType;
	BYTE AddressType;
} STORAGE_ADAPTER_DESCRIPTOR;

typedef struct STORAGE_DEVICE_DESCRIPTOR {
	DWORD Version; /* bytes of this struct */
	DWORD Size;    /* bytes of all data */
	BYTE DeviceType;
	BYTE DeviceTypeModifier;
	BOOLEAN RemovableMedia;
	BOOLEAN CommandQueueing;
	DWORD VendorIdOffset; /* of texts in ASCII with a NUL, from the beginning of the data; 0 for none */
	DWORD ProductIdOffset;
	DWORD ProductRevisionOffset;
	DWORD SerialNumberOffset;
	STORAGE_BUS_TYPE BusType;
	DWORD RawPropertiesLength;
	BYTE RawDeviceProperties[1]; /* INQUIRY data */
} STORAGE_DEVICE_DESCRIPTOR;

#endif
