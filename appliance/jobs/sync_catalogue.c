/* The catalogue on its way: at the hub from the spool into git and then into the journal, at a hall
 * from a batch into what is in force. */
#include <string.h>
#include "base/file.h"
#include "base/json.h"
#include "base/log.h"
#include "events.h"
#include "hall/place/catalogue.h"
#include "hall/casework/recount.h"
#include "hub/publish.h"
#include "jobs/sync_internal.h"

enum rc sync_adopted(struct txn *t, const yyjson_val *answer)
{
	const char *commit = json_text(answer, "commit");
	yyjson_val *files = json_get(answer, "files");
	const char *items = json_text(yyjson_obj_get(files, "items.json"), "sha256"),
		   *calendar = json_text(yyjson_obj_get(files, "calendar.json"), "sha256");
	struct row_catalogue_current held;
	struct workday_calendar was;
	if (!json_flag(answer, "ok") || !commit || !items || !calendar) {
		log_error("sync", "catalogue: %s: %s",
			json_text(answer, "parked") ? json_text(answer, "parked") : "?",
			json_text(answer, "text") ? json_text(answer, "text") : "");
		return RC_OK;
	}
	enum rc rc = load_catalogue_current(t, t->self->site, t->self->hub, &held);
	if (rc == RC_FAULT || (!rc && !strcmp(held.id, commit)))
		return rc;
	rc = catalogue_calendar(t, &was);
	if (!rc)
		rc = event_catalogue_adopted(t, NULL, commit,
			&(struct event_catalogue_adopted){ .name = json_text(answer, "name"),
				.items = items,
				.calendar = calendar,
				.count = json_int(answer, "count", 0) });
	return rc ? rc : recount_due(t, &was);
}

/* Hub: a catalogue waits in the spool to be committed. */
enum rc sync_publish_due(struct sync_job *job, struct txn *t)
{
	if (!t->self->hub || job->publishing || !publish_waiting(t->self->home))
		return RC_OK;
	char unnamed[] = "catalogue", *message = unnamed, *at = t->at;
	enum rc rc = file_read(&t->arena,
		arena_printf(&t->arena, "%s/spool/publish/message", t->self->home), 4096, &message,
		NULL);
	if (!rc)
		rc = file_read(&t->arena,
			arena_printf(&t->arena, "%s/spool/publish/ready", t->self->home), 64, &at,
			NULL);
	if (rc)
		return rc;
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d), *files = yyjson_mut_obj(d);
	yyjson_mut_obj_add_str(d, files, "items.json", "spool/publish/items.json");
	yyjson_mut_obj_add_str(d, files, "calendar.json", "spool/publish/calendar.json");
	yyjson_mut_obj_add_int(d, v, "id", 1);
	yyjson_mut_obj_add_str(d, v, "do", "catalogue-commit");
	yyjson_mut_obj_add_val(d, v, "files", files);
	yyjson_mut_obj_add_str(d, v, "message", message);
	yyjson_mut_obj_add_str(d, v, "at", at);
	sync_send(job, SYNC_SEALER, t, v);
	job->publishing = true;
	return RC_OK;
}
