/* SPDX-License-Identifier: MIT */
/* Connection points, and what sinks may do to them from inside an event. */
#include <string.h>

#include "engine/com/class_factory.h"
#include "engine/com/com.h"
#include "engine/com/connection_point.h"
#include "platform/posix.h"
#include "tests/unit/unit.h"

static const IID event_id = {0x11112222, 0x3333, 0x4444, {1, 2, 3, 4, 5, 6, 7, 8}};

static struct platform *platform;
static struct connection_container container;
static IConnectionPoint *point;
static LONG owner_references;

/* The object that has the events. */
static HRESULT STDMETHODCALLTYPE owner_QueryInterface(IUnknown *iface, REFIID riid, void **ppvObject)
{
	(void)iface;
	(void)riid;
	*ppvObject = NULL;
	return E_NOINTERFACE;
}

static ULONG STDMETHODCALLTYPE owner_AddRef(IUnknown *iface)
{
	(void)iface;
	return (ULONG)++owner_references;
}

static ULONG STDMETHODCALLTYPE owner_Release(IUnknown *iface)
{
	(void)iface;
	return (ULONG)--owner_references;
}

static const IUnknownVtbl owner_vtbl = {owner_QueryInterface, owner_AddRef, owner_Release};
static IUnknown owner = {&owner_vtbl};

/* A sink that counts. */
struct sink {
	IUnknown IUnknown_iface;
	LONG references;
	bool refuses;
	unsigned events;
	DWORD cookie;
	void (*on_event)(struct sink *sink);
	struct sink *other;
};

static HRESULT STDMETHODCALLTYPE sink_QueryInterface(IUnknown *iface, REFIID riid, void **ppvObject)
{
	struct sink *sink = (struct sink *)iface;

	*ppvObject = NULL;
	if (sink->refuses || !IsEqualIID(riid, &event_id))
		return E_NOINTERFACE;
	sink->references++;
	*ppvObject = iface;
	return S_OK;
}

static ULONG STDMETHODCALLTYPE sink_AddRef(IUnknown *iface)
{
	return (ULONG)++((struct sink *)iface)->references;
}

static ULONG STDMETHODCALLTYPE sink_Release(IUnknown *iface)
{
	return (ULONG)--((struct sink *)iface)->references;
}

static const IUnknownVtbl sink_vtbl = {sink_QueryInterface, sink_AddRef, sink_Release};

static struct sink new_sink(void)
{
	return (struct sink){.IUnknown_iface = {&sink_vtbl}, .references = 1};
}

static HRESULT advise(struct sink *sink)
{
	return IConnectionPoint_Advise(point, &sink->IUnknown_iface, &sink->cookie);
}

static void fire_one(void *context, IDispatch *dispatch)
{
	struct sink *sink = (struct sink *)dispatch;

	(void)context;
	sink->events++;
	if (sink->on_event)
		sink->on_event(sink);
}

static void fire(void)
{
	connection_container_fire(&container, fire_one, NULL);
}

static void set_up(void)
{
	platform = posix_create(1);
	owner_references = 1;
	connection_container_init(&container, &owner, platform, &event_id);
	IConnectionPointContainer_FindConnectionPoint(&container.IConnectionPointContainer_iface, &event_id, &point);
}

static void tear_down(void)
{
	IConnectionPoint_Release(point);
	connection_container_finish(&container);
	CHECK_EQUAL(owner_references, 1);
	platform_destroy(platform);
}

static void point_is_found_by_its_interface(void)
{
	IConnectionPointContainer *found;
	IConnectionPoint *none = point;
	IID id;

	set_up();
	CHECK_EQUAL(IConnectionPoint_GetConnectionInterface(point, &id), S_OK);
	CHECK(IsEqualIID(&id, &event_id));
	CHECK_EQUAL(IConnectionPoint_GetConnectionPointContainer(point, &found), S_OK);
	CHECK_EQUAL(IConnectionPointContainer_FindConnectionPoint(found, &IID_IUnknown, &none), CONNECT_E_NOCONNECTION);
	CHECK(none == NULL);
	IConnectionPointContainer_Release(found);
	tear_down();
}

static void every_sink_gets_every_event(void)
{
	struct sink first = new_sink(), second = new_sink();

	set_up();
	CHECK_EQUAL(advise(&first), S_OK);
	CHECK_EQUAL(advise(&second), S_OK);
	CHECK(first.cookie && second.cookie && first.cookie != second.cookie);
	fire();
	CHECK_EQUAL(IConnectionPoint_Unadvise(point, first.cookie), S_OK);
	CHECK_EQUAL(first.references, 1);
	fire();
	CHECK_EQUAL(first.events, 1);
	CHECK_EQUAL(second.events, 2);
	CHECK_EQUAL(IConnectionPoint_Unadvise(point, first.cookie), CONNECT_E_NOCONNECTION);
	tear_down();
	CHECK_EQUAL(second.references, 1);
}

static void foreign_sinks_are_refused(void)
{
	struct sink sink = new_sink();

	set_up();
	sink.refuses = true;
	sink.cookie = 77;
	CHECK_EQUAL(advise(&sink), CONNECT_E_CANNOTCONNECT);
	CHECK_EQUAL(sink.cookie, 0);
	CHECK_EQUAL(IConnectionPoint_Advise(point, NULL, &sink.cookie), E_POINTER);
	CHECK_EQUAL(IConnectionPoint_Advise(point, &sink.IUnknown_iface, NULL), E_POINTER);
	CHECK_EQUAL(sink.references, 1);
	tear_down();
}

static void unadvise_self(struct sink *sink)
{
	IConnectionPoint_Unadvise(point, sink->cookie);
}

static void unadvise_other(struct sink *sink)
{
	IConnectionPoint_Unadvise(point, sink->other->cookie);
}

static void advise_other(struct sink *sink)
{
	advise(sink->other);
	sink->on_event = NULL;
}

static void sink_may_leave_from_inside_its_event(void)
{
	struct sink first = new_sink(), second = new_sink();

	set_up();
	first.on_event = unadvise_self;
	advise(&first);
	advise(&second);
	fire();
	fire();
	CHECK_EQUAL(first.events, 1);
	CHECK_EQUAL(first.references, 1);
	CHECK_EQUAL(second.events, 2);
	tear_down();
}

static void sink_that_was_removed_in_the_same_event_gets_none(void)
{
	struct sink first = new_sink(), second = new_sink();

	set_up();
	first.on_event = unadvise_other;
	first.other = &second;
	advise(&first);
	advise(&second);
	fire();
	CHECK_EQUAL(second.events, 0);
	tear_down();
}

static void sink_that_came_in_the_same_event_waits_for_the_next(void)
{
	struct sink first = new_sink(), second = new_sink();

	set_up();
	first.on_event = advise_other;
	first.other = &second;
	advise(&first);
	fire();
	CHECK_EQUAL(second.events, 0);
	fire();
	CHECK_EQUAL(second.events, 1);
	tear_down();
}

static void connections_are_enumerated(void)
{
	struct sink sinks[6];
	IEnumConnections *all, *clone;
	CONNECTDATA data[7];
	ULONG fetched;

	set_up();
	for (size_t i = 0; i < 6; i++) {
		sinks[i] = new_sink();
		advise(&sinks[i]);
	}
	CHECK_EQUAL(IConnectionPoint_EnumConnections(point, &all), S_OK);
	IConnectionPoint_Unadvise(point, sinks[5].cookie);
	CHECK_EQUAL(IEnumConnections_Skip(all, 1), S_OK);
	CHECK_EQUAL(IEnumConnections_Clone(all, &clone), S_OK);
	CHECK_EQUAL(IEnumConnections_Next(all, 7, data, &fetched), S_FALSE);
	CHECK_EQUAL(fetched, 5);
	CHECK(data[0].pUnk == &sinks[1].IUnknown_iface);
	CHECK_EQUAL(data[4].dwCookie, sinks[5].cookie);
	for (ULONG i = 0; i < fetched; i++)
		IUnknown_Release(data[i].pUnk);
	CHECK_EQUAL(IEnumConnections_Next(clone, 1, data, NULL), S_OK);
	CHECK_EQUAL(data[0].dwCookie, sinks[1].cookie);
	IUnknown_Release(data[0].pUnk);
	CHECK_EQUAL(IEnumConnections_Next(clone, 2, data, NULL), E_POINTER);
	CHECK_EQUAL(IEnumConnections_Skip(clone, 9), S_FALSE);
	IEnumConnections_Release(clone);
	IEnumConnections_Release(all);
	CHECK_EQUAL(sinks[5].references, 1);
	tear_down();
	CHECK_EQUAL(sinks[0].references, 1);
}

static void the_one_point_is_enumerated(void)
{
	IEnumConnectionPoints *all;
	IConnectionPoint *found[2];
	ULONG fetched;

	set_up();
	CHECK_EQUAL(IConnectionPointContainer_EnumConnectionPoints(&container.IConnectionPointContainer_iface, &all),
	            S_OK);
	CHECK_EQUAL(IEnumConnectionPoints_Next(all, 2, found, &fetched), S_FALSE);
	CHECK_EQUAL(fetched, 1);
	CHECK(found[0] == point);
	IConnectionPoint_Release(found[0]);
	CHECK_EQUAL(IEnumConnectionPoints_Next(all, 1, found, &fetched), S_FALSE);
	CHECK_EQUAL(fetched, 0);
	CHECK_EQUAL(IEnumConnectionPoints_Reset(all), S_OK);
	CHECK_EQUAL(IEnumConnectionPoints_Skip(all, 1), S_OK);
	IEnumConnectionPoints_Release(all);
	tear_down();
}

static HRESULT create_owner(const void *context, IUnknown **ret_object)
{
	CHECK(context == &event_id);
	owner_references = 1;
	*ret_object = &owner;
	return S_OK;
}

static void factory_refuses_outer_objects(void)
{
	IClassFactory *factory;
	void *object = &owner;

	CHECK_EQUAL(class_factory_create(create_owner, &event_id, &IID_IClassFactory, (void **)&factory), S_OK);
	CHECK_EQUAL(IClassFactory_CreateInstance(factory, &owner, &IID_IUnknown, &object), CLASS_E_NOAGGREGATION);
	CHECK(object == NULL);
	CHECK_EQUAL(IClassFactory_CreateInstance(factory, NULL, &IID_IUnknown, &object), E_NOINTERFACE);
	CHECK_EQUAL(owner_references, 0);
	CHECK_EQUAL(IClassFactory_CreateInstance(factory, NULL, &IID_IUnknown, NULL), E_POINTER);
	CHECK_EQUAL(IClassFactory_Release(factory), 0);
}

static void nothing_is_created_without_a_source(void)
{
	void *object = &owner;
	CLSID id;

	CHECK_EQUAL(CoCreateInstance(&event_id, NULL, CLSCTX_ALL, &IID_IUnknown, &object), REGDB_E_CLASSNOTREG);
	CHECK(object == NULL);
	CHECK_EQUAL(CLSIDFromProgID(u"IMAPI2.MsftWriteEngine2", &id), CO_E_CLASSSTRING);
}

static const struct unit_test tests[] = {
	{"ConnectionPoint.IsFoundByItsInterface", point_is_found_by_its_interface},
	{"ConnectionPoint.EverySinkGetsEveryEvent", every_sink_gets_every_event},
	{"ConnectionPoint.ForeignSinksAreRefused", foreign_sinks_are_refused},
	{"ConnectionPoint.SinkMayLeaveFromInsideItsEvent", sink_may_leave_from_inside_its_event},
	{"ConnectionPoint.SinkThatWasRemovedInTheSameEventGetsNone", sink_that_was_removed_in_the_same_event_gets_none},
	{"ConnectionPoint.SinkThatCameInTheSameEventWaitsForTheNext",
         sink_that_came_in_the_same_event_waits_for_the_next},
	{"ConnectionPoint.ConnectionsAreEnumerated", connections_are_enumerated},
	{"ConnectionPoint.TheOnePointIsEnumerated", the_one_point_is_enumerated},
	{"ClassFactory.RefusesOuterObjects", factory_refuses_outer_objects},
	{"ClassFactory.NothingIsCreatedWithoutASource", nothing_is_created_without_a_source},
	{NULL, NULL},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
