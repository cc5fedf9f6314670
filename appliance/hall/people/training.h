/* Training (S-3.4.3a, b): plans and sessions in the seven subjects, who came, marks, certificates;
 * how far it reaches: the county trains the townships, the township its villages. */
#ifndef HALL_TRAINING_H
#define HALL_TRAINING_H
#include "store/txn.h"
#include "training_sql.h"

struct training_attend_body; /* bodies/people.h */
struct training_plan_add_body;
struct training_session_add_body;

/* REFUSAL_TRAINING_DATES */
NODISCARD enum rc training_plan(struct txn *t, const struct training_plan_add_body *in);
NODISCARD enum rc training_hold(struct txn *t, const struct training_session_add_body *in);
/* REFUSAL_TRAINING_STATE */
NODISCARD enum rc training_attend(
	struct txn *t, const char *session, const struct training_attend_body *in);
NODISCARD enum rc training_cancel(struct txn *t, const char *session, const char *reason);
NODISCARD enum rc training_list(struct txn *t, yyjson_mut_val **out); /* shape Training */
/* Of one hall; from, to "" for the running period of the settings. A person counts when he came to
 * a session of the period that was not cancelled: of the county for people of the township, any for
 * a village account; a station without an account is a gap too. Shape TrainingCoverage. */
NODISCARD enum rc training_coverage(struct txn *t, const char *hall, const char *name,
	const char *from, const char *to, yyjson_mut_val **out);
/* The same for every hall whose records are here. Shape HubTraining. */
NODISCARD enum rc training_of_halls(
	struct txn *t, const char *from, const char *to, yyjson_mut_val **out);

#endif
