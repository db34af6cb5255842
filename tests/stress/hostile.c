/* SPDX-License-Identifier: MIT */
/*
 * An initiator that no sane person would let in: hostile DRIVE COMMANDS SEED. Four tasks, each with a way of its own to
 * the drive, send commands of any operation code, with lengths that agree with nothing. Each must be answered: how many
 * were is printed, and the exit status is 1 if the drive or the way to it failed for one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/drive.h"

#define LIMIT_NS (60 * NS_PER_S)

enum { CLIENTS = 4, ROOM = 65536, VARIABLE_LENGTH_CDB = 0x7F };

struct client {
	struct drive *drive;
	struct task *task;
	struct transport *transport;
	uint32_t state; /* of its random numbers, not 0 */
	unsigned long commands, good, refused, failed;
	uint8_t data[ROOM];
};

static uint32_t draw(struct client *client, uint32_t bound)
{
	client->state ^= client->state << 13;
	client->state ^= client->state >> 17;
	client->state ^= client->state << 5;
	return client->state % bound;
}

/* Half of the operation codes are a burner's. */
static uint8_t draw_operation_code(struct client *client)
{
	static const uint8_t codes[] = {0x00, 0x03, 0x04, 0x12, 0x15, 0x1A, 0x1B, 0x1E, 0x23, 0x25, 0x28, 0x2A,
	                                0x2B, 0x2E, 0x2F, 0x35, 0x43, 0x46, 0x4A, 0x51, 0x52, 0x53, 0x54, 0x55,
	                                0x5A, 0x5B, 0x5C, 0xA0, 0xA7, 0xA8, 0xAA, 0xAC, 0xAD, 0xB6, 0xBB, 0xBD};

	return draw(client, 2) ? codes[draw(client, sizeof(codes))] : (uint8_t)draw(client, 256);
}

/* Most fields are nothing or small, so that some commands get past the first check. */
static void draw_command(struct client *client, struct command *command)
{
	bool crowded = draw(client, 2);

	*command = (struct command){.direction = (enum data_direction)draw(client, 3)};
	for (unsigned i = 1; i < CDB_MAX; i++)
		if (!draw(client, crowded ? 2 : 8))
			command->cdb[i] = (uint8_t)(draw(client, 3) ? draw(client, 8) : draw(client, 256));
	command->cdb[0] = draw_operation_code(client);
	command->cdb_length = (uint8_t)(6 + draw(client, CDB_MAX - 5));
	if (command->cdb[0] == VARIABLE_LENGTH_CDB) {
		command->cdb[7] = (uint8_t)(4 * draw(client, 3));
		command->cdb_length = (uint8_t)(8 + command->cdb[7]);
	}
	if (command->direction == DATA_NONE)
		return;
	command->data = client->data;
	command->data_length = draw(client, 4) ? draw(client, 600) : draw(client, ROOM);
}

static void be_hostile(void *argument)
{
	struct client *client = argument;
	struct command command;

	while (client->commands--) {
		int error;

		draw_command(client, &command);
		error = transport_execute(client->transport, &command, LIMIT_NS);
		client->good += !error && command.status == STATUS_GOOD;
		client->refused += !error && command.status != STATUS_GOOD;
		client->failed += error != 0;
		if (error)
			fprintf(stderr, "%02Xh with %u bytes of CDB and %zu of data: %s\n", command.cdb[0],
			        command.cdb_length, command.data_length, strerror(-error));
	}
}

static int begin(struct client *client, struct drive *drive, unsigned long commands, uint32_t seed)
{
	client->drive = drive;
	client->commands = commands;
	client->state = seed;
	if (drive_open_transport(drive, &client->transport))
		return 1;
	return task_start(drive->platform, "hostile", be_hostile, client, &client->task);
}

static void end(struct client *client)
{
	if (client->task)
		task_join(client->drive->platform, client->task);
	transport_destroy(client->transport);
}

static unsigned long be_hostile_to(struct drive *drive, unsigned long commands, uint32_t seed)
{
	static struct client clients[CLIENTS];
	unsigned long good = 0, refused = 0, failed = 0;

	for (unsigned i = 0; i < CLIENTS; i++)
		failed += begin(&clients[i], drive, commands, seed * CLIENTS + i + 1) != 0;
	for (unsigned i = 0; i < CLIENTS; i++) {
		end(&clients[i]);
		good += clients[i].good;
		refused += clients[i].refused;
		failed += clients[i].failed;
	}
	printf("%lu good, %lu refused, %lu failed\n", good, refused, failed);
	return failed;
}

int main(int argc, char **argv)
{
	struct drive *drive = NULL;
	unsigned long failed;

	if (argc != 4)
		return CLI_USAGE;
	if (drive_open(argv[1], &drive) != CLI_DONE)
		return CLI_UNAVAILABLE;
	failed = be_hostile_to(drive, strtoul(argv[2], NULL, 10), (uint32_t)strtoul(argv[3], NULL, 10));
	drive_close(drive);
	return failed ? CLI_FAILED : CLI_DONE;
}
