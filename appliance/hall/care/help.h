/* 帮办代办: which items are helped, who helps, and each request until the last paper is back. Load, decide by rules/care/help.h, record. */
#ifndef HALL_HELP_H
#define HALL_HELP_H
#include "help_sql.h"
#include "rules/care/help.h"
#include "store/txn.h"

NODISCARD enum rc help_items(struct txn *t, yyjson_mut_val **out);                                    /* shape HelpItemList */
NODISCARD enum rc help_item_set(struct txn *t, const char *item, const yyjson_val *body);             /* shape HelpItemSet; REFUSAL_HELP_REASON */
NODISCARD enum rc helper_set(struct txn *t, const yyjson_val *body);                                  /* shape HelperSet; REFUSAL_HELP_BADGE */
NODISCARD enum rc helper_list(struct txn *t, yyjson_mut_val **out);                                   /* shape HelperList */
NODISCARD enum rc help_request(struct txn *t, const yyjson_val *body, const char **id);               /* shape HelpAsk; REFUSAL_HELP_ITEM */
NODISCARD enum rc help_act(struct txn *t, const char *id, enum help_verb verb, const yyjson_val *body);
NODISCARD enum rc help_list(struct txn *t, bool closed, yyjson_mut_val **out);                        /* shape HelpList */
NODISCARD enum rc help_view(struct txn *t, const char *id, yyjson_mut_val **out);                     /* shape Help */
NODISCARD enum rc help_papers_open(struct txn *t, yyjson_mut_val **out);                              /* shape HelpPapersOpen */

#endif
