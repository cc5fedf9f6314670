/* The county's word about a hall's clock, spoken to the hall. */
#include "hub/hall_clock_vouch.h"
#include <string.h>
#include "base/json.h"
#include "events.h"
#include "hub/fleet.h"
#include "store/journal.h"

enum rc hall_clock_vouch(struct txn *t, const char *node)
{
	struct row_fleet_admitted hall;
	struct row_fleet_reported last;
	yyjson_val *said = NULL;
	enum rc rc = load_fleet_admitted(t, t->self->site, node, &hall);
	if (!rc && !t->clock_trusted)
		rc = txn_refuse(t, REFUSAL_CLOCK_UNSURE, NULL);
	if (rc)
		return rc;
	rc = load_fleet_reported(t, node, &last);
	if (!rc && json_read(&t->arena, last.reported, strlen(last.reported), &said))
		rc = fault("what %s reported is not JSON", node);
	if (rc == RC_FAULT)
		return rc;
	const yyjson_val *heard = yyjson_obj_get(said, "clock");
	const char *by = json_text(heard, "heard_by");
	if (!by || strcmp(by, clock_run()))
		return txn_refuse(t, REFUSAL_CLOCK_UNHEARD, hall.name);
	return event_hall_clock_vouched(t, journal_voice(&t->arena, t->self->node, node), node,
		&(struct event_hall_clock_vouched){ .by = t->actor->name,
			.run = json_text(heard, "run"),
			.said = json_text(heard, "at"),
			.shift_ms = -json_int(heard, "ahead_ms", 0) });
}
