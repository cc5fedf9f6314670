/* The permanent tables: what is kept for ever or belongs to this installation alone. They are made
 * by the numbered steps of store/schema/permanent/, each run once; a step that is out is never
 * changed, what comes later is another. Which ones a database has taken stands in its table
 * schema_step. */
#ifndef STORE_PERMANENT_H
#define STORE_PERMANENT_H
#include "store/db_internal.h"

#define PERMANENT_UNKNOWN (-1) /* it has tables, but those of no step of ours */

/* The last step that the database attached as `schema` has taken; 0: it is empty. Changes nothing.
 */
NODISCARD enum rc permanent_number(struct db *d, const char *schema, int64_t *number);
/* RC_FAULT in words when this program must not touch it: a newer program's, or nobody's we know. */
NODISCARD enum rc permanent_ours(int64_t number);
/* Takes every step that is missing, inside the transaction of who asks. */
NODISCARD enum rc permanent_take(struct db *d);
/* Takes every step that is missing, or none. */
NODISCARD enum rc permanent_bring(struct db *d);

#endif
