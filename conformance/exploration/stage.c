/* SPDX-License-Identifier: MIT */
/* A schedule's life. Everything between making and destroying the platform is its main task's. */
#include "conformance/exploration/stage.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/doubles/pattern.h"

enum { PAGE_SIZE = 4096, READ_BACK_BYTES = 32 * SECTOR_SIZE, PATTERN_SEED = 1, LINE_MAX_BYTES = 256 };

/* ---- scenarios ---- */

void scenario_name(const struct scenario *scenario, char ret_name[SCENARIO_TEXT_MAX])
{
	snprintf(ret_name, SCENARIO_TEXT_MAX, "w%ub%u", scenario->writes % 1000, scenario->blocks % 1000);
}

bool scenario_of(const char *name, struct scenario *ret_scenario)
{
	char again[SCENARIO_TEXT_MAX];

	if (sscanf(name, "w%3ub%3u", &ret_scenario->writes, &ret_scenario->blocks) != 2)
		return false;
	scenario_name(ret_scenario, again);
	return strcmp(name, again) == 0 && ret_scenario->writes >= 1 && ret_scenario->writes <= SCENARIO_WRITES_MAX &&
	       ret_scenario->blocks >= 1 && ret_scenario->blocks <= SCENARIO_BLOCKS_MAX;
}

static size_t write_bytes(const struct stage *stage)
{
	return (size_t)stage->scenario.blocks * SECTOR_SIZE;
}

static size_t section_bytes(const struct stage *stage)
{
	return stage->scenario.writes * write_bytes(stage);
}

int stage_init(struct stage *stage, const struct scenario *scenario)
{
	size_t bytes;

	memset(stage, 0, sizeof(*stage));
	stage->scenario = *scenario;
	bytes = section_bytes(stage) + write_bytes(stage);
	stage->pattern = malloc(bytes);
	stage->read_back = aligned_alloc(PAGE_SIZE, READ_BACK_BYTES);
	stage->seen = calloc(1, sizeof(*stage->seen));
	if (!stage->pattern || !stage->read_back || !stage->seen) {
		stage_finish(stage);
		return -ENOMEM;
	}
	pattern_fill(PATTERN_SEED, 0, stage->pattern, bytes);
	return 0;
}

void stage_finish(struct stage *stage)
{
	free(stage->pattern);
	free(stage->read_back);
	free(stage->seen);
	memset(stage, 0, sizeof(*stage));
}

void stage_tell(const struct stage *stage, const char *format, ...)
{
	char line[LINE_MAX_BYTES];
	va_list arguments;
	int used;

	if (!stage->choices->show)
		return;
	used = snprintf(line, sizeof(line), "%12.6f s  ", (double)platform_now(stage->platform) / 1e9);
	va_start(arguments, format);
	vsnprintf(line + used, sizeof(line) - (size_t)used, format, arguments);
	va_end(arguments);
	stage->choices->show(stage->choices->context, line);
}

/* ---- the objects ---- */

static HRESULT make_recorder(struct stage *stage)
{
	BSTR id = SysAllocString(u"stage");
	HRESULT hr = CoCreateInstance(&CLSID_MsftDiscRecorder2, NULL, CLSCTX_INPROC_SERVER, &IID_IDiscRecorder2,
	                              (void **)&stage->recorder);

	if (SUCCEEDED(hr))
		hr = IDiscRecorder2_InitializeDiscRecorder(stage->recorder, id);
	if (SUCCEEDED(hr))
		hr = IDiscRecorder2_QueryInterface(stage->recorder, &IID_IDiscRecorder2Ex,
		                                   (void **)&stage->recorder_ex);
	SysFreeString(id);
	return hr;
}

static HRESULT connect_sink(struct stage *stage)
{
	IConnectionPointContainer *container;
	IConnectionPoint *point;
	DWORD cookie;
	HRESULT hr = IWriteEngine2_QueryInterface(stage->engine, &IID_IConnectionPointContainer, (void **)&container);

	if (FAILED(hr))
		return hr;
	hr = IConnectionPointContainer_FindConnectionPoint(container, &IID_DWriteEngine2Events, &point);
	IConnectionPointContainer_Release(container);
	if (FAILED(hr))
		return hr;
	hr = IConnectionPoint_Advise(point, (IUnknown *)&stage->sink.IDispatch_iface, &cookie);
	IConnectionPoint_Release(point);
	return hr;
}

static HRESULT make_engine(struct stage *stage)
{
	HRESULT hr = CoCreateInstance(&CLSID_MsftWriteEngine2, NULL, CLSCTX_INPROC_SERVER, &IID_IWriteEngine2,
	                              (void **)&stage->engine);

	if (SUCCEEDED(hr))
		hr = IWriteEngine2_put_Recorder(stage->engine, stage->recorder_ex);
	if (SUCCEEDED(hr))
		hr = IWriteEngine2_put_BytesPerSector(stage->engine, SECTOR_SIZE);
	return SUCCEEDED(hr) ? connect_sink(stage) : hr;
}

/* What is left of references afterwards was leaked. */
static void release_objects(struct stage *stage)
{
	ULONG left = 0;

	if (stage->engine)
		left += IWriteEngine2_Release(stage->engine);
	if (stage->recorder_ex)
		IDiscRecorder2Ex_Release(stage->recorder_ex);
	if (stage->recorder)
		left += IDiscRecorder2_Release(stage->recorder);
	left += (ULONG)(stage->sink.references - 1 + stage->stream.references - 1);
	stage->seen->references_left = (unsigned)left;
	stage->engine = NULL;
	stage->recorder_ex = NULL;
	stage->recorder = NULL;
}

/* ---- sections ---- */

static void write_section(struct stage *stage, struct seen_section *section, const uint8_t *data, uint32_t start,
                          uint32_t blocks)
{
	section->start = start;
	section->blocks = blocks;
	section->blocks_per_write = stage->scenario.blocks;
	stage->stream.data = data;
	stage->stream.bytes = (uint64_t)blocks * SECTOR_SIZE;
	stage->stream.position = 0;
	section->called_ns = platform_now(stage->platform);
	section->result =
		IWriteEngine2_WriteSection(stage->engine, &stage->stream.IStream_iface, (LONG)start, (LONG)blocks);
	section->returned_ns = platform_now(stage->platform);
	choices_trace(stage->choices, (uint32_t)section->result);
	choices_trace(stage->choices, section->returned_ns);
	stage_tell(stage, "WriteSection of %u blocks at %u: 0x%08X", (unsigned)blocks, (unsigned)start,
	           (unsigned)section->result);
}

/* The region after which nothing changes any more is the last one of the task that wrote. */
static void note_decision(struct stage *stage, const char *writer)
{
	for (unsigned i = 0; i < stage->task_count; i++)
		if (stage->tasks[i].task == writer)
			stage->seen->decided_region = stage->tasks[i].region;
}

static void write_disturbed(struct stage *stage)
{
	struct observation *seen = stage->seen;

	stage_open_section(stage);
	write_section(stage, &seen->section, stage->pattern, 0, stage->scenario.writes * stage->scenario.blocks);
	note_decision(stage, stage->writer);
	stage_close_section(stage);
	stage_stop_canceller(stage);
	stage_judge(stage, &seen->section, stage->pattern);
	choices_trace(stage->choices, (uint64_t)seen->section.next_writable << 32 | seen->section.right_blocks);
}

/* One WRITE, where the first section left off. */
static void write_next(struct stage *stage)
{
	struct observation *seen = stage->seen;
	const uint8_t *data = stage->pattern + section_bytes(stage);

	if (seen->section.judge_error)
		return;
	write_section(stage, &seen->next, data, seen->section.next_writable, stage->scenario.blocks);
	stage_judge(stage, &seen->next, data);
}

/* ---- the life ---- */

static int set_up(struct stage *stage)
{
	int result = stage_set_up_drive(stage);

	if (result)
		return result;
	imapi2_set_process_host(&stage->host);
	stage->objects_before = simulated_objects(stage->platform);
	return FAILED(make_recorder(stage)) || FAILED(make_engine(stage)) ? -EIO : stage_start_canceller(stage);
}

static void live(void *argument)
{
	struct stage *stage = argument;
	int error = set_up(stage);

	if (!error) {
		write_disturbed(stage);
		write_next(stage);
	}
	release_objects(stage);
	stage->seen->objects_left = simulated_objects(stage->platform) - stage->objects_before;
	if (error)
		stage->error = error;
	imapi2_set_process_host(NULL);
	stage_take_down_drive(stage);
}

/* All but what lies behind the counts. */
static void forget(struct stage *stage)
{
	memset(stage->seen, 0, offsetof(struct observation, cancels));
	stage->error = 0;
	stage->pump = NULL;
	stage->loopback = NULL;
	stage->judge = NULL;
	stage->recorder = NULL;
	stage->recorder_ex = NULL;
	stage->engine = NULL;
	stage->writer = NULL;
	stage_prepare_stops(stage);
	stage_stream_open(&stage->stream, NULL, 0);
	stage_sink_open(&stage->sink);
}

int stage_run(struct stage *stage, struct choices *choices)
{
	struct simulated_report report;
	int result;

	stage->choices = choices;
	forget(stage);
	stage->platform = simulated_create(&stage->chooser);
	if (!stage->platform)
		return -ENOMEM;
	simulated_watch(stage->platform, &stage->watcher);
	result = simulated_run(stage->platform, live, stage, &report);
	if (result == -EDEADLK) {
		imapi2_set_process_host(NULL);
		memcpy(stage->seen->deadlock, report.deadlock, sizeof(stage->seen->deadlock));
		return 0;
	}
	platform_destroy(stage->platform);
	return result ? result : stage->error;
}
