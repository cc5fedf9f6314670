/* Hears a hall's clock beside the own one. */
#include "hub/hall_clock.h"
#include <string.h>
#include "base/json.h"

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
