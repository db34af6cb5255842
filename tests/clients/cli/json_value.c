/* SPDX-License-Identifier: MIT */
/* json_value PATH <FILE: prints the value at a path such as "tracks.0.start". Exit 1 if it is not there or not JSON. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static json_t *step(json_t *value, const char *word)
{
	return json_is_array(value) ? json_array_get(value, strtoul(word, NULL, 10)) : json_object_get(value, word);
}

int main(int argc, char **argv)
{
	json_error_t error;
	json_t *root = json_loadf(stdin, JSON_REJECT_DUPLICATES, &error), *value = root;
	int failed;

	if (!root)
		fprintf(stderr, "line %d: %s\n", error.line, error.text);
	for (char *word = argc > 1 ? strtok(argv[1], ".") : NULL; word; word = strtok(NULL, "."))
		value = step(value, word);
	failed = !value || json_dumpf(value, stdout, JSON_ENCODE_ANY | JSON_COMPACT);
	json_decref(root);
	return failed;
}
