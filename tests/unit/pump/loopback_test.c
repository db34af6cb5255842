/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>

#include "tests/unit/pump/pump_test.h"

static struct pump *pump;
static struct loopback *loopback;
static struct transport *first, *second;

static void open_both(void)
{
	pump = new_pump(simulated, NULL);
	CHECK_EQUAL(loopback_create(simulated, pump, &loopback), 0);
	CHECK_EQUAL(loopback_open(loopback, &first), 0);
	CHECK_EQUAL(loopback_open(loopback, &second), 0);
}

static void close_both(void)
{
	transport_destroy(first);
	transport_destroy(second);
	loopback_destroy(loopback);
	pump_destroy(pump);
}

static int send(struct transport *transport)
{
	struct command command = {.cdb_length = 6};

	return transport_execute(transport, &command, NS_PER_S);
}

static void a_claim_shuts_others_out(void *argument)
{
	char client[TRANSPORT_CLIENT_MAX];

	(void)argument;
	open_both();
	CHECK_EQUAL(transport_claim(first, false, "burner"), 0);
	CHECK_EQUAL(send(first), 0);
	CHECK_EQUAL(send(second), -EBUSY);
	CHECK_EQUAL(transport_claim(second, true, "other"), -EBUSY);
	CHECK_EQUAL(transport_owner(second, client), 0);
	CHECK_STRING(client, "burner");
	CHECK_EQUAL(transport_release(second), -EPERM);
	CHECK_EQUAL(transport_release(first), 0);
	CHECK_EQUAL(send(second), 0);
	CHECK_EQUAL(transport_owner(second, client), 0);
	CHECK_STRING(client, "");
	close_both();
}

static void claims_are_counted(void *argument)
{
	(void)argument;
	open_both();
	CHECK_EQUAL(transport_claim(first, false, "burner"), 0);
	CHECK_EQUAL(transport_claim(first, false, "burner"), 0);
	CHECK_EQUAL(transport_release(first), 0);
	CHECK_EQUAL(send(second), -EBUSY);
	CHECK_EQUAL(transport_release(first), 0);
	CHECK_EQUAL(send(second), 0);
	CHECK_EQUAL(transport_release(first), -EPERM);
	close_both();
}

static void a_closed_transport_has_no_claim(void *argument)
{
	(void)argument;
	open_both();
	CHECK_EQUAL(transport_claim(first, false, "burner"), 0);
	transport_destroy(first);
	CHECK_EQUAL(send(second), 0);
	CHECK_EQUAL(loopback_open(loopback, &first), 0);
	close_both();
}

static void names_are_checked(void *argument)
{
	char name[65];

	(void)argument;
	open_both();
	memset(name, 'x', 64);
	name[64] = 0;
	CHECK_EQUAL(transport_claim(first, false, ""), -EINVAL);
	CHECK_EQUAL(transport_claim(first, false, name), -EINVAL);
	name[63] = 0;
	CHECK_EQUAL(transport_claim(first, false, name), 0);
	close_both();
}

static void transfers_over_the_limit_are_not_sent(void *argument)
{
	static uint8_t data[65537];
	struct command command = {.cdb = {0x12, 0, 0, 0xFF, 0xFF}, .cdb_length = 6, .direction = DATA_IN, .data = data};

	(void)argument;
	open_both();
	command.data_length = sizeof(data);
	CHECK_EQUAL(transport_execute(first, &command, NS_PER_S), -EMSGSIZE);
	command.data_length = 65536;
	CHECK_EQUAL(transport_execute(first, &command, NS_PER_S), 0);
	close_both();
}

#define ON_SIMULATED_PLATFORM(name)          \
	static void test_##name(void)        \
	{                                    \
		on_simulated_platform(name); \
	}

ON_SIMULATED_PLATFORM(a_claim_shuts_others_out)
ON_SIMULATED_PLATFORM(claims_are_counted)
ON_SIMULATED_PLATFORM(a_closed_transport_has_no_claim)
ON_SIMULATED_PLATFORM(names_are_checked)
ON_SIMULATED_PLATFORM(transfers_over_the_limit_are_not_sent)

const struct unit_test loopback_tests[] = {
	{"Loopback.AClaimShutsOthersOut", test_a_claim_shuts_others_out},
	{"Loopback.ClaimsAreCounted", test_claims_are_counted},
	{"Loopback.AClosedTransportHasNoClaim", test_a_closed_transport_has_no_claim},
	{"Loopback.NamesAreChecked", test_names_are_checked},
	{"Loopback.TransfersOverTheLimitAreNotSent", test_transfers_over_the_limit_are_not_sent},
	{0},
};
