/* SPDX-License-Identifier: MIT */
/*
 * dryburn-bench [NAME]: runs the benchmarks whose name contains NAME, all without one.
 * dryburn-bench --count N DRIVE: prints how many TEST UNIT READYs a second a drive takes, iscsi://... or /dev/..., over
 * N.
 */
#include "bench/bench.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench/ready.h"

static const struct benchmark *const benchmarks[] = {
	&burn_benchmark,       &test_unit_ready_benchmark, &ready_umockdev_benchmark, &ready_tgt_benchmark,
	&whole_disc_benchmark, &iscsi_write_benchmark,     &iscsi_read_benchmark,
};

double host_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int compare(const void *a, const void *b)
{
	double difference = *(const double *)a - *(const double *)b;

	return (difference > 0) - (difference < 0);
}

static double median(double values[BENCH_ROUNDS])
{
	qsort(values, BENCH_ROUNDS, sizeof(*values), compare);
	return values[BENCH_ROUNDS / 2];
}

static void print_line(const struct benchmark *benchmark, double value, double ratio)
{
	json_t *line = json_pack("{s:s, s:f, s:s, s:s, s:f}", "name", benchmark->name, "value", value, "unit",
	                         benchmark->unit, "reference", benchmark->reference, "ratio", ratio);

	json_dumpf(line, stdout, JSON_REAL_PRECISION(4));
	putchar('\n');
	fflush(stdout);
	json_decref(line);
}

static int run(const struct benchmark *benchmark)
{
	double values[BENCH_ROUNDS], ratios[BENCH_ROUNDS];

	for (unsigned round = 0; round < BENCH_ROUNDS; round++) {
		double reference;
		int result = benchmark->measure(&values[round], &reference);

		if (result) {
			fprintf(stderr, "dryburn-bench: %s: %s\n", benchmark->name, strerror(-result));
			return 1;
		}
		ratios[round] = values[round] / reference;
	}
	print_line(benchmark, median(values), median(ratios));
	return 0;
}

static int count(const char *commands, const char *drive)
{
	unsigned long wanted = strtoul(commands, NULL, 10);
	double per_second;
	int result = wanted && wanted <= UINT32_MAX ? ready_count_at(drive, (unsigned)wanted, &per_second) : -EINVAL;

	if (result)
		fprintf(stderr, "dryburn-bench: %s: %s\n", drive, strerror(-result));
	else
		printf("%.1f\n", per_second);
	return result ? 1 : 0;
}

int main(int argc, char **argv)
{
	unsigned selected = 0;
	int status = 0;

	if (argc == 4 && strcmp(argv[1], "--count") == 0)
		return count(argv[2], argv[3]);
	for (unsigned i = 0; i < sizeof(benchmarks) / sizeof(benchmarks[0]); i++) {
		if (argc > 1 && !strstr(benchmarks[i]->name, argv[1]))
			continue;
		selected++;
		status |= run(benchmarks[i]);
	}
	if (selected)
		return status;
	fprintf(stderr, "dryburn-bench: no benchmark's name contains \"%s\"\n", argv[1]);
	return 2;
}
