/* SPDX-License-Identifier: MIT */
/* The linker's build id, from the notes of the running program [ELF gABI "Note Section", ld --build-id]. */
#define _GNU_SOURCE /* dl_iterate_phdr() */
#include <elf.h>
#include <link.h>
#include <stdio.h>
#include <string.h>

#include "conformance/exploration/vector.h"

enum { ID_BYTES = (BUILD_ID_MAX - 1) / 2 };

static size_t aligned(size_t bytes)
{
	return (bytes + 3) / 4 * 4;
}

/* Bytes of the id in a segment of notes; NULL if it has none. */
static const uint8_t *find_in(const uint8_t *notes, size_t bytes)
{
	ElfW(Nhdr) header;

	while (bytes >= sizeof(header)) {
		size_t name, description;

		memcpy(&header, notes, sizeof(header));
		name = aligned(header.n_namesz);
		description = aligned(header.n_descsz);
		if (name > bytes - sizeof(header) || description > bytes - sizeof(header) - name)
			return NULL;
		if (header.n_type == NT_GNU_BUILD_ID && header.n_descsz >= ID_BYTES &&
		    memcmp(notes + sizeof(header), "GNU", 4) == 0)
			return notes + sizeof(header) + name;
		notes += sizeof(header) + name + description;
		bytes -= sizeof(header) + name + description;
	}
	return NULL;
}

/* The first object is the program itself: 1 ends the walk. */
static int look(struct dl_phdr_info *object, size_t bytes, void *context)
{
	const uint8_t **ret_id = context;

	(void)bytes;
	for (unsigned i = 0; i < object->dlpi_phnum && !*ret_id; i++) {
		const ElfW(Phdr) *segment = &object->dlpi_phdr[i];

		if (segment->p_type == PT_NOTE)
			*ret_id = find_in((const uint8_t *)(object->dlpi_addr + segment->p_vaddr), segment->p_memsz);
	}
	return 1;
}

void build_id(char ret_id[BUILD_ID_MAX])
{
	const uint8_t *id = NULL;

	*ret_id = '\0';
	dl_iterate_phdr(look, &id);
	for (unsigned i = 0; id && i < ID_BYTES; i++)
		snprintf(ret_id + 2 * i, 3, "%02x", id[i]);
}
