/* Setting the list of rating options. */
#include "hub/options.h"
#include <string.h>
#include "base/embed.h"
#include "base/json.h"
#include "events.h"
#include "options_sql.h"
#include "rules/care/rating.h"
#include "store/journal.h"

static enum rc say(
	struct txn *t, const char *stream, const char *version, yyjson_val *options, const char *by)
{
	return event_rating_options_set(t, stream, version,
		&(struct event_rating_options_set){
			.options = yyjson_val_mut_copy(t->doc, options), .by = by });
}

/* Every level can be explained by at least one option, and no option names a level that there is
 * not. */
static bool covers(const yyjson_val *options)
{
	bool level[RATING_LEVEL_COUNT] = { false };
	size_t i, max, k, most;
	yyjson_val *option, *word;
	yyjson_arr_foreach (json_loose(options), i, max, option)
		yyjson_arr_foreach (yyjson_obj_get(option, "levels"), k, most, word) {
			enum rating_level l = rating_level_of(yyjson_get_str(word));
			if (!l)
				return false;
			level[l] = true;
		}
	for (i = RATING_LEVEL_UNSET + 1; i < RATING_LEVEL_COUNT; i++)
		if (!level[i])
			return false;
	return true;
}

enum rc options_set(struct txn *t, const yyjson_val *body)
{
	struct row_options_version used;
	struct row_options_halls *rows;
	size_t n;
	const char *version = json_text(body, "version");
	yyjson_val *options = json_get(body, "options");
	enum rc rc = load_options_version(t, t->self->site, version, &used);
	if (rc == RC_OK)
		return txn_refuse(t, REFUSAL_OPTIONS_VERSION, version);
	if (rc != RC_NOTFOUND)
		return rc;
	if (!covers(options))
		return txn_refuse(t, REFUSAL_OPTIONS_LEVEL, NULL);
	rc = list_options_halls(t, t->self->site, &rows, &n);
	if (!rc)
		rc = say(t, NULL, version, options, t->actor->name);
	for (size_t i = 0; !rc && i < n; i++)
		rc = say(t, journal_voice(&t->arena, t->self->node, rows[i].node), version, options,
			t->actor->name);
	return rc;
}

enum rc options_to(struct txn *t, const char *hall)
{
	struct row_options_now now;
	yyjson_val *options;
	enum rc rc = load_options_now(t, t->self->site, &now);
	if (rc)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	if (json_read(&t->arena, now.options, strlen(now.options), &options))
		return fault("the rating options in force are not JSON");
	return say(t, journal_voice(&t->arena, t->self->node, hall), now.version, options,
		t->actor->name);
}

static enum rc in_force(struct txn *t, struct row_options_now *now, yyjson_val **list)
{
	size_t n;
	yyjson_val *root;
	enum rc rc = load_options_now(t, t->self->site, now);
	if (!rc)
		return json_read(&t->arena, now->options, strlen(now->options), list)
			       ? fault("the rating options in force are not JSON")
			       : RC_OK;
	if (rc != RC_NOTFOUND)
		return rc;
	const char *text = embed_find("sample/rating_options.json", &n);
	if (!text || json_read(&t->arena, text, n, &root))
		return fault("the list of rating options is damaged");
	*now = (struct row_options_now){ .version = json_text(root, "version") };
	*list = yyjson_obj_get(root, "options");
	return RC_OK;
}

enum rc options_view(struct txn *t, yyjson_mut_val **out)
{
	struct row_options_now now;
	struct row_options_used *used;
	yyjson_val *list;
	yyjson_mut_val *halls;
	size_t n;
	TRY(in_force(t, &now, &list));
	TRY(list_options_used(t, t->self->site, &used, &n));
	TRY(query_options_taken(t, t->self->site, t->self->node, &halls));
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_strcpy(t->doc, *out, "version", now.version);
	yyjson_mut_obj_add_bool(t->doc, *out, "sample", !now.options);
	yyjson_mut_obj_add_str(t->doc, *out, "at", now.at);
	yyjson_mut_obj_add_val(t->doc, *out, "options", yyjson_val_mut_copy(t->doc, list));
	yyjson_mut_val *versions = yyjson_mut_obj_add_arr(t->doc, *out, "used");
	for (size_t i = 0; i < n; i++)
		yyjson_mut_arr_add_str(t->doc, versions, used[i].version);
	yyjson_mut_obj_add_val(t->doc, *out, "halls", halls);
	return RC_OK;
}
