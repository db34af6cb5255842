/* SPDX-License-Identifier: MIT */
/* Class objects, and the process's source of them. */
#ifndef ENGINE_COM_CLASS_FACTORY_H
#define ENGINE_COM_CLASS_FACTORY_H

#include "engine/com/unknown.h"

/* Makes an object with one reference, the caller's. E_OUTOFMEMORY, with *ret_object NULL. */
typedef HRESULT (*class_create)(const void *context, IUnknown **ret_object);

/* An IClassFactory whose CreateInstance calls create(context, ...). `context` outlives its objects. Outer objects are
 * refused with CLASS_E_NOAGGREGATION. E_POINTER, E_NOINTERFACE, E_OUTOFMEMORY. */
HRESULT class_factory_create(class_create create, const void *context, REFIID interface_id, void **ret_object);

/* Where CoCreateInstance(), CoGetClassObject() and CLSIDFromProgID() of this process look. */
struct class_source {
	HRESULT (*get_class_object)(REFCLSID class_id, REFIID interface_id, void **ret_object);
	HRESULT (*class_of_name)(LPCOLESTR name, CLSID *ret_class_id);
};

/* `source` is static, or NULL for none. */
void com_set_class_source(const struct class_source *source);

#endif
