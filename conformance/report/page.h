/* SPDX-License-Identifier: MIT */
/* The parts of the HTML report. Inside report_html*.c only. */
#ifndef CONFORMANCE_REPORT_PAGE_H
#define CONFORMANCE_REPORT_PAGE_H

#include "conformance/report/html.h"
#include "conformance/report/judgement.h"

struct page {
	xmlTextWriterPtr writer;
	const struct suite_result *result;
	unsigned standings[STANDING_COUNT]; /* how many requirements stand so */
};

/* ---- report_html_evidence.c ---- */

/* A verdict or a standing, in its colour. */
void page_write_chip(xmlTextWriterPtr writer, const char *word);

/* A case with its verdict and messages, as an item of a list. */
void page_write_case(xmlTextWriterPtr writer, const struct case_result *one);

/* The filter and a table for each family of requirements. */
void page_write_requirements(const struct page *page);

#endif
