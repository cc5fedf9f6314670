/* 帮办代办, decided by rules/care/help.h: which items are helped, who helps, and each request until the
 * last paper is back. */
#ifndef HALL_HELP_H
#define HALL_HELP_H
#include "help_sql.h"
#include "bodies/care.h"
#include "rules/care/help.h"
#include "store/txn.h"

NODISCARD enum rc help_items(struct txn *t, yyjson_mut_val **out); /* shape HelpItemList */
/* REFUSAL_HELP_REASON */
NODISCARD enum rc help_item_set(
	struct txn *t, const char *item, const struct help_item_set_body *in);
NODISCARD enum rc helper_set(
	struct txn *t, const struct helper_set_body *in); /* REFUSAL_HELP_BADGE */
NODISCARD enum rc helper_list(struct txn *t, yyjson_mut_val **out); /* shape HelperList */
/* REFUSAL_HELP_ITEM */
NODISCARD enum rc help_request(struct txn *t, const struct help_ask_body *in, const char **id);
NODISCARD enum rc help_assign(struct txn *t, const char *id, const struct help_assign_body *in);
NODISCARD enum rc help_agree(struct txn *t, const char *id, const struct help_agree_body *in);
NODISCARD enum rc help_take(struct txn *t, const char *id, const struct help_take_body *in);
NODISCARD enum rc help_visit(struct txn *t, const char *id, const struct help_text_body *in);
NODISCARD enum rc help_hand_in(struct txn *t, const char *id, const struct help_hand_in_body *in);
NODISCARD enum rc help_report(struct txn *t, const char *id, const struct help_text_body *in);
NODISCARD enum rc help_return(struct txn *t, const char *id, const struct help_return_body *in);
NODISCARD enum rc help_close(struct txn *t, const char *id);
NODISCARD enum rc help_cancel(struct txn *t, const char *id, const struct help_text_body *in);
NODISCARD enum rc help_list(struct txn *t, bool closed, yyjson_mut_val **out); /* shape HelpList */
NODISCARD enum rc help_view(struct txn *t, const char *id, yyjson_mut_val **out); /* shape Help */
NODISCARD enum rc help_papers_open(struct txn *t, yyjson_mut_val **out); /* shape HelpPapersOpen */

#endif
