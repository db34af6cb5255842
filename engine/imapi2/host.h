/* SPDX-License-Identifier: MIT */
/*
 * What the IMAPI2 objects need from the program they live in: a platform, and a way from a recorder's unique id to a
 * drive. An operating system gives these to Microsoft's objects; here a program gives them.
 */
#ifndef ENGINE_IMAPI2_HOST_H
#define ENGINE_IMAPI2_HOST_H

#include "engine/com/com.h"
#include "engine/transport/transport.h"
#include "platform/platform.h"

struct imapi2_host {
	struct platform *platform; /* outlives all objects */
	/*
	 * The transport to the drive with this id (UTF-8). 0 and a transport that the object destroys; -ENODEV, -ENOENT
	 * for an unknown id; other negative errno.
	 */
	int (*open)(void *context, const char *id, struct transport **ret_transport);
	void *context;
};

/*
 * A class object (IClassFactory) of one of the classes of imapi2.h, whose objects use `host`. The host must outlive
 * them. S_OK, CLASS_E_CLASSNOTAVAILABLE, E_NOINTERFACE, E_POINTER, E_OUTOFMEMORY.
 */
HRESULT imapi2_get_class_object(const struct imapi2_host *host, REFCLSID class_id, REFIID interface_id,
                                void **ret_object);

/* Makes `host` the one that CoCreateInstance() and DllGetClassObject() use; NULL takes it back. Not while objects are
 * being created. */
void imapi2_set_process_host(const struct imapi2_host *host);

#endif
