/* Prints that were asked for, and looks at idle printers. The slow part is done by a child (`minihall print-worker`); one print a printer at a time. */
#ifndef JOBS_PRINT_H
#define JOBS_PRINT_H
#include "http/server.h"

NODISCARD enum rc print_start(struct server *s, struct db *db, const struct node_self *self);
void print_stop(void);

#endif
