/* The organisation tree (S-3.5.1a): city, county, township, village stations; every account hangs
 * on a node. And the leadership register (S-3.1.2). */
#ifndef HALL_ORGANISATION_H
#define HALL_ORGANISATION_H
#include "staff_sql.h"
#include "store/txn.h"

/* `unit` is this hall or one of its open stations; an account of a village must hang on a station.
 * REFUSAL_UNIT_UNKNOWN. */
NODISCARD enum rc organisation_check_unit(struct txn *t, const char *unit, bool village);
NODISCARD enum rc organisation_add_station(struct txn *t, const char *code,
	const char *name); /* REFUSAL_STATION_CODE, REFUSAL_STATION_TAKEN */
NODISCARD enum rc organisation_close_station(
	struct txn *t, const char *code); /* REFUSAL_STATION_IN_USE */
/* A hall shows its own branch, a hub its whole county. Shape Organisation. */
NODISCARD enum rc organisation_tree(struct txn *t, yyjson_mut_val **out);
/* The same as CSV with one line an account (or a node without one), for a spreadsheet: UTF-8 with
 * its mark. In the arena. */
NODISCARD enum rc organisation_csv(struct txn *t, const char **out);

/* kind: word of leader_kind. Who holds the post today: where red cards, negative ratings and 办不成事
 * escalate to. RC_NOTFOUND when nobody. */
NODISCARD enum rc leader_current(struct txn *t, const char *kind, struct row_leader_now *out);
/* "郑分管（副镇长）": the 分管领导, else the 主要领导; the other way round when it goes beyond the hall
 * (head_first). NULL while the register is empty. */
const char *leader_named(struct txn *t, bool head_first);
/* Whom an escalation names: the same, "主任" while the register is empty. */
const char *leader_hears(struct txn *t, bool head_first);
NODISCARD enum rc leader_list(struct txn *t, yyjson_mut_val **out); /* shape LeaderList */
/* Shape LeaderAppoint. Who held the post until now ends the day before. REFUSAL_LEADER_DATES. */
NODISCARD enum rc leader_appoint(struct txn *t, const yyjson_val *body);
NODISCARD enum rc leader_end(struct txn *t, const char *id, const char *to);

#endif
