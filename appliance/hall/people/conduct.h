/* Discipline and commendation (S-3.4.2a, S-3.4.2c). Points are those of the settings on the day of
 * the record; a record is revoked with a reason, never deleted; a commendation hangs on the public
 * list only when the director says so. */
#ifndef HALL_CONDUCT_H
#define HALL_CONDUCT_H
#include "conduct_sql.h"
#include "store/txn.h"

struct commendation_give_body; /* bodies/people.h */
struct discipline_record_body;

NODISCARD enum rc discipline_record(struct txn *t, const struct discipline_record_body *in);
/* REFUSAL_DISCIPLINE_STATE */
NODISCARD enum rc discipline_revoke(struct txn *t, const char *id, const char *reason);
NODISCARD enum rc commendation_give(struct txn *t, const struct commendation_give_body *in);
NODISCARD enum rc commendation_show(struct txn *t, const char *id, bool published);
NODISCARD enum rc conduct_list(struct txn *t, yyjson_mut_val **out); /* shape ConductList */

#endif
