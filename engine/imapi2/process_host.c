/* SPDX-License-Identifier: MIT */
/* Where engine/com's CoCreateInstance() and CLSIDFromProgID() find the classes. */
#include "engine/com/text.h"
#include "engine/imapi2/class_objects.h"

static HRESULT class_of_name(LPCOLESTR name, CLSID *ret_class_id)
{
	for (const struct imapi2_class *row = imapi2_classes; row->class_id; row++) {
		if (spells_name(name, row->name)) {
			*ret_class_id = *row->class_id;
			return S_OK;
		}
	}
	return CO_E_CLASSSTRING;
}

void imapi2_set_process_host(const struct imapi2_host *host)
{
	static const struct class_source source = {DllGetClassObject, class_of_name};

	imapi2_set_class_objects_host(host);
	com_set_class_source(host ? &source : NULL);
}
