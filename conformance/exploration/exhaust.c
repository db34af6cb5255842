/* SPDX-License-Identifier: MIT */
/*
 * A schedule's children differ from it in one more answer, behind its last deviation; so each schedule has one parent,
 * and is found once. Level n holds the schedules with n disturbances that have children on the next level: what they
 * were asked is kept, and their children are made from that, one after another. Children that cost nothing belong to
 * their parent's level and are run right behind it.
 *
 * Parts: levels 0 and 1 are run by every part and belong to the first; schedules of level 2 are dealt out like cards,
 * with everything below them.
 */
#include "conformance/exploration/exhaust.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { DEALT_LEVEL = 2 };

/* A question behind the last deviation, that can be answered otherwise. */
struct branch {
	uint32_t at;
	uint8_t kind, options;
};

/* A schedule that was run. */
struct node {
	bool mine;
	unsigned deviation_count, branch_count;
	struct deviation *deviations;
	struct branch branches[];
};

struct level {
	struct node **nodes;
	size_t count, room;
};

struct search {
	struct enumeration *enumeration;
	struct choices *choices;
	struct level now, next;
	unsigned number, last; /* level under way, last level */
	uint64_t dealt;
};

static unsigned most_disturbances(const struct bound *bound)
{
	return bound->most[CANCEL] + bound->most[FAULT] + bound->most[PREEMPTION];
}

static int keep(struct level *level, struct node *node)
{
	if (level->count == level->room) {
		size_t room = level->room ? level->room * 2 : 64;
		struct node **nodes = reallocarray(level->nodes, room, sizeof(*nodes));

		if (!nodes)
			return -ENOMEM;
		level->nodes = nodes;
		level->room = room;
	}
	level->nodes[level->count++] = node;
	return 0;
}

static void clear(struct level *level)
{
	for (size_t i = 0; i < level->count; i++)
		free(level->nodes[i]);
	free(level->nodes);
	*level = (struct level){0};
}

/* ---- branches ---- */

static bool can_branch(const struct search *search, enum disturbance kind)
{
	return kind == FREE || search->choices->spent[kind] < search->enumeration->bound.most[kind];
}

/* Calls for each branch of the run just made, or only counts. */
static unsigned branches_of(const struct search *search, unsigned from, struct branch *ret_branches)
{
	const struct choices *choices = search->choices;
	unsigned count = 0;

	for (unsigned i = from; i < choices->count; i++) {
		const struct answered *answered = &choices->answered[i];

		if (!can_branch(search, answered->kind))
			continue;
		if (ret_branches)
			ret_branches[count] = (struct branch){i, answered->kind, answered->options};
		count++;
	}
	return count;
}

/* The run just made, as a node; *ret_node is NULL if nothing branches from it. */
static int make_node(const struct search *search, const struct vector *vector, bool mine, struct node **ret_node)
{
	unsigned from = vector->count ? vector->deviations[vector->count - 1].at + 1 : 0;
	unsigned count = branches_of(search, from, NULL);
	size_t branch_bytes = count * sizeof(struct branch), deviation_bytes = vector->count * sizeof(struct deviation);
	struct node *node;

	*ret_node = NULL;
	if (!count)
		return 0;
	node = malloc(sizeof(*node) + branch_bytes + deviation_bytes);
	if (!node)
		return -ENOMEM;
	*node = (struct node){.mine = mine, .deviation_count = vector->count, .branch_count = count};
	branches_of(search, from, node->branches);
	node->deviations = (struct deviation *)(node->branches + count);
	memcpy(node->deviations, vector->deviations, deviation_bytes);
	*ret_node = node;
	return 0;
}

static bool branches_cost(const struct node *node)
{
	for (unsigned i = 0; i < node->branch_count; i++)
		if (node->branches[i].kind != FREE)
			return true;
	return false;
}

/* ---- running ---- */

static int run_free_children(struct search *search, const struct node *node);

/* Runs a schedule of this level, and those that differ from it by free choices. */
static int run_schedule(struct search *search, const struct vector *vector, bool mine)
{
	struct enumeration *enumeration = search->enumeration;
	struct node *node;
	int result;

	if (!enumeration->run(enumeration, vector, search->choices, mine))
		return -ECANCELED;
	result = make_node(search, vector, mine, &node);
	if (result || !node)
		return result;
	result = run_free_children(search, node);
	if (!result && search->number < search->last && branches_cost(node))
		result = keep(&search->next, node);
	else
		free(node);
	return result;
}

/* The node's child by one more deviation. */
static int child_of(const struct node *node, const struct branch *branch, unsigned option, struct vector *ret_vector)
{
	if (node->deviation_count == DEVIATIONS_MAX)
		return -E2BIG;
	memcpy(ret_vector->deviations, node->deviations, node->deviation_count * sizeof(struct deviation));
	ret_vector->count = node->deviation_count;
	ret_vector->deviations[ret_vector->count++] = (struct deviation){branch->at, (uint8_t)option};
	return 0;
}

static bool is_mine(struct search *search, const struct node *parent)
{
	const struct enumeration *enumeration = search->enumeration;

	if (search->number == DEALT_LEVEL)
		return search->dealt++ % enumeration->parts == enumeration->part;
	return parent->mine;
}

/* Children of a node: those that are free, or those that cost. */
static int run_children(struct search *search, const struct node *node, bool that_cost)
{
	struct vector child;
	int result = 0;

	for (unsigned i = 0; i < node->branch_count && !result; i++) {
		const struct branch *branch = &node->branches[i];

		if ((branch->kind != FREE) != that_cost)
			continue;
		for (unsigned option = 1; option < branch->options && !result; option++) {
			bool mine = that_cost ? is_mine(search, node) : node->mine;

			if (!mine && search->number >= DEALT_LEVEL)
				continue;
			result = child_of(node, branch, option, &child);
			if (!result)
				result = run_schedule(search, &child, mine);
		}
	}
	return result;
}

static int run_free_children(struct search *search, const struct node *node)
{
	return run_children(search, node, false);
}

static int run_level(struct search *search)
{
	int result = 0;

	if (search->number == 0)
		return run_schedule(search, &(struct vector){0}, search->enumeration->part == 0);
	for (size_t i = 0; i < search->now.count && !result; i++)
		result = run_children(search, search->now.nodes[i], true);
	return result;
}

int exhaust(struct enumeration *enumeration, struct choices *choices)
{
	struct search search = {
		.enumeration = enumeration, .choices = choices, .last = most_disturbances(&enumeration->bound)};
	int result = 0;

	enumeration->complete = 0;
	for (; search.number <= search.last && !result; search.number++) {
		result = run_level(&search);
		clear(&search.now);
		search.now = search.next;
		search.next = (struct level){0};
		if (!result)
			enumeration->complete = search.number + 1;
	}
	clear(&search.now);
	clear(&search.next);
	return result;
}
