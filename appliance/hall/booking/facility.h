/* The hall's rooms and equipment (S-3.1.4): registered, changed, out of order and mended,
 * withdrawn. What is withdrawn stays on record. */
#ifndef HALL_FACILITY_H
#define HALL_FACILITY_H
#include "facility_sql.h"
#include "bodies/booking.h"
#include "store/txn.h"

NODISCARD enum rc facility_register(struct txn *t, const struct facility_put_body *in);
/* A room with bookings stays one: REFUSAL_FACILITY_IN_USE. */
NODISCARD enum rc facility_change(
	struct txn *t, const char *id, const struct facility_put_body *in);
/* REFUSAL_FACILITY_STATE, REFUSAL_SHAPE without a reason. */
NODISCARD enum rc facility_state(
	struct txn *t, const char *id, const struct facility_state_body *in);
/* REFUSAL_FACILITY_IN_USE */
NODISCARD enum rc facility_withdraw(
	struct txn *t, const char *id, const struct facility_withdraw_body *in);
NODISCARD enum rc facility_list(struct txn *t, yyjson_mut_val **out); /* shape FacilityList */
/* Kinds of what can be used at a hall, for its set-up check; at the county too. In the arena. */
NODISCARD enum rc facility_kinds_of(
	struct txn *t, const char *hall, const enum facility_kind **kinds, size_t *count);
/* "轮椅 2：大厅入口" for each that can be used, as the self-service page says it. */
NODISCARD enum rc facility_sentences(struct txn *t, yyjson_mut_val **texts);

#endif
