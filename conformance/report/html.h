/* SPDX-License-Identifier: MIT */
/*
 * HTML that is well-formed XML, too, written by libxml2. Text and attributes are escaped; an element is never closed by
 * itself ("<td/>"), which HTML would take for open, unless it is one of HTML's that have no content.
 */
#ifndef CONFORMANCE_REPORT_HTML_H
#define CONFORMANCE_REPORT_HTML_H

#include <libxml/xmlwriter.h>

/* Opens an element; `class_name` may be NULL. */
void html_open(xmlTextWriterPtr writer, const char *name, const char *class_name);
void html_attribute(xmlTextWriterPtr writer, const char *name, const char *value);
void html_text(xmlTextWriterPtr writer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void html_close(xmlTextWriterPtr writer);

/* The same for an element without content, such as meta or input. */
void html_close_empty(xmlTextWriterPtr writer);

/* A whole element with one text. */
void html_element(xmlTextWriterPtr writer, const char *name, const char *class_name, const char *text);

/* Style sheet or script: as it stands, for which it must not contain "]]>" or end its own element. */
void html_raw(xmlTextWriterPtr writer, const char *name, const char *text);

#endif
