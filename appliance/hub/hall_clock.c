/* Hears a hall's clock beside the own one, and speaks to the hall about it. */
#include "hub/hall_clock.h"
#include <string.h>
#include "base/json.h"
#include "events.h"
#include "fleet_sql.h"
#include "store/journal.h"

#define AHEAD_MOST_MS 4000000000000LL

yyjson_mut_val *hall_clock_heard(struct txn *t, const yyjson_val *said)
{
	const char *run = json_text(said, "run"), *text = json_text(said, "at");
	int64_t at = clock_parse(text);
	if (!run || strlen(run) != CLOCK_RUN - 1 || at < 0)
		return NULL;
	yyjson_mut_val *v = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_strcpy(t->doc, v, "run", run);
	yyjson_mut_obj_add_strcpy(t->doc, v, "at", text);
	yyjson_mut_obj_add_bool(t->doc, v, "trusted", json_flag(said, "trusted"));
	yyjson_mut_obj_add_int(t->doc, v, "ahead_ms", at - t->now);
	yyjson_mut_obj_add_strcpy(t->doc, v, "heard_by", t->clock_trusted ? clock_run() : "");
	return v;
}

void hall_clock_show(struct txn *t, const yyjson_val *heard, yyjson_mut_val *hall)
{
	int64_t ahead = json_int(heard, "ahead_ms", 0);
	if (!json_text(heard, "run") || ahead > AHEAD_MOST_MS || ahead < -AHEAD_MOST_MS)
		return;
	yyjson_mut_obj_add_bool(t->doc, hall, "clock_trusted", json_flag(heard, "trusted"));
	yyjson_mut_obj_add_int(t->doc, hall, "clock_ahead_s", ahead / 1000);
}

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
		&(struct event_hall_clock_vouched){
			.by = t->actor->name, .run = json_text(heard, "run"), .said = json_text(heard, "at"),
			.shift_ms = -json_int(heard, "ahead_ms", 0) });
}
