/* SPDX-License-Identifier: MIT */
/* What IDiscRecorder2 tells about a drive, for its table in recorder.c: properties with a NULL output are E_POINTER,
 * and NULL, 0 or VARIANT_FALSE on failure. */
#ifndef ENGINE_IMAPI2_RECORDER_PROPERTIES_H
#define ENGINE_IMAPI2_RECORDER_PROPERTIES_H

#include "engine/imapi2/recorder_object.h"

#define RECORDER_GETTER(property, type) \
	HRESULT STDMETHODCALLTYPE recorder_get_##property(IDiscRecorder2 *iface, type *value)

RECORDER_GETTER(VendorId, BSTR);
RECORDER_GETTER(ProductId, BSTR);
RECORDER_GETTER(ProductRevision, BSTR);
RECORDER_GETTER(VolumeName, BSTR);
RECORDER_GETTER(VolumePathNames, SAFEARRAY *);
RECORDER_GETTER(DeviceCanLoadMedia, VARIANT_BOOL);
RECORDER_GETTER(LegacyDeviceNumber, LONG);
RECORDER_GETTER(SupportedFeaturePages, SAFEARRAY *);
RECORDER_GETTER(CurrentFeaturePages, SAFEARRAY *);
RECORDER_GETTER(SupportedProfiles, SAFEARRAY *);
RECORDER_GETTER(CurrentProfiles, SAFEARRAY *);
RECORDER_GETTER(SupportedModePages, SAFEARRAY *);

#endif
