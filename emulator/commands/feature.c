/* SPDX-License-Identifier: MIT */
/*
 * The feature table. A feature's payload says what the drive can do with any medium; its Current bit says whether the
 * loaded one makes use of it, and is a matter of `current`: one bit for each thing that can be loaded.
 */
#include "emulator/commands/feature.h"

#include <string.h>

#include "emulator/commands/opcode.h"
#include "t10/bytes.h"

enum loaded {
	LOADED_NOTHING = 0,
	LOADED_DVD_ROM = 0x01,
	LOADED_DVD_PLUS_R = 0x02,
	LOADED_BD_ROM = 0x04,
	LOADED_BD_RE = 0x08,          /* formatted with spare areas */
	LOADED_BD_RE_UNSPARED = 0x10, /* formatted without them */
	LOADED_BD_RE_UNFORMATTED = 0x20,

	ANY_DVD = LOADED_DVD_ROM | LOADED_DVD_PLUS_R,
	ANY_BD_RE = LOADED_BD_RE | LOADED_BD_RE_UNSPARED | LOADED_BD_RE_UNFORMATTED,
	ANY_BD = LOADED_BD_ROM | ANY_BD_RE,
	ANY_DISC = ANY_DVD | ANY_BD,
	PERSISTENT = 0,
};

static enum loaded loaded_bd_re(const struct medium *medium)
{
	if (!medium->layout.formatted_blocks)
		return LOADED_BD_RE_UNFORMATTED;
	return medium->layout.formatted_blocks == medium->layout.capacity_blocks ? LOADED_BD_RE_UNSPARED : LOADED_BD_RE;
}

enum profile current_profile(const struct drive *drive)
{
	const struct medium *medium = loaded_medium(drive);

	return medium ? medium->kind->profile : PROFILE_NONE;
}

static enum loaded loaded(const struct drive *drive)
{
	switch (current_profile(drive)) {
	case PROFILE_DVD_ROM:
		return LOADED_DVD_ROM;
	case PROFILE_DVD_PLUS_R:
		return LOADED_DVD_PLUS_R;
	case PROFILE_BD_ROM:
		return LOADED_BD_ROM;
	case PROFILE_BD_RE:
		return loaded_bd_re(loaded_medium(drive));
	default:
		return LOADED_NOTHING;
	}
}

bool feature_is_current(const struct drive *drive, const struct feature *feature)
{
	return feature->persistent || feature->current & loaded(drive);
}

/* ---- payloads: offsets count from the byte after the descriptor's four ---- */

/* Most capable first [MMC-6 "Profile List"]. */
static unsigned profile_list(const struct drive *drive, uint8_t *payload)
{
	static const uint16_t profiles[] = {PROFILE_BD_RE, PROFILE_BD_ROM, PROFILE_DVD_PLUS_R, PROFILE_DVD_ROM};
	unsigned count = sizeof(profiles) / sizeof(profiles[0]);

	for (unsigned i = 0; i < count; i++) {
		put_be16(payload + 4 * i, profiles[i]);
		payload[4 * i + 2] = profiles[i] == current_profile(drive);
	}
	return 4 * count;
}

static unsigned core(const struct drive *drive, uint8_t *payload)
{
	(void)drive;
	put_be32(payload, 0x00000001); /* physical interface: SCSI family */
	payload[4] = 0x01;             /* DBE: the device busy event class is there */
	return 8;
}

static unsigned morphing(const struct drive *drive, uint8_t *payload)
{
	(void)drive;
	payload[0] = 0x02; /* OCEvent: the operational change class is there; not ASYNC */
	return 4;
}

static unsigned removable_medium(const struct drive *drive, uint8_t *payload)
{
	(void)drive;
	payload[0] = 0x39; /* tray, Load, Eject, Lock */
	return 4;
}

/* The blocking factor is that of the loaded medium, DVD's without one [ours]. */
static uint16_t blocking(const struct drive *drive)
{
	const struct medium *medium = loaded_medium(drive);

	return medium ? (uint16_t)medium->kind->ecc_blocks : 16;
}

static unsigned random_readable(const struct drive *drive, uint8_t *payload)
{
	put_be32(payload, SECTOR_BYTES);
	put_be16(payload + 4, blocking(drive));
	payload[6] = 0x01; /* PP: mode page 01h is there */
	return 8;
}

static unsigned dvd_read(const struct drive *drive, uint8_t *payload)
{
	(void)drive;
	(void)payload; /* neither MULTI110 nor Dual-R: those are of DVD-R */
	return 4;
}

static unsigned random_writable(const struct drive *drive, uint8_t *payload)
{
	const struct medium *medium = loaded_medium(drive);

	if (medium && medium->layout.formatted_blocks)
		put_be32(payload, medium->layout.formatted_blocks - 1);
	put_be32(payload + 4, SECTOR_BYTES);
	put_be16(payload + 8, blocking(drive));
	payload[10] = 0x01; /* PP */
	return 12;
}

static unsigned formattable(const struct drive *drive, uint8_t *payload)
{
	(void)drive;
	payload[0] = 0x0B; /* RENoSA (31h), QCert and Cert (30h) */
	return 8;
}

static unsigned hardware_defect_management(const struct drive *drive, uint8_t *payload)
{
	(void)drive;
	payload[0] = 0x80; /* SSA: READ DISC STRUCTURE 0Ah tells of the spare areas */
	return 4;
}

static unsigned dvd_plus_r(const struct drive *drive, uint8_t *payload)
{
	(void)drive;
	payload[0] = 0x01; /* Write: Windows writes to DVD+R only if it sees it [observed] */
	return 4;
}

/* Version bitmaps, two bytes a class: BD-RE of class 1 in version 2, BD-ROM of class 0 in version 1 [ours]. */
enum { BD_RE_CLASS_1 = 6, BD_RE_VERSION_2 = 0x0004, BD_ROM_CLASS_0 = 20, BD_ROM_VERSION_1 = 0x0002 };

static unsigned bd_read(const struct drive *drive, uint8_t *payload)
{
	(void)drive;
	put_be16(payload + BD_RE_CLASS_1, BD_RE_VERSION_2);
	put_be16(payload + BD_ROM_CLASS_0, BD_ROM_VERSION_1);
	return 28;
}

static unsigned bd_write(const struct drive *drive, uint8_t *payload)
{
	(void)drive;
	put_be16(payload + BD_RE_CLASS_1, BD_RE_VERSION_2);
	return 20;
}

static unsigned timeout(const struct drive *drive, uint8_t *payload)
{
	(void)drive;
	(void)payload; /* no Group3 */
	return 4;
}

static unsigned real_time_streaming(const struct drive *drive, uint8_t *payload)
{
	(void)drive;
	payload[0] = 0x1F; /* RBCB, SCS, MP2A, WSPD, SW */
	return 4;
}

static unsigned logical_unit_serial_number(const struct drive *drive, uint8_t *payload)
{
	size_t length = strnlen(drive->model->serial, sizeof(drive->model->serial) - 1);
	unsigned bytes = (unsigned)(length + 3) / 4 * 4;

	memset(payload, ' ', bytes);
	memcpy(payload, drive->model->serial, length);
	return bytes;
}

static unsigned firmware_information(const struct drive *drive, uint8_t *payload)
{
	memcpy(payload, drive->model->firmware_date,
	       strnlen(drive->model->firmware_date, sizeof(drive->model->firmware_date) - 1));
	return 16;
}

/* [MMC-6 "Feature definitions"], a clause each. Versions are those of MMC-6; drives in the field differ and no client
 * minds [observed]. */
/* clang-format off */
static const struct feature features[] = {
	{ FEATURE_PROFILE_LIST,               0, true,  PERSISTENT,                             profile_list },
	{ FEATURE_CORE,                       2, true,  PERSISTENT,                             core },
	{ FEATURE_MORPHING,                   1, true,  PERSISTENT,                             morphing },
	{ FEATURE_REMOVABLE_MEDIUM,           1, true,  PERSISTENT,                             removable_medium },
	{ FEATURE_RANDOM_READABLE,            0, false, ANY_DISC,                               random_readable },
	{ FEATURE_DVD_READ,                   1, false, ANY_DVD,                                dvd_read },
	{ FEATURE_RANDOM_WRITABLE,            1, false, LOADED_BD_RE | LOADED_BD_RE_UNSPARED,   random_writable },
	{ FEATURE_FORMATTABLE,                1, false, ANY_BD_RE,                              formattable },
	{ FEATURE_HARDWARE_DEFECT_MANAGEMENT, 1, false, LOADED_BD_RE | LOADED_BD_RE_UNFORMATTED, hardware_defect_management },
	{ FEATURE_DVD_PLUS_R,                 0, false, LOADED_DVD_PLUS_R,                      dvd_plus_r },
	{ FEATURE_BD_READ,                    0, false, ANY_BD,                                 bd_read },
	{ FEATURE_BD_WRITE,                   0, false, ANY_BD_RE,                              bd_write },
	{ FEATURE_POWER_MANAGEMENT,           0, true,  PERSISTENT,                             NULL },
	{ FEATURE_TIMEOUT,                    1, true,  PERSISTENT,                             timeout },
	{ FEATURE_REAL_TIME_STREAMING,        4, false, ANY_DISC,                               real_time_streaming },
	{ FEATURE_LOGICAL_UNIT_SERIAL_NUMBER, 0, true,  PERSISTENT,                             logical_unit_serial_number },
	{ FEATURE_FIRMWARE_INFORMATION,       0, true,  PERSISTENT,                             firmware_information },
};
/* clang-format on */

const struct feature *feature_table(unsigned *ret_count)
{
	*ret_count = sizeof(features) / sizeof(features[0]);
	return features;
}
