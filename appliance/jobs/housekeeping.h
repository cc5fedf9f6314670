/* What time asks of the hall besides the link: cases accepted by law, sessions and stored replies that expired. */
#ifndef JOBS_HOUSEKEEPING_H
#define JOBS_HOUSEKEEPING_H
#include "store/txn.h"
void housekeeping_tick(struct db *db, const struct node_self *self);
#endif
