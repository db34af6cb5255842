/* SPDX-License-Identifier: MIT */
/*
 * The inside of MsftDiscRecorder2, shared by its files: recorder.c and recorder_properties.c (IDiscRecorder2),
 * recorder_ex.c, recorder_information.c, recorder_features.c, recorder_modes.c and recorder_descriptors.c
 * (IDiscRecorder2Ex), recorder_data.c (commands with data), recorder_device.c (the device behind all),
 * recorder_dispatch.c (names and numbers).
 */
#ifndef ENGINE_IMAPI2_RECORDER_OBJECT_H
#define ENGINE_IMAPI2_RECORDER_OBJECT_H

#include "engine/com/dispatch_table.h"
#include "engine/imapi2/host.h"
#include "engine/imapi2/imapi2.h"
#include "t10/command.h"

/* Text of INQUIRY data without the blanks behind it [SPC-4 6.4.2 "Standard INQUIRY data"]. */
struct identity {
	char vendor[8 + 1];
	char product[16 + 1];
	char revision[4 + 1];
};

struct recorder {
	IDiscRecorder2 IDiscRecorder2_iface;
	IDiscRecorder2Ex IDiscRecorder2Ex_iface;
	LONG references;
	const struct imapi2_host *host;
	struct mutex *state;         /* protects the rest; never held while the device is asked */
	bool initializing;           /* an InitializeDiscRecorder is under way */
	struct transport *transport; /* NULL until initialised, then the same for good */
	BSTR id;                     /* as transport */
	bool identified;             /* `identity` is filled, the device is of type 5 */
	struct identity identity;
	ULONG claims; /* AcquireExclusiveAccess without its Release */
	ULONG mcn_disabled;
};

extern const struct dispatch_table recorder_dispatch;
extern const IDiscRecorder2ExVtbl recorder_ex_vtbl;

static inline struct recorder *impl_from_IDiscRecorder2(IDiscRecorder2 *iface)
{
	return (struct recorder *)((char *)iface - offsetof(struct recorder, IDiscRecorder2_iface));
}

static inline struct recorder *impl_from_IDiscRecorder2Ex(IDiscRecorder2Ex *iface)
{
	return (struct recorder *)((char *)iface - offsetof(struct recorder, IDiscRecorder2Ex_iface));
}

/* The transport; E_FAIL before InitializeDiscRecorder. */
HRESULT recorder_transport(struct recorder *recorder, struct transport **ret_transport);

/* INQUIRY by this transport. E_FAIL for a device that is no optical drive. */
HRESULT recorder_ask_identity(struct transport *transport, struct identity *ret_identity);

/* Makes sure that the device is known to be an optical drive, by INQUIRY if it must; *ret_identity may be NULL. */
HRESULT recorder_identify(struct recorder *recorder, struct identity *ret_identity);

/*
 * Executes a command of the caller on the identified device. S_OK for GOOD, S_IMAPI_COMMAND_HAS_SENSE_DATA for CHECK
 * CONDITION, a failure for anything else. Refuses what recorder.h says.
 */
HRESULT recorder_execute(struct recorder *recorder, struct command *command, ULONG timeout_s);

#endif
