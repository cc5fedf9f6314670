/* The hall's receipt printers: where they are, what they can print, how they are. */
#ifndef HALL_PRINTER_H
#define HALL_PRINTER_H
#include "printer_sql.h"
#include "store/txn.h"

struct printer_put_body; /* bodies/paper.h */

/* *id is in the arena. REFUSAL_PRINTER_TARGET. */
NODISCARD enum rc printer_add(struct txn *t, const struct printer_put_body *in, const char **id);
/* REFUSAL_PRINTER_UNKNOWN too */
NODISCARD enum rc printer_change(struct txn *t, const char *id, const struct printer_put_body *in);
NODISCARD enum rc printer_remove(struct txn *t, const char *id);
/* REFUSAL_PRINTER_UNKNOWN */
NODISCARD enum rc printer_load(struct txn *t, const char *id, struct row_printer_row *out);
/* The printer that the one who asks uses: his kiosk's, his window's, the guide desk's, else the
 * hall's. REFUSAL_PRINTER_NONE. */
NODISCARD enum rc printer_mine(struct txn *t, const char **id);
/* What a look at an idle printer found. No event when nothing changed. */
NODISCARD enum rc printer_seen(struct txn *t, const char *id, enum printer_state state);
/* shape Printer */
NODISCARD enum rc printer_view(struct txn *t, const char *id, yyjson_mut_val **out);
NODISCARD enum rc printer_list(struct txn *t, yyjson_mut_val **out); /* shape PrinterList */

#endif
