/* SPDX-License-Identifier: MIT */
/* A directory for the files of one test program, removed with all it holds when the program ends. */
#ifndef TESTS_UNIT_STORE_SCRATCH_H
#define TESTS_UNIT_STORE_SCRATCH_H

/* The path of `name` in the directory. Valid for the next seven calls. */
const char *scratch(const char *name);

#endif
