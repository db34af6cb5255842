/* SPDX-License-Identifier: MIT */
#include "t10/profile.h"

#include <stddef.h>

struct name {
	uint16_t code;
	const char *text;
};

/* clang-format off */
static const struct name profiles[] = {
	{ PROFILE_NONE,              "no medium" },
	{ PROFILE_CD_ROM,            "CD-ROM" },
	{ PROFILE_CD_R,              "CD-R" },
	{ PROFILE_CD_RW,             "CD-RW" },
	{ PROFILE_DVD_ROM,           "DVD-ROM" },
	{ PROFILE_DVD_R,             "DVD-R sequential" },
	{ PROFILE_DVD_RAM,           "DVD-RAM" },
	{ PROFILE_DVD_RW_RESTRICTED, "DVD-RW restricted overwrite" },
	{ PROFILE_DVD_RW_SEQUENTIAL, "DVD-RW sequential" },
	{ PROFILE_DVD_PLUS_RW,       "DVD+RW" },
	{ PROFILE_DVD_PLUS_R,        "DVD+R" },
	{ PROFILE_DVD_PLUS_R_DL,     "DVD+R dual layer" },
	{ PROFILE_BD_ROM,            "BD-ROM" },
	{ PROFILE_BD_R_SRM,          "BD-R sequential" },
	{ PROFILE_BD_R_RRM,          "BD-R random" },
	{ PROFILE_BD_RE,             "BD-RE" },
};

static const struct name features[] = {
	{ FEATURE_PROFILE_LIST,                   "Profile List" },
	{ FEATURE_CORE,                           "Core" },
	{ FEATURE_MORPHING,                       "Morphing" },
	{ FEATURE_REMOVABLE_MEDIUM,               "Removable Medium" },
	{ FEATURE_WRITE_PROTECT,                  "Write Protect" },
	{ FEATURE_RANDOM_READABLE,                "Random Readable" },
	{ FEATURE_DVD_READ,                       "DVD Read" },
	{ FEATURE_RANDOM_WRITABLE,                "Random Writable" },
	{ FEATURE_INCREMENTAL_STREAMING_WRITABLE, "Incremental Streaming Writable" },
	{ FEATURE_FORMATTABLE,                    "Formattable" },
	{ FEATURE_HARDWARE_DEFECT_MANAGEMENT,     "Hardware Defect Management" },
	{ FEATURE_DVD_PLUS_R,                     "DVD+R" },
	{ FEATURE_BD_READ,                        "BD Read" },
	{ FEATURE_BD_WRITE,                       "BD Write" },
	{ FEATURE_POWER_MANAGEMENT,               "Power Management" },
	{ FEATURE_TIMEOUT,                        "Timeout" },
	{ FEATURE_REAL_TIME_STREAMING,            "Real Time Streaming" },
	{ FEATURE_LOGICAL_UNIT_SERIAL_NUMBER,     "Logical Unit Serial Number" },
	{ FEATURE_FIRMWARE_INFORMATION,           "Firmware Information" },
};
/* clang-format on */

static const char *find(const struct name *names, size_t count, uint16_t code, const char *otherwise)
{
	for (size_t i = 0; i < count; i++)
		if (names[i].code == code)
			return names[i].text;
	return otherwise;
}

const char *profile_name(uint16_t profile)
{
	return find(profiles, sizeof(profiles) / sizeof(profiles[0]), profile, "unknown profile");
}

const char *feature_name(uint16_t feature)
{
	return find(features, sizeof(features) / sizeof(features[0]), feature, "unknown feature");
}
