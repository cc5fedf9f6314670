/* The hall's receipt printers: where they are, what they can print, how they are. */
#ifndef HALL_PRINTER_H
#define HALL_PRINTER_H
#include "printer_sql.h"
#include "store/txn.h"

/* body: shape PrinterPut. *id is in the arena. REFUSAL_PRINTER_TARGET. */
NODISCARD enum rc printer_add(struct txn *t, const yyjson_val *body, const char **id);
NODISCARD enum rc printer_change(
	struct txn *t, const char *id, const yyjson_val *body); /* REFUSAL_PRINTER_UNKNOWN too */
NODISCARD enum rc printer_remove(struct txn *t, const char *id);
NODISCARD enum rc printer_load(
	struct txn *t, const char *id, struct row_printer_row *out); /* REFUSAL_PRINTER_UNKNOWN */
/* The printer that the one who asks uses: his kiosk's, his window's, the guide desk's, else the hall's. REFUSAL_PRINTER_NONE. */
NODISCARD enum rc printer_mine(struct txn *t, const char **id);
/* What a look at an idle printer found: a word of the set printer_state. No event when nothing changed. */
NODISCARD enum rc printer_seen(struct txn *t, const char *id, const char *state);
NODISCARD enum rc printer_view(
	struct txn *t, const char *id, yyjson_mut_val **out); /* shape Printer */
NODISCARD enum rc printer_list(struct txn *t, yyjson_mut_val **out); /* shape PrinterList */

#endif
