/* SPDX-License-Identifier: MIT */
/* What the rows of the opcode table call: struct opcode's perform(), one a command, named as T10 names it. */
#ifndef EMULATOR_COMMANDS_PERFORM_H
#define EMULATOR_COMMANDS_PERFORM_H

#include "emulator/commands/opcode.h"

#define PERFORM(name) struct sense name(struct drive *drive, struct command *command, struct work *ret_work)

/* test_unit_ready.c, request_sense.c, inquiry.c, report_luns.c */
PERFORM(test_unit_ready);
PERFORM(request_sense);
PERFORM(inquiry);
PERFORM(report_luns);

/* mode_sense.c, mode_select.c */
PERFORM(mode_sense_6);
PERFORM(mode_sense_10);
PERFORM(mode_select_6);
PERFORM(mode_select_10);

/* configuration.c, event_status.c, mechanism_status.c, start_stop.c */
PERFORM(get_configuration);
PERFORM(get_event_status_notification);
PERFORM(mechanism_status);
PERFORM(start_stop_unit);
PERFORM(prevent_allow_medium_removal);

/* disc_information.c, track_information.c, toc.c, disc_structure.c */
PERFORM(read_disc_information);
PERFORM(read_track_information);
PERFORM(read_toc_pma_atip);
PERFORM(read_disc_structure);

/* read.c: READ(10) and READ(12) are one */
PERFORM(read_10);
PERFORM(seek_10);
PERFORM(verify_10);
PERFORM(read_capacity);
PERFORM(set_read_ahead);

/* write.c: WRITE(10) and WRITE(12) are one; buffer.c; opc.c */
PERFORM(write_10);
PERFORM(write_and_verify_10);
PERFORM(synchronize_cache);
PERFORM(read_buffer_capacity);
PERFORM(send_opc_information);

/* close.c, format.c, format_capacities.c */
PERFORM(close_track_session);
PERFORM(reserve_track);
PERFORM(format_unit);
PERFORM(read_format_capacities);

/* performance.c, speed.c */
PERFORM(get_performance);
PERFORM(set_streaming);
PERFORM(set_cd_speed);

#undef PERFORM

#endif
