/* Replays one account's own events: two or three rows, found by an index of their own. */
#include "hall/people/granted.h"
#include <string.h>
#include "base/json.h"
#include "base/log.h"
#include "hall/link/record.h"
#include "granted_sql.h"
#include "store/journal.h"

uint32_t granted_bits(struct txn *t, const char *json)
{
	yyjson_val *list, *v;
	size_t i, max;
	uint32_t bits = 0;
	if (json_read(&t->arena, json, strlen(json), &list))
		return 0;
	yyjson_arr_foreach (list, i, max, v) {
		int n = role_number_of(yyjson_get_str(v));
		if (n >= 0)
			bits |= 1u << n;
	}
	return bits;
}

static uint32_t of_device(const char *kind)
{
	int n = kind ? role_number_of(kind) : -1;
	return n < 0 ? 0 : 1u << n;
}

enum rc granted_check(struct txn *t, const char *id, uint32_t roles)
{
	struct row_granted_events *rows;
	size_t n;
	uint32_t granted = 0;
	enum rc rc = list_granted_events(t, id, &rows, &n);
	for (size_t i = 0; !rc && i < n; i++) {
		if (strcmp(journal_hall(&t->arena, rows[i].node), t->self->site))
			continue; /* another hall's word about our people is none */
		granted = rows[i].roles ? granted_bits(t, rows[i].roles)
					: of_device(rows[i].device);
	}
	if (rc || granted == roles)
		return rc;
	rc = record_unproven(t, id, RECORD_ROLES);
	return rc ? rc : txn_refuse(t, REFUSAL_GRANT_UNPROVEN, id);
}
