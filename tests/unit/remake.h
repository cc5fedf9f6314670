/* Views of this version for a database of another's, as a command of the program makes them. */
#ifndef TESTS_REMAKE_H
#define TESTS_REMAKE_H
#include "store/db.h"
#include "store/refill.h"

static enum rc remake(const char *path, const struct node_self *self)
{
	struct refill *r = NULL;
	struct refill_progress p = { .state = REFILL_WAITING };
	bool other, due;
	enum rc rc = db_of_another(path, &other, &due);
	if (!rc)
		rc = refill_begin(path, self, "a test", &r);
	while (!rc && p.state != REFILL_DONE)
		rc = refill_step(r, &p);
	refill_end(r);
	return rc;
}

#endif
