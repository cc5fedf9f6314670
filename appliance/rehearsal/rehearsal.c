/* What all of a rehearsal is made of: one act of one player. */
#include "rehearsal/rehearsal.h"

enum rc rehearsal_do(struct rehearsal *r, const struct actor *who,
	enum rc (*work)(struct txn *t, void *context), void *context)
{
	struct txn t = { 0 };
	enum rc rc = txn_begin(&t, r->db, r->self, who);
	if (!rc)
		rc = txn_end(&t, work(&t, context));
	if (rc)
		(void)r->complain(&t, rc);
	txn_release(&t);
	return rc;
}
