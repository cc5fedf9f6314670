/* What the files of casefile share: how a case is found, and what its item asks for. */
#ifndef HALL_CASEFILE_INTERNAL_H
#define HALL_CASEFILE_INTERNAL_H
#include "hall/casework/casefile.h"
#include "rules/casework/casefile.h"

/* Loads it, and refuses what its state or the law does not allow. */
NODISCARD enum rc casefile_find_for(struct txn *t, const char *id,
	const struct casefile_wish *wanted, struct row_case_row *row);
/* The number at the actor's window, or NULL for none. */
NODISCARD enum rc casefile_with_ticket(struct txn *t, const char *id, const char **out);
/* What the item asks for, in the version of the catalogue that the case began under; JSON. */
NODISCARD enum rc casefile_materials_of(
	struct txn *t, const struct row_case_row *row, const char **materials);
/* REFUSAL_MATERIAL_UNKNOWN for a number that the list has not. */
NODISCARD enum rc casefile_known_material(struct txn *t, const yyjson_val *known, int64_t no);

#endif
