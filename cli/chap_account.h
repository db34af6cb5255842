/* SPDX-License-Identifier: MIT */
/* An account for CHAP: USER:FILE, with the password as the only line of the file. */
#ifndef CLI_CHAP_ACCOUNT_H
#define CLI_CHAP_ACCOUNT_H

#include "emulator/problem.h"

enum { CHAP_NAME_MAX = 65, CHAP_PASSWORD_MIN = 12, CHAP_PASSWORD_MAX = 256 };

struct chap_account {
	char user[CHAP_NAME_MAX];
	char password[CHAP_PASSWORD_MAX];
};

/* 0; -EINVAL or an error of the file's with a reason. */
int chap_account_read(const char *text, struct chap_account *ret_account, struct problem *ret_problem);

#endif
