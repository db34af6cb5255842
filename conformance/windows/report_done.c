/* SPDX-License-Identifier: MIT */
/* The end of a report to a stream; reports to files are not for here. */
#include <errno.h>

#include "conformance/report/formats.h"

int report_done(FILE *file)
{
	return fflush(file) || ferror(file) ? -(errno ? errno : EIO) : 0;
}
