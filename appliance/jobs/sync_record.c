/* Applied but not yet in the ledger: one entry at a time, in the order of each lane, sender by
 * sender, again after a crash. */
#include <stdio.h>
#include <string.h>
#include "base/clock.h"
#include "base/json.h"
#include "base/log.h"
#include "jobs/sync_internal.h"
#include "store/journal.h"

static enum rc next_unrecorded(
	struct sync_job *job, struct txn *t, struct row_inbox_unrecorded *out)
{
	for (int lap = 0; lap < 2; lap++) {
		const char *after = lap ? "" : job->turn[SYNC_LEDGER];
		for (;;) {
			struct row_inbox_unrecorded *rows;
			size_t n;
			enum rc rc = list_inbox_unrecorded(t, after, &rows, &n);
			if (rc)
				return rc;
			if (n == 0)
				break;
			*out = rows[0];
			if (!sync_trouble_waits(&job->troubles, SYNC_LEDGER, rows[0].sender))
				return RC_OK;
			after = rows[0].sender;
		}
	}
	return RC_NOTFOUND;
}

static void not_written(struct sync_job *job, const char *sender, const char *why)
{
	int tries = sync_trouble_add(&job->troubles, SYNC_LEDGER, sender);
	if (tries == 1 || tries == SYNC_TRIES)
		log_error("sync", "ledger of %s: %s; tried again%s", sender, why,
			tries == 1 ? "" : ", each minute, until it goes");
}

enum rc sync_record_due(struct sync_job *job, struct txn *t)
{
	struct row_inbox_unrecorded row;
	if (job->recording.open || clock_steady() < job->intake_after)
		return RC_OK;
	enum rc rc = next_unrecorded(job, t, &row);
	if (rc)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	yyjson_mut_val *v = yyjson_mut_obj(t->doc);
	rc = sync_trusted(t, row.sender, v);
	if (rc == RC_NOTFOUND)
		not_written(job, row.sender, "its key is not trusted");
	if (rc)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	yyjson_mut_obj_add_str(t->doc, v, "do", "record");
	yyjson_mut_obj_add_strcpy(
		t->doc, v, "dir", arena_printf(&t->arena, "spool/checked/%s", row.id));
	struct sync_asked what = { .lane = row.lane, .seq = row.seq };
	snprintf(what.sender, sizeof what.sender, "%s", row.sender);
	sync_ask(job, t, SYNC_LEDGER, v, &what);
	return RC_OK;
}

void sync_record_died(struct sync_job *job)
{
	if (job->recording.open)
		not_written(job, job->recording.sender, "the worker ended");
	job->recording.open = false;
}

enum rc sync_recorded(struct sync_job *job, struct txn *t, const yyjson_val *answer)
{
	const char *sender = json_text(answer, "sender"), *ledger = json_text(answer, "ledger"),
		   *text = json_text(answer, "text");
	job->recording.open = false;
	if (json_flag(answer, "full")) {
		sync_intake_pause(job, arena_printf(&t->arena, "DISK: %s", text ? text : ""));
		return RC_OK;
	}
	if (!sender || !json_flag(answer, "ok") || !ledger) {
		not_written(job, sender ? sender : "?", text ? text : "no answer");
		return RC_OK;
	}
	sync_trouble_clear(&job->troubles, SYNC_LEDGER, sender);
	return exec_inbox_ledger(
		t, sender, json_int(answer, "lane", 0), json_int(answer, "seq", 0), ledger, NULL);
}
