/* Work too slow for the event loop (hashing a password takes as long as fifty other requests). Who
 * needs it asks with txn_work() and is undone; when the answer is there his unit of work runs
 * again from its start, asks the same question and finds it answered. So a slow answer never rests
 * on what was true when it was asked for, and nobody holds anything while he waits. Questions may
 * be secrets: what holds them is wiped here and nowhere else. */
#ifndef BASE_WORK_H
#define BASE_WORK_H
#include <stddef.h>
#include "base/result.h"

#define WORK_QUESTION 1280
#define WORK_ANSWER 192
#define WORK_KEPT 4 /* answers one request may need, the outdated ones with them */

/* Runs on another thread: sees its question and nothing else, and logs nothing. */
typedef enum rc work_run(const void *question, void *answer);

struct work {
	work_run *run;
	size_t size; /* of the question */
	enum rc rc; /* how it went, once done */
	unsigned char question[WORK_QUESTION], answer[WORK_ANSWER];
};

/* What one request asked for so far. */
struct works {
	struct work done[WORK_KEPT];
	size_t count;
	struct work wanted; /* asked for and not yet answered; run NULL: nothing */
};

struct works *works_new(void); /* NULL without memory */
void works_free(struct works *w); /* NULL is fine */
/* The answered work, NULL when this was not asked before. */
const struct work *works_find(
	const struct works *w, work_run *run, const void *question, size_t size);
void work_ask(struct work *w, work_run *run, const void *question, size_t size);
void work_do(struct work *w);
void work_wipe(struct work *w);

#endif
