/* SPDX-License-Identifier: MIT */
#include "conformance/report/html.h"

#include <stdarg.h>

#define XML(text) ((const xmlChar *)(text))

void html_open(xmlTextWriterPtr writer, const char *name, const char *class_name)
{
	xmlTextWriterStartElement(writer, XML(name));
	if (class_name)
		html_attribute(writer, "class", class_name);
}

void html_attribute(xmlTextWriterPtr writer, const char *name, const char *value)
{
	xmlTextWriterWriteAttribute(writer, XML(name), XML(value));
}

void html_text(xmlTextWriterPtr writer, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	xmlTextWriterWriteVFormatString(writer, format, arguments);
	va_end(arguments);
}

void html_close(xmlTextWriterPtr writer)
{
	xmlTextWriterFullEndElement(writer);
}

void html_close_empty(xmlTextWriterPtr writer)
{
	xmlTextWriterEndElement(writer);
}

void html_element(xmlTextWriterPtr writer, const char *name, const char *class_name, const char *text)
{
	html_open(writer, name, class_name);
	html_text(writer, "%s", text);
	html_close(writer);
}

/* HTML takes these elements' content literally and XML does not: a CDATA section inside a comment of their own
 * languages is read alike by both. */
void html_raw(xmlTextWriterPtr writer, const char *name, const char *text)
{
	html_open(writer, name, NULL);
	xmlTextWriterWriteRaw(writer, XML("/*<![CDATA[*/\n"));
	xmlTextWriterWriteRaw(writer, XML(text));
	xmlTextWriterWriteRaw(writer, XML("/*]]>*/"));
	html_close(writer);
}
