/* SPDX-License-Identifier: MIT */
/*
 * The engine as an in-process server of COM: DllGetClassObject() is class_objects.c's, registration is
 * registration.c's. A program that wants objects first gives a host [ours], for which this library exports
 * imapi2_set_process_host().
 */
#include "engine/imapi2/class_objects.h"

/* Objects are not counted, so nobody knows that none is left. */
HRESULT STDAPICALLTYPE DllCanUnloadNow(void)
{
	return S_FALSE;
}

void imapi2_set_process_host(const struct imapi2_host *host)
{
	imapi2_set_class_objects_host(host);
}
