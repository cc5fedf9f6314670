/* The views of this version, for a database whose views are another's.
 *
 * They are filled in a file of their own beside the journal, views.VERSION.next, a piece of the
 * journal at a time. Each piece commits together with how far it went, so whatever ends the program
 * the next one goes on from there; a file that is damaged, of another version or of another journal
 * is thrown away. The live file is only read: the program whose views are in it may go on running.
 * Then they are swapped, in one transaction on the live file, by who has the home alone. The file
 * beside is removed after it. One filler at a time: views.lock. */
#ifndef STORE_REFILL_H
#define STORE_REFILL_H
#include "base/lock.h"
#include "store/txn.h"

struct refill;
enum refill_state {
	REFILL_WAITING, /* for another filler, which is named */
	REFILL_FILLING,
	REFILL_FILLED, /* with all there was; the next step begins the swap */
	REFILL_SWAPPING, /* the live file's transaction is open */
	REFILL_CLEARING, /* it is committed */
	REFILL_DONE,
};
struct refill_progress {
	enum refill_state state;
	int64_t done, all; /* records; of a swap, statements */
	const char *holder; /* while it waits */
};

/* `live`: the database's path; what is beside it is in the same directory. `what` names this
 * program in the lock. */
NODISCARD enum rc refill_begin(
	const char *live, const struct node_self *self, const char *what, struct refill **out);
/* One piece, some hundredths of a second, or as long as the swap of the largest table takes. */
NODISCARD enum rc refill_step(struct refill *r, struct refill_progress *out);
void refill_end(struct refill *r); /* wherever it is; NULL is fine */
/* Bytes that a whole refill still takes on the disk, over and above what it takes already. */
int64_t refill_room(const char *live);
/* Removes a file of this version beside a database that has this version's views: it was swapped,
 * or made for nothing. For who has the home alone. */
NODISCARD enum rc refill_forget(const char *live);

#endif
