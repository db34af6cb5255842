/* SPDX-License-Identifier: MIT */
#include "handlers/tcmu/cfgstring.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/unit.h"

static char uri[DRIVE_URI_MAX];
static struct problem problem;

static void gives(const char *cfgstring, const char *expected)
{
	CHECK_EQUAL(cfgstring_to_uri(cfgstring, uri, &problem), 0);
	CHECK_STRING(uri, expected);
}

static void names_a_disc_or_a_drive(void)
{
	gives("dryburn//discs/first", "emu:disc=/discs/first");
	gives("dryburn/", "emu:");
	gives("dryburn/emu:disc=/a;time=scaled:10;model=m", "emu:disc=/a,time=scaled:10,model=m");
	gives("dryburn//with;semicolon", "emu:disc=/with;semicolon");
}

static void refuses(const char *cfgstring, const char *words)
{
	CHECK_EQUAL(cfgstring_to_uri(cfgstring, uri, &problem), -EINVAL);
	CHECK(strstr(problem.text, words) != NULL);
}

static void says_what_is_wrong(void)
{
	refuses("", "is no drive");
	refuses("dryburn", "is no drive");
	refuses("dryburned//a", "is no drive");
	refuses("dryburn/first", "no path from the root");
	refuses("dryburn/emu:disc=first", "no path from the root");
	refuses("dryburn/emu:disc=/a;time=virtual", "time=real");
	refuses("dryburn/emu:disc=/a;nonsense", "\"nonsense\" is not known");
	refuses("dryburn//a,b", "\"b\" is not known");
}

static void refuses_one_that_is_too_long(void)
{
	char *text = malloc(2 * DRIVE_URI_MAX);

	memset(text, 'a', 2 * DRIVE_URI_MAX);
	memcpy(text, "dryburn//", 9);
	text[2 * DRIVE_URI_MAX - 1] = '\0';
	refuses(text, "longer than");
	free(text);
}

static const struct unit_test tests[] = {
	{"Cfgstring.NamesADiscOrADrive", names_a_disc_or_a_drive},
	{"Cfgstring.SaysWhatIsWrong", says_what_is_wrong},
	{"Cfgstring.RefusesOneThatIsTooLong", refuses_one_that_is_too_long},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
