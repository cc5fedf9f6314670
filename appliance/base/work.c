/* A question, its answer, and their end. */
#include "base/work.h"
#include <assert.h>
#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>

struct works *works_new(void)
{
	return calloc(1, sizeof(struct works));
}

void works_free(struct works *w)
{
	if (w)
		OPENSSL_cleanse(w, sizeof *w);
	free(w);
}

const struct work *works_find(
	const struct works *w, work_run *run, const void *question, size_t size)
{
	for (size_t i = 0; i < w->count; i++) {
		const struct work *one = &w->done[i];
		if (one->run == run && one->size == size &&
			!CRYPTO_memcmp(one->question, question, size))
			return one;
	}
	return NULL;
}

void work_ask(struct work *w, work_run *run, const void *question, size_t size)
{
	assert(size <= sizeof w->question);
	*w = (struct work){ .run = run, .size = size };
	memcpy(w->question, question, size);
}

void work_do(struct work *w)
{
	w->rc = w->run(w->question, w->answer);
}

void work_wipe(struct work *w)
{
	OPENSSL_cleanse(w, sizeof *w);
}
