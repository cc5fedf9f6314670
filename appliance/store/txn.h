/* One unit of work: one actor, one clock reading, one arena, one savepoint. A function that takes a
 * struct txn * may touch the world; one that does not, may not. */
#ifndef STORE_TXN_H
#define STORE_TXN_H
#include <stdbool.h>
#include <stdint.h>
#include <yyjson.h>
#include "base/arena.h"
#include "base/clock.h"
#include "words/refusal.h"
#include "base/result.h"
#include "words/role.h"
#include "base/work.h"

struct db;

/* Who does it. System work (jobs, sync) has kind "system". */
struct actor {
	const char *id; /* staff id, device id, node, or "system"; goes into the journal */
	const char *name; /* for people to read; never into the journal of another node's data */
	uint32_t roles; /* ROLE_* bits */
	int64_t window; /* the window signed on at, 0 for none */
	const char *session; /* key of the session row, NULL for none */
};

struct node_running; /* hall/place/running.h */
struct node_self {
	const char *node; /* "361127100-1" */
	const char *site; /* "361127100" */
	bool hub;
	const char *home; /* directory of everything this node keeps */
	/* what a serving node knows of the moment; NULL in commands */
	struct node_running *running;
};

struct txn {
	struct db *db;
	const struct node_self *self;
	const struct actor *actor;
	int64_t now; /* ms; the unit's only clock reading */
	char at[CLOCK_TEXT]; /* the same as text: what events carry */
	bool clock_trusted;
	struct arena arena;
	yyjson_mut_doc *doc; /* replies and event bodies are built here */
	enum refusal refusal; /* set with RC_REFUSED */
	const char *detail; /* more about the refusal in the user's words, or NULL */
	/* what was written stays although the unit is refused: counts of failed sign-ins */
	bool keep_refused;
	bool wrote; /* an event was appended */
	int64_t begun; /* how many statements had written before it */
	bool more; /* a job took its share and has more to do: it is called again the next turn */
	/* the network address of who asks, "" when nobody does over the network */
	const char *address;
	/* where slow work is left; NULL: it is done at once (command line, jobs) */
	struct works **works;
};

#define TXN_ARENA (8u << 20)

NODISCARD enum rc txn_begin(
	struct txn *t, struct db *db, const struct node_self *self, const struct actor *actor);
/* Ends the savepoint: keeps its work when result is RC_OK, undoes it otherwise. Returns the final
 * result. The arena lives until txn_release(). */
NODISCARD enum rc txn_end(struct txn *t, enum rc result);
void txn_release(struct txn *t);
const char *txn_today(struct txn *t); /* the civil day of t->now as text, in the arena */

/* A piece of a unit with an arena of its own: what is long is done piece by piece, each as large as
 * a unit may be. Ending it returns the result; a refusal becomes the unit's. */
void txn_part_begin(const struct txn *t, struct txn *part);
NODISCARD enum rc txn_part_end(struct txn *t, struct txn *part, enum rc result);

/* Slow work (base/work.h). RC_OK with the answer, or RC_REFUSED: the unit ends here and, unless
 * nobody has room for the work (REFUSAL_BUSY), runs again when it is done. So it is asked for
 * before anything that outlives an undone unit. */
NODISCARD enum rc txn_work(
	struct txn *t, work_run *run, const void *question, size_t size, void *answer, size_t room);

/* `return txn_refuse(t, REFUSAL_X, "…or NULL")` */
enum rc txn_refuse(struct txn *t, enum refusal refusal, const char *detail);

#endif
