/* SPDX-License-Identifier: MIT */
#include "handlers/ways/ways.h"

#include <errno.h>
#include <string.h>

#include "tests/unit/unit.h"

static struct problem problem;

static void are_found_by_name(void)
{
	for (unsigned i = 0; i < WAY_COUNT; i++)
		CHECK(way_find(ways[i].name) == &ways[i]);
	CHECK(!way_find("carrier pigeon"));
	CHECK(!way_find(""));
}

static unsigned count_carried(const struct way *way)
{
	unsigned count = 0;

	for (unsigned code = 0; code <= 0xFF; code++)
		count += way_carries_code(way, (uint8_t)code);
	return count;
}

static void tcmu_loses_operation_codes(void)
{
	static const uint8_t lost[] = {0x16, 0x17, 0x56, 0x57, 0x5E, 0x5F, 0xA0};
	static const uint8_t carried[] = {0x00, 0x15, 0x18, 0x2A, 0x55, 0x58, 0x5D, 0x60, 0x7E, 0x7F, 0x9F, 0xA1, 0xBF, 0xC0, 0xFF};

	for (unsigned i = 0; i < sizeof(lost); i++)
		CHECK(!way_carries_code(&ways[WAY_TCMU], lost[i]));
	for (unsigned i = 0; i < sizeof(carried); i++)
		CHECK(way_carries_code(&ways[WAY_TCMU], carried[i]));
	CHECK_EQUAL(count_carried(&ways[WAY_TCMU]), 256 - 2 - 2 - 2 - 1);
	CHECK_EQUAL(count_carried(&ways[WAY_LOOPBACK]), 256);
	CHECK_EQUAL(count_carried(&ways[WAY_UMOCKDEV]), 256);
	CHECK_EQUAL(count_carried(&ways[WAY_TGT]), 256);
}

static void only_the_loopback_has_virtual_time(void)
{
	CHECK_EQUAL(way_admits_clock(&ways[WAY_LOOPBACK], WAY_VIRTUAL, "emu:", &problem), 0);
	for (unsigned i = WAY_LOOPBACK + 1; i < WAY_COUNT; i++) {
		CHECK_EQUAL(way_admits_clock(&ways[i], WAY_VIRTUAL, "emu:time=virtual", &problem), -EINVAL);
		CHECK(strstr(problem.text, "emu:time=virtual: ") == problem.text);
		CHECK(strstr(problem.text, ways[i].command) != NULL);
		CHECK(strstr(problem.text, "time=real or time=scaled:N") != NULL);
		CHECK_EQUAL(way_admits_clock(&ways[i], WAY_REAL, "emu:", &problem), 0);
		CHECK_EQUAL(way_admits_clock(&ways[i], WAY_SCALED, "emu:", &problem), 0);
	}
}

static void refuses_a_rule_that_would_never_act(void)
{
	static const char rules[] = "id=good op=WRITE(10) do=hang\nid=reserve op=5Eh do=hang";

	CHECK_EQUAL(way_admits_rules(&ways[WAY_TGT], rules, &problem), 0);
	CHECK_EQUAL(way_admits_rules(&ways[WAY_TCMU], rules, &problem), -EINVAL);
	CHECK(strstr(problem.text, "rule \"reserve\" would never act") != NULL);
	CHECK(strstr(problem.text, "5Eh") != NULL);
	CHECK(strstr(problem.text, "tcmu (dryburn tcmu)") != NULL);
	CHECK(strstr(problem.text, "loopback (emu:), umockdev (dryburn run), tgt (dryburn serve)") != NULL);
	CHECK_EQUAL(way_admits_rules(&ways[WAY_TCMU], "id=luns op=REPORT-LUNS do=delay:5", &problem), -EINVAL);
	CHECK(strstr(problem.text, "REPORT LUNS") != NULL);
}

static void a_rule_for_any_operation_acts_on_those_that_come(void)
{
	CHECK_EQUAL(way_admits_rules(&ways[WAY_TCMU], "id=any op=any do=delay:5", &problem), 0);
	CHECK_EQUAL(way_admits_rules(&ways[WAY_TCMU], "", &problem), 0);
}

static void passes_on_what_is_wrong_with_rules(void)
{
	CHECK_EQUAL(way_admits_rules(&ways[WAY_TCMU], "id=a op=any do=dance", &problem), -EINVAL);
	CHECK(strstr(problem.text, "do=dance") != NULL);
	CHECK_EQUAL(way_admits_rules(&ways[WAY_TCMU], "id=a op=any do=hang;id=a op=any do=hang", &problem), -EEXIST);
}

static void every_capability_has_words_for_every_way(void)
{
	char text[WAY_TEXT_MAX];

	for (const struct way_capability *capability = way_capabilities; capability->name; capability++) {
		CHECK(strlen(capability->source) > 0);
		for (unsigned i = 0; i < WAY_COUNT; i++) {
			capability->describe(&ways[i], text);
			CHECK(strlen(text) > 0 && strlen(text) < WAY_TEXT_MAX - 1);
		}
	}
}

static const struct unit_test tests[] = {
	{"Ways.AreFoundByName", are_found_by_name},
	{"Ways.TcmuLosesOperationCodes", tcmu_loses_operation_codes},
	{"Ways.OnlyTheLoopbackHasVirtualTime", only_the_loopback_has_virtual_time},
	{"Ways.RefusesARuleThatWouldNeverAct", refuses_a_rule_that_would_never_act},
	{"Ways.ARuleForAnyOperationActsOnThoseThatCome", a_rule_for_any_operation_acts_on_those_that_come},
	{"Ways.PassesOnWhatIsWrongWithRules", passes_on_what_is_wrong_with_rules},
	{"Ways.EveryCapabilityHasWordsForEveryWay", every_capability_has_words_for_every_way},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
