/* The register of people (S-3.4.1, S-3.4.3c): what they are employed as, where, who stands in;
 * coming and leaving; their passwords. Phone and identity number are in staff_view() only, which
 * the director alone may ask for. A leaver's records stay, his sessions and login end at once. */
#ifndef HALL_STAFF_H
#define HALL_STAFF_H
#include "staff_sql.h"
#include "store/txn.h"

NODISCARD enum rc staff_list(struct txn *t, yyjson_mut_val **out); /* list of shape Staff */
NODISCARD enum rc staff_one(
	struct txn *t, const char *id, yyjson_mut_val **out); /* shape Staff; RC_NOTFOUND */
NODISCARD enum rc staff_view(
	struct txn *t, const char *id, yyjson_mut_val **out); /* shape StaffDetail */
/* Shape StaffProfile. REFUSAL_STAND_IN, REFUSAL_SUPPLIER_MISSING, REFUSAL_UNIT_UNKNOWN,
 * REFUSAL_SHAPE for a date that is none. */
NODISCARD enum rc staff_describe(struct txn *t, const char *id, const yyjson_val *body);
NODISCARD enum rc staff_contact(
	struct txn *t, const char *id, const char *phone, const char *id_no);
NODISCARD enum rc staff_roles(struct txn *t, const char *id,
	const yyjson_val *roles); /* REFUSAL_ROLE_UNKNOWN, REFUSAL_STAFF_SELF */
NODISCARD enum rc staff_leave_service(struct txn *t, const char *id, const char *on,
	const char *reason); /* REFUSAL_STAFF_LEFT, REFUSAL_STAFF_SELF */
NODISCARD enum rc staff_return(struct txn *t, const char *id,
	const char *password); /* REFUSAL_STAFF_HERE, REFUSAL_STAFF_TAKEN */
NODISCARD enum rc staff_reset_password(struct txn *t, const char *id, const char *password);
NODISCARD enum rc staff_unlock(struct txn *t, const char *id);
/* The actor's own; other sessions of his end. REFUSAL_PASSWORD_WRONG. */
NODISCARD enum rc staff_change_password(struct txn *t, const char *old, const char *password);
/* Remembers that the account signed in today (S-3.5.1b), once a day. */
NODISCARD enum rc staff_seen(struct txn *t, const char *id);
/* RC_NOTFOUND; REFUSAL_STAFF_LEFT for a leaver. */
NODISCARD enum rc staff_active(struct txn *t, const char *id, struct row_staff_facts *out);
/* NULL or empty → fine; REFUSAL_SHAPE naming `label` when it is no date. */
NODISCARD enum rc staff_date(struct txn *t, const char *text, const char *label);

#endif
