/* SPDX-License-Identifier: MIT */
/*
 * How tcmu-runner and configfs name one of our drives: "dryburn/PATH" (a disc, or nothing behind the slash: an empty
 * tray), or "dryburn/emu:disc=PATH;time=scaled:10", where semicolons stand for the commas of a drive's URI, which
 * configfs does not let through. See dryburn-tcmu(1).
 */
#ifndef HANDLERS_TCMU_CFGSTRING_H
#define HANDLERS_TCMU_CFGSTRING_H

#include "emulator/problem.h"
#include "handlers/emulated/drive_uri.h"

#define CFGSTRING_SUBTYPE "dryburn"

/* 0, and the drive's URI, which drive_uri_parse() accepts; -EINVAL with what is wrong. */
int cfgstring_to_uri(const char *cfgstring, char ret_uri[DRIVE_URI_MAX], struct problem *ret_problem);

#endif
