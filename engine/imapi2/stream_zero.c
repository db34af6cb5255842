/* SPDX-License-Identifier: MIT */
#include "engine/imapi2/streams.h"

#include <stdlib.h>

#include "engine/imapi2/stream_core.h"

static HRESULT stream_zero_clone(struct stream *stream, IStream **ret_stream)
{
	(void)stream;
	return stream_zero_create(ret_stream);
}

static void stream_zero_destroy(struct stream *stream)
{
	free(stream);
}

/* A stream without content: what a core gives behind its content are zeros. */
HRESULT stream_zero_create(IStream **ret_stream)
{
	struct stream *zero = calloc(1, sizeof(*zero));

	*ret_stream = NULL;
	if (!zero)
		return E_OUTOFMEMORY;
	stream_init(zero);
	zero->core.resizable = true;
	zero->clone = stream_zero_clone;
	zero->destroy = stream_zero_destroy;
	*ret_stream = &zero->IStream_iface;
	return S_OK;
}
