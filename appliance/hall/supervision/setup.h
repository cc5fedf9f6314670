/* The set-up check of a hall, from its own records: at the hall for its director, at the county for
 * any hall. The rule is rules/supervision/setup.h. */
#ifndef HALL_SETUP_H
#define HALL_SETUP_H
#include "rules/supervision/setup.h"
#include "setup_sql.h"
#include "store/txn.h"

struct setup_result {
	const struct setup_finding *findings;
	size_t count, errors;
	const char *kind; /* of the hall as it is told, "" before its set-up reached this node */
	size_t windows, general;
	bool open_now;
};
NODISCARD enum rc setup_look(struct txn *t, const char *hall, struct setup_result *out);
NODISCARD enum rc setup_json(struct txn *t, const char *hall, const struct setup_result *r,
	yyjson_mut_val **out); /* shape SetupCheck */
/* The findings as sentences, for the director's page. At most 50. */
NODISCARD enum rc setup_sentences(struct txn *t, yyjson_mut_val **texts);
/* The director says the hall is ready: REFUSAL_SETUP_INCOMPLETE while there is an error, a hall
 * without a general window first of all (S-1.2). */
NODISCARD enum rc setup_confirm(struct txn *t);
/* Once a minute: which devices went silent or came back, which gaps opened or were mended; each is
 * recorded once, so the county knows since when. */
NODISCARD enum rc setup_watch(struct txn *t);

#endif
