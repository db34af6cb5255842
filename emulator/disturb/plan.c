/* SPDX-License-Identifier: MIT */
/* Rules: their text (a table of keys, a table of actions), and what they say about a command. */
#include "emulator/disturb/plan.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "t10/opcode.h"

#define NS_PER_MILLISECOND UINT64_C(1000000)

enum { TOKEN_MAX = 128, MILLISECONDS_MAX = 1000 * 60 * 60 * 24 };

/* ---- the text ---- */

static bool parse_number(const char *text, uint64_t maximum, uint64_t *ret_number)
{
	char *end;

	if (*text < '0' || *text > '9')
		return false;
	errno = 0;
	*ret_number = strtoull(text, &end, 10);
	return !errno && !*end && *ret_number <= maximum;
}

static bool parse_id(struct rule *rule, const char *value)
{
	return *value && snprintf(rule->id, sizeof(rule->id), "%s", value) < (int)sizeof(rule->id);
}

static bool parse_operation(struct rule *rule, const char *value)
{
	char name[TOKEN_MAX];
	unsigned code;
	int used = 0;

	if (strcmp(value, "any") == 0) {
		rule->operation = -1;
		return true;
	}
	if (sscanf(value, "%2x%n", &code, &used) == 1 &&
	    (strcmp(value + used, "h") == 0 || strcmp(value + used, "H") == 0)) {
		rule->operation = (int)code;
		return true;
	}
	snprintf(name, sizeof(name), "%s", value);
	rule->operation = opcode_from_name(name);
	for (char *at = name; rule->operation < 0 && (at = strchr(at, '-')); at++) {
		*at = ' ';
		rule->operation = opcode_from_name(name);
	}
	return rule->operation >= 0;
}

/* clang-format off */
static const char *const steps[STEP_KIND_COUNT] = {
	[STEP_LOAD] = "load", [STEP_EJECT] = "eject", [STEP_SPIN_UP] = "spin-up", [STEP_STOP] = "stop",
	[STEP_SEEK] = "seek", [STEP_READ] = "read", [STEP_RECORD] = "record", [STEP_CALIBRATE] = "calibrate",
	[STEP_CLOSE_TRACK] = "close-track", [STEP_CLOSE_SESSION] = "close-session", [STEP_FINALISE] = "finalise",
	[STEP_FORMAT] = "format",
};
/* clang-format on */

static bool parse_step(struct rule *rule, const char *value)
{
	rule->is_physical = true;
	for (unsigned kind = 0; kind < STEP_KIND_COUNT; kind++) {
		if (strcmp(steps[kind], value) != 0)
			continue;
		rule->step = kind;
		return true;
	}
	return false;
}

static bool parse_range(struct rule *rule, const char *value)
{
	int used = 0;

	rule->has_range = true;
	return sscanf(value, "%9u..%9u%n", &rule->first_lba, &rule->last_lba, &used) == 2 && !value[used] &&
	       rule->first_lba <= rule->last_lba;
}

static bool parse_nth(struct rule *rule, const char *value)
{
	return parse_number(value, UINT32_MAX, &rule->nth) && rule->nth;
}

static bool parse_times(struct rule *rule, const char *value)
{
	return parse_number(value, UINT32_MAX, &rule->times) && rule->times;
}

static bool parse_sense(struct rule *rule, const char *value)
{
	unsigned key, asc, ascq;
	int used = 0;

	if (sscanf(value, "%1x/%2x/%2x%n", &key, &asc, &ascq, &used) != 3 || value[used] || !(key | asc | ascq))
		return false;
	rule->sense = sense_of((enum sense_key)key, (uint16_t)(asc << 8 | ascq));
	return true;
}

static bool parse_duration(struct rule *rule, const char *value)
{
	uint64_t milliseconds;

	if (!parse_number(value, MILLISECONDS_MAX, &milliseconds))
		return false;
	rule->duration_ns = milliseconds * NS_PER_MILLISECOND;
	return true;
}

static bool parse_nothing(struct rule *rule, const char *value)
{
	(void)rule;
	return !*value;
}

/* clang-format off */
static const struct {
	const char *name;
	enum action_kind kind;
	bool (*parse)(struct rule *rule, const char *value);
} actions[] = {
	{ "sense", ACTION_SENSE, parse_sense },
	{ "busy",  ACTION_BUSY,  parse_duration },
	{ "delay", ACTION_DELAY, parse_duration },
	{ "hang",  ACTION_HANG,  parse_nothing },
};
/* clang-format on */

static bool parse_action(struct rule *rule, const char *value)
{
	size_t length = strcspn(value, ":");

	for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++) {
		if (strlen(actions[i].name) != length || strncmp(actions[i].name, value, length) != 0)
			continue;
		rule->action = actions[i].kind;
		return actions[i].parse(rule, value[length] ? value + length + 1 : "");
	}
	return false;
}

/* clang-format off */
static const struct {
	const char *key, *form;
	bool required;
	bool (*parse)(struct rule *rule, const char *value);
} keys[] = {
	{ "id",    "a name of at most 31 bytes",                                       true,  parse_id },
	{ "op",    "T10's name with - for spaces, a code like 2Ah, or any",            false, parse_operation },
	{ "step",  "record, read, close-session and the like",                         false, parse_step },
	{ "lba",   "FIRST..LAST",                                                      false, parse_range },
	{ "nth",   "a number from 1",                                                  false, parse_nth },
	{ "times", "a number from 1",                                                  false, parse_times },
	{ "do",    "sense:K/AA/QQ, busy:MILLISECONDS, delay:MILLISECONDS or hang",     true,  parse_action },
};
/* clang-format on */

enum { KEY_COUNT = sizeof(keys) / sizeof(keys[0]) };

static int parse_token(struct rule *rule, char *token, bool seen[KEY_COUNT], struct problem *ret_problem)
{
	char *value = strchr(token, '=');

	for (size_t i = 0; value && i < KEY_COUNT; i++) {
		if (strlen(keys[i].key) != (size_t)(value - token) ||
		    strncmp(keys[i].key, token, (size_t)(value - token)) != 0)
			continue;
		if (seen[i])
			return problem_set(ret_problem, EINVAL, "rule: \"%s=\" stands twice", keys[i].key);
		seen[i] = true;
		return keys[i].parse(rule, value + 1)
		               ? 0
		               : problem_set(ret_problem, EINVAL, "rule: \"%s\" is wrong: %s= takes %s", token,
		                             keys[i].key, keys[i].form);
	}
	return problem_set(ret_problem, EINVAL,
	                   "rule: \"%s\" is not known: it takes id=, op=, step=, lba=, nth=, times=, do=", token);
}

enum { KEY_OP = 1, KEY_STEP = 2 };

/* What the parts of a rule say of each other. */
static int check_rule(const struct rule *rule, const bool seen[KEY_COUNT], struct problem *ret_problem)
{
	for (size_t i = 0; i < KEY_COUNT; i++)
		if (keys[i].required && !seen[i])
			return problem_set(ret_problem, EINVAL, "rule: \"%s=\" is missing: %s", keys[i].key,
			                   keys[i].form);
	if (seen[KEY_OP] == seen[KEY_STEP])
		return problem_set(ret_problem, EINVAL, "rule: %s: one of \"op=\" and \"step=\" says what it is about",
		                   rule->id);
	if (rule->is_physical && rule->action != ACTION_SENSE && rule->action != ACTION_DELAY)
		return problem_set(ret_problem, EINVAL, "rule: %s: a step can do sense:K/AA/QQ or delay:MILLISECONDS",
		                   rule->id);
	return 0;
}

static int parse_rule(struct rule *rule, char *text, struct problem *ret_problem)
{
	bool seen[KEY_COUNT] = {false};
	char *rest = NULL;

	memset(rule, 0, sizeof(*rule));
	for (char *token = strtok_r(text, " \t", &rest); token; token = strtok_r(NULL, " \t", &rest)) {
		int result = parse_token(rule, token, seen, ret_problem);

		if (result)
			return result;
	}
	return check_rule(rule, seen, ret_problem);
}

/* ---- the plan ---- */

static struct rule *find_armed(struct plan *plan, const char *id)
{
	for (unsigned i = 0; i < plan->count; i++)
		if (!plan->rules[i].disarmed && strcmp(plan->rules[i].id, id) == 0)
			return &plan->rules[i];
	return NULL;
}

/* Disarmed rules keep their count for as long as there is room. */
static bool forget_oldest_disarmed(struct plan *plan)
{
	unsigned oldest = 0;

	while (oldest < plan->count && !plan->rules[oldest].disarmed)
		oldest++;
	if (oldest == plan->count)
		return false;
	memmove(&plan->rules[oldest], &plan->rules[oldest + 1], (--plan->count - oldest) * sizeof(plan->rules[0]));
	return true;
}

static int add_rule(struct plan *plan, char *text, struct problem *ret_problem)
{
	struct rule rule;
	int result = parse_rule(&rule, text, ret_problem);

	if (result)
		return result;
	if (find_armed(plan, rule.id))
		return problem_set(ret_problem, EEXIST, "rule: the id \"%s\" is in use", rule.id);
	if (plan->count == PLAN_RULES_MAX && !forget_oldest_disarmed(plan))
		return problem_set(ret_problem, ENOSPC, "rule: %d rules are armed already", PLAN_RULES_MAX);
	plan->rules[plan->count++] = rule;
	return 0;
}

static bool is_blank_or_comment(const char *text)
{
	return !*text || *text == '#';
}

int plan_arm(struct plan *plan, const char *text, struct problem *ret_problem)
{
	struct plan *changed = malloc(sizeof(*changed));
	char *copy = strdup(text), *rest = NULL;
	int result = copy && changed ? 0 : -ENOMEM;

	if (changed)
		*changed = *plan;
	for (char *line = copy ? strtok_r(copy, ";\n", &rest) : NULL; line && !result;
	     line = strtok_r(NULL, ";\n", &rest))
		if (!is_blank_or_comment(line + strspn(line, " \t")))
			result = add_rule(changed, line, ret_problem);
	if (!result)
		*plan = *changed;
	free(copy);
	free(changed);
	return result;
}

int plan_disarm(struct plan *plan, const char *id, struct problem *ret_problem)
{
	struct rule *rule = find_armed(plan, id);

	if (rule) {
		rule->disarmed = true;
		return 0;
	}
	if (*id)
		return problem_set(ret_problem, ENOENT, "rule: no rule \"%s\" is armed", id);
	for (unsigned i = 0; i < plan->count; i++)
		plan->rules[i].disarmed = true;
	return 0;
}

int64_t plan_hits(const struct plan *plan, const char *id)
{
	for (unsigned i = plan->count; i > 0; i--)
		if (strcmp(plan->rules[i - 1].id, id) == 0)
			return (int64_t)plan->rules[i - 1].hits;
	return -ENOENT;
}

/* ---- judging ---- */

/* True if some of these blocks are in the rule's range; *ret_block is the first of them. */
static bool reaches(const struct rule *rule, uint32_t lba, uint32_t blocks, uint32_t *ret_block)
{
	*ret_block = lba > rule->first_lba ? lba : rule->first_lba;
	return *ret_block <= rule->last_lba && *ret_block - lba < blocks;
}

static bool fits(const struct rule *rule, const struct command *command, uint32_t *ret_block)
{
	uint32_t lba, blocks;

	if (rule->is_physical || (rule->operation >= 0 && rule->operation != command->cdb[0]))
		return false;
	if (!rule->has_range)
		return true;
	if (!command_extent(command, &lba, &blocks) || !blocks)
		return false;
	return reaches(rule, lba, blocks, ret_block);
}

static bool step_fits(const struct rule *rule, const struct step *step, uint32_t *ret_block)
{
	if (!rule->is_physical || rule->step != step->kind)
		return false;
	return !rule->has_range || reaches(rule, step->lba, step->blocks, ret_block);
}

/* Counts a match: true if the rule acts on it. */
static bool acts(struct rule *rule, uint64_t now)
{
	rule->matches++;
	if (rule->matches < rule->nth || (rule->times && rule->hits == rule->times))
		return false;
	if (rule->action == ACTION_BUSY) {
		if (!rule->busy_until)
			rule->busy_until = now + rule->duration_ns;
		if (now >= rule->busy_until)
			return false;
	}
	rule->hits++;
	return true;
}

static void apply(const struct rule *rule, uint32_t block, struct verdict *verdict)
{
	bool silent = sense_is_good(&verdict->sense) && !verdict->hang;

	switch (rule->action) {
	case ACTION_SENSE:
		if (!silent)
			break;
		verdict->sense = rule->sense;
		verdict->sense.information_valid = rule->has_range;
		verdict->sense.information = block;
		break;
	case ACTION_BUSY:
		if (silent)
			verdict->sense = sense_of(NOT_READY, LU_NOT_READY_LONG_WRITE_IN_PROGRESS);
		break;
	case ACTION_DELAY:
		verdict->delay_ns += rule->duration_ns;
		break;
	case ACTION_HANG:
		verdict->hang = verdict->hang || silent;
		break;
	}
}

struct verdict plan_judge(struct plan *plan, const struct command *command, uint64_t now)
{
	struct verdict verdict = {0};

	for (unsigned i = 0; i < plan->count; i++) {
		struct rule *rule = &plan->rules[i];
		uint32_t block = 0;

		if (!rule->disarmed && fits(rule, command, &block) && acts(rule, now))
			apply(rule, block, &verdict);
	}
	return verdict;
}

struct verdict plan_judge_step(struct plan *plan, const struct step *step, uint64_t now)
{
	struct verdict verdict = {0};

	for (unsigned i = 0; i < plan->count; i++) {
		struct rule *rule = &plan->rules[i];
		uint32_t block = 0;

		if (!rule->disarmed && step_fits(rule, step, &block) && acts(rule, now))
			apply(rule, block, &verdict);
	}
	return verdict;
}
