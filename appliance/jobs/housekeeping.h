/* What time asks of the hall besides the link: cases accepted by law, sessions and stored replies
 * that expired. */
#ifndef JOBS_HOUSEKEEPING_H
#define JOBS_HOUSEKEEPING_H
#include "store/txn.h"
/* *done: steady ms when it was done last; 0: it is due. */
void housekeeping_tick(struct db *db, const struct node_self *self, int64_t *done);
#endif
