/* SPDX-License-Identifier: MIT */
/* The classes that can be created. Inside the engine only: programs go by host.h. */
#ifndef ENGINE_IMAPI2_CLASS_OBJECTS_H
#define ENGINE_IMAPI2_CLASS_OBJECTS_H

#include "engine/com/class_factory.h"
#include "engine/imapi2/host.h"

/* [IMAPI2 coclasses] */
struct imapi2_class {
	const CLSID *class_id;
	const char *name; /* ProgID */
	class_create create;
};

/* Ended by a row with class_id NULL; a class with two names has two rows. */
extern const struct imapi2_class imapi2_classes[];

/* The host of DllGetClassObject()'s objects from now on, or NULL for none: what imapi2_set_process_host() does, without
 * telling anyone else. */
void imapi2_set_class_objects_host(const struct imapi2_host *host);

#endif
