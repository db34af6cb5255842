/* SPDX-License-Identifier: MIT */
#include "handlers/emulated/drive_uri.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/unit.h"

static struct drive_uri uri;
static struct problem problem;

static void gives_all_parts(void)
{
	CHECK_EQUAL(
		drive_uri_parse("emu:disc=a/b=c,time=scaled:25,model=m,rules=r", &ways[WAY_LOOPBACK], &uri, &problem),
		0);
	CHECK_STRING(uri.disc, "a/b=c");
	CHECK_STRING(uri.model, "m");
	CHECK_STRING(uri.rules, "r");
	CHECK(!uri.is_virtual);
	CHECK_EQUAL(uri.scale, 25);
}

static void time_is_virtual_unless_said(void)
{
	CHECK_EQUAL(drive_uri_parse("emu:disc=a", &ways[WAY_LOOPBACK], &uri, &problem), 0);
	CHECK(uri.is_virtual);
	CHECK_EQUAL(drive_uri_parse("emu:time=virtual", &ways[WAY_LOOPBACK], &uri, &problem), 0);
	CHECK(uri.is_virtual);
	CHECK_EQUAL(drive_uri_parse("emu:time=real", &ways[WAY_LOOPBACK], &uri, &problem), 0);
	CHECK(!uri.is_virtual);
	CHECK_EQUAL(uri.scale, 1);
}

static void carriers_live_in_the_hosts_time(void)
{
	CHECK_EQUAL(drive_uri_parse("emu:disc=a", &ways[WAY_TGT], &uri, &problem), 0);
	CHECK(!uri.is_virtual);
	CHECK_EQUAL(uri.scale, 1);
	CHECK_EQUAL(drive_uri_parse("emu:time=scaled:7", &ways[WAY_TGT], &uri, &problem), 0);
	CHECK_EQUAL(uri.scale, 7);
	CHECK_EQUAL(drive_uri_parse("emu:time=virtual", &ways[WAY_TGT], &uri, &problem), -EINVAL);
	CHECK(strstr(problem.text, "time=real") != NULL);
}

static void a_control_socket_needs_the_hosts_time(void)
{
	CHECK_EQUAL(drive_uri_parse("emu:control=s", &ways[WAY_LOOPBACK], &uri, &problem), -EINVAL);
	CHECK_EQUAL(drive_uri_parse("emu:control=s,time=real", &ways[WAY_LOOPBACK], &uri, &problem), 0);
	CHECK_STRING(uri.control, "s");
	CHECK_EQUAL(drive_uri_parse("emu:control=s", &ways[WAY_TGT], &uri, &problem), 0);
}

static void without_a_disc_the_tray_is_empty(void)
{
	CHECK_EQUAL(drive_uri_parse("emu:", &ways[WAY_LOOPBACK], &uri, &problem), 0);
	CHECK(!uri.disc);
	CHECK(!uri.model);
	CHECK(!uri.rules);
}

static void refuses(const char *text, const char *words)
{
	CHECK_EQUAL(drive_uri_parse(text, &ways[WAY_LOOPBACK], &uri, &problem), -EINVAL);
	CHECK(strstr(problem.text, words) != NULL);
}

static void says_what_is_wrong_and_what_would_be_right(void)
{
	refuses("", "a drive is emu:disc=NAME");
	refuses("/dev/sr0", "\"/dev/sr0\" is no drive");
	refuses("EMU:disc=a", "is no drive");
	refuses("emu:disc", "\"disc\" is not known");
	refuses("emu:disc=a,b", "no NAME, FILE or PATH can contain a comma");
	refuses("emu:disc=a,", "\"\" is not known");
	refuses("emu:disc=", "disc= takes the name of a disc");
	refuses("emu:disks=a", "\"disks=a\" is not known");
	refuses("emu:disc=a,disc=b", "\"disc=\" stands twice");
	refuses("emu:time=slow", "time= takes virtual, real, or scaled:N");
	refuses("emu:time=scaled:", "time= takes");
	refuses("emu:time=scaled:0", "time= takes");
	refuses("emu:time=scaled:1000001", "time= takes");
}

static void refuses_one_that_is_too_long(void)
{
	char *text = malloc(DRIVE_URI_MAX + 1);

	memset(text, 'a', DRIVE_URI_MAX);
	memcpy(text, "emu:disc=", 9);
	text[DRIVE_URI_MAX] = '\0';
	refuses(text, "longer than");
	text[DRIVE_URI_MAX - 1] = '\0';
	CHECK_EQUAL(drive_uri_parse(text, &ways[WAY_LOOPBACK], &uri, &problem), 0);
	free(text);
}

static const struct unit_test tests[] = {
	{"DriveUri.GivesAllParts", gives_all_parts},
	{"DriveUri.TimeIsVirtualUnlessSaid", time_is_virtual_unless_said},
	{"DriveUri.CarriersLiveInTheHostsTime", carriers_live_in_the_hosts_time},
	{"DriveUri.AControlSocketNeedsTheHostsTime", a_control_socket_needs_the_hosts_time},
	{"DriveUri.WithoutADiscTheTrayIsEmpty", without_a_disc_the_tray_is_empty},
	{"DriveUri.SaysWhatIsWrongAndWhatWouldBeRight", says_what_is_wrong_and_what_would_be_right},
	{"DriveUri.RefusesOneThatIsTooLong", refuses_one_that_is_too_long},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
