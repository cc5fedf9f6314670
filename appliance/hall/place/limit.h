/* How often somebody may be wrong, and how much he may ask for in a minute. Counted in this
 * process's memory, on its steady clock, in a table of fixed size: made-up names fill nothing, and
 * no count outlives a restart. What nobody asked over the network is not limited. */
#ifndef HALL_LIMIT_H
#define HALL_LIMIT_H
#include <stdbool.h>
#include "store/txn.h"

enum tried_kind { TRIED_PASSWORD, TRIED_CODE };
/* A secret that is tried: whose, and whether this address has proved itself before. Who has keeps
 * his own count alone, so that strangers cannot make him wait. */
struct tried {
	enum tried_kind kind;
	const char *whose;
	bool proved;
};

/* Before the secret is looked at. REFUSAL_LOGIN_WAIT or REFUSAL_GUESS_WAIT, with how long. */
NODISCARD enum rc limit_look(struct txn *t, const struct tried *what);
/* How many wrong ones in a row that makes. */
int64_t limit_wrong(struct txn *t, const struct tried *what);
void limit_right(struct txn *t, const struct tried *what);
/* So many wrong ones that the next makes wait: for whoever looks after accounts. */
bool limit_tried(struct txn *t, enum tried_kind kind, const char *whose);
/* Everybody may try again at once, from everywhere it was tried. */
void limit_forget(struct txn *t, enum tried_kind kind, const char *whose);

enum limit { LIMIT_TICKETS, LIMIT_REPORTS, LIMIT_UPLOADS };
/* One more by this actor (by the address when nobody signed in). REFUSAL_TOO_OFTEN, with when
 * there is more. */
NODISCARD enum rc limit_take(struct txn *t, enum limit limit);
/* So many bytes of photos more in this actor's day of 24 hours. REFUSAL_UPLOAD_DAY. */
NODISCARD enum rc limit_photo(struct txn *t, int64_t size);

#endif
