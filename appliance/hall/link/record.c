/* The journal's end against what left it; what the last look at the chain found. */
#include "hall/link/record.h"
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/json.h"
#include "base/log.h"
#include "hall/link/lane.h"
#include "journal_sql.h"
#include "store/journal.h"

#define HELD "record.held"
#define FOUND "record.found"
#define UNPROVEN "record.unproven"

static enum rc cut(struct txn *t, const char *why)
{
	return txn_refuse(t, REFUSAL_RECORD_CUT, why);
}

/* A hall's records go to its county; a county's voice goes to each hall. */
static const char *stream_of(struct txn *t, const char *recipient, int64_t lane)
{
	return lane == LANE_DECISIONS ? journal_voice(&t->arena, t->self->node, recipient)
				      : t->self->node;
}

static enum rc as_long_as_sealed(struct txn *t)
{
	struct row_record_sealed *rows;
	struct journal_head head;
	size_t n;
	TRY(list_record_sealed(t, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		const char *stream = stream_of(t, rows[i].recipient, rows[i].lane);
		TRY(journal_head(t, stream, &head));
		if (head.seq < rows[i].last)
			TRY(cut(t,
				arena_printf(&t->arena, "%s 只到第%lld条，封存过的批次已到第%lld条",
					stream, (long long)head.seq, (long long)rows[i].last)));
	}
	return RC_OK;
}

/* The last batch of a lane that lies sealed in the spool. A batch's row is on the disk before it is
 * sealed: the row can only be missing from a database that is older than the spool beside it. */
static int64_t last_in_spool(struct txn *t, const char *recipient, const char *lane)
{
	char **names;
	int64_t last = 0;
	const char *dir = arena_printf(
		&t->arena, "%s/spool/out/%s/%s", t->self->home, recipient, lane);
	if (dir_list(&t->arena, dir, &names) == RC_OK)
		for (size_t i = 0; names[i]; i++) {
			const char *tail = strchr(names[i], '.');
			int64_t seq = tail && !strcmp(tail, ".tar.zst")
					      ? strtoll(names[i], NULL, 10)
					      : 0;
			last = seq > last ? seq : last;
		}
	fault_clear();
	return last;
}

static enum rc knows_its_batches(struct txn *t, const char *recipient)
{
	static const char *const lanes[LANE_COUNT] = { "0", "1", "2" };
	struct row_record_sealed_top top;
	for (int lane = 0; lane < LANE_COUNT; lane++) {
		int64_t last = last_in_spool(t, recipient, lanes[lane]);
		TRY(load_record_sealed_top(t, recipient, lane, &top));
		if (last > top.seq)
			TRY(cut(t,
				arena_printf(&t->arena,
					"发往 %s 的批次（通道%d）封存过%lld个，记录库里只有%lld个：记录库是旧的",
					recipient, lane, (long long)last, (long long)top.seq)));
	}
	return RC_OK;
}

enum rc record_uncut(struct txn *t)
{
	struct row_setting_get held;
	char **names = NULL;
	enum rc rc = load_setting_get(t, HELD, &held);
	if (!rc)
		return cut(t, held.value);
	if (rc == RC_NOTFOUND)
		rc = as_long_as_sealed(t);
	if (!rc)
		rc = dir_list(
			&t->arena, arena_printf(&t->arena, "%s/spool/out", t->self->home), &names);
	if (rc == RC_NOTFOUND)
		return RC_OK; /* nothing was ever sealed */
	for (size_t i = 0; !rc && names[i]; i++)
		rc = knows_its_batches(t, names[i]);
	return rc;
}

/* Whether the county's last entry was made here. One whose row is not told of its seal yet can
 * only be there when it lies whole in the spool: nothing else is ever sent, and a seal that does
 * not succeed must not hide for ever that the record is another. */
static enum rc made_here(struct txn *t, const char *hub, const char *ledger, bool *is)
{
	struct row_record_ledger mine;
	struct row_record_sealing open;
	*is = true;
	if (!ledger || !ledger[0])
		return RC_OK;
	enum rc rc = load_record_ledger(t, hub, ledger, &mine);
	if (rc != RC_NOTFOUND)
		return rc;
	rc = load_record_sealing(t, hub, &open);
	*is = !rc && file_exists(arena_printf(&t->arena, "%s/spool/out/%s/%d/%08lld.tar.zst.commit",
			     t->self->home, hub, LANE_RECORDS, (long long)open.seq));
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

enum rc record_county_has(
	struct txn *t, const char *hub, int64_t stored, const char *ledger, bool *same)
{
	struct row_record_sealed_top top;
	struct row_setting_get held;
	bool ours;
	enum rc rc = load_record_sealed_top(t, hub, LANE_RECORDS, &top);
	if (!rc)
		rc = made_here(t, hub, ledger, &ours);
	*same = !rc && ours && stored <= top.seq;
	if (rc || *same || load_setting_get(t, HELD, &held) == RC_OK)
		return rc;
	const char *why = arena_printf(&t->arena,
		"县级 %s 已收到本机%lld个批次，与本机封存的%lld个不是同一份记录：记录库是旧的", hub,
		(long long)stored, (long long)top.seq);
	log_error("record", "%s", why);
	journal_hold(t, why);
	return exec_setting_put(t, HELD, why, NULL);
}

enum rc record_found(struct txn *t, const char *state, const char *text, int64_t checked)
{
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_str(d, v, "state", state);
	yyjson_mut_obj_add_str(d, v, "text", text);
	yyjson_mut_obj_add_int(d, v, "checked", checked);
	yyjson_mut_obj_add_str(d, v, "at", t->at);
	return exec_setting_put(t, FOUND, json_write(&t->arena, v, NULL), NULL);
}

/* Each of them is a kind of its own to the log. */
static void log_unproven(const char *account, const char *what)
{
	if (!strcmp(what, RECORD_SECRET))
		log_error("record",
			"%s has a secret in the database that the journal does not know", account);
	else if (!strcmp(what, RECORD_SESSION))
		log_error("record", "%s has a session in the database that is none of this server",
			account);
	else
		log_error("record", "%s has rights in the views that the journal did not grant",
			account);
}

enum rc record_unproven(struct txn *t, const char *account, const char *what)
{
	struct row_setting_get held;
	const char *said = arena_printf(&t->arena, "%s:%s", what, account);
	enum rc rc = load_setting_get(t, UNPROVEN, &held);
	if (rc == RC_FAULT || (!rc && !strcmp(held.value, said)))
		return rc;
	log_unproven(account, what);
	t->keep_refused = true; /* that it was seen stays although the request is refused */
	return exec_setting_put(t, UNPROVEN, said, NULL);
}

enum rc record_mended(struct txn *t, const char *account)
{
	return exec_record_mended(t, account, NULL);
}

enum rc record_proven(struct txn *t)
{
	return exec_setting_drop(t, UNPROVEN, NULL);
}

/* The view still says what the journal does not: that it was seen once is told until somebody made
 * the views anew. */
static enum rc add_unproven(struct txn *t, yyjson_mut_val *v)
{
	struct row_setting_get held;
	enum rc rc = load_setting_get(t, UNPROVEN, &held);
	if (rc == RC_FAULT)
		return rc;
	char *account = rc ? NULL : strchr(held.value, ':');
	const char *what = !account ? NULL
				    : arena_strndup(&t->arena, held.value,
					      (size_t)(account - held.value));
	yyjson_mut_obj_add_str(t->doc, v, "unproven", account ? account + 1 : NULL);
	yyjson_mut_obj_add_str(t->doc, v, "unproven_what", what);
	return RC_OK;
}

enum rc record_status(struct txn *t, yyjson_mut_val *v)
{
	struct row_setting_get found, held;
	yyjson_val *was = NULL;
	/* what is there may be whole, and still not all */
	bool cut_off = load_setting_get(t, HELD, &held) == RC_OK;
	enum rc rc = load_setting_get(t, FOUND, &found);
	if (rc == RC_FAULT || (!rc && json_read(&t->arena, found.value, strlen(found.value), &was)))
		return RC_FAULT;
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_obj_add_str(d, v, "record",
		cut_off ? "cut"
		: was   ? json_text(was, "state")
			: "unchecked");
	yyjson_mut_obj_add_str(d, v, "record_text",
		cut_off ? held.value
		: was   ? json_text(was, "text")
			: "");
	yyjson_mut_obj_add_int(d, v, "record_checked", was ? json_int(was, "checked", 0) : 0);
	yyjson_mut_obj_add_str(d, v, "record_at", was ? json_text(was, "at") : NULL);
	return add_unproven(t, v);
}
