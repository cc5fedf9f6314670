/* What the two workers that handle batches share: one reads what came from elsewhere and holds no
 * key (`archive`), the other signs what is this node's own and opens nothing from elsewhere
 * (`seal`). Both answer JSON lines, have no database and no network, and remember nothing. */
#ifndef SYNC_WORK_H
#define SYNC_WORK_H
#include "base/confine.h"
#include "base/hash.h"
#include "sync/worker.h"

#define WORK_SIGNERS "allowed_signers"
#define WORK_CATALOGUE "catalogue.git"
/* of addresses, most of them never touched: what is resident stays under 24 MB */
#define WORK_MEMORY (128u << 20)

struct work_answer {
	struct arena *a;
	yyjson_mut_doc *d;
	yyjson_mut_val *v;
};
struct work_verb {
	const char *name;
	enum rc (*run)(struct worker *, const yyjson_val *, struct work_answer *);
};

const char *work_text(const yyjson_val *v, const char *key); /* "" when absent */
void work_put(struct work_answer *to, const char *key, const char *text);
/* ledger/<stream with '>' as "_to_">.git */
const char *work_ledger(struct arena *a, const char *stream);
NODISCARD enum rc work_ledger_ready(struct arena *a, const struct worker *w, const char *path);
/* and says what could not be had, in a line of its own */
void work_confine(const struct confine_wish *wish);
/* Gives up what is not needed, says so in the first line, then answers commands until the server is
 * gone. */
int work_serve(struct worker *w, const struct confine_wish *wish, const struct work_verb *verbs,
	size_t count);

#endif
