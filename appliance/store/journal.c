/* The append-only journal and its hash chain. */
#include "store/journal.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>
#include "words/event.h"
#include "base/json.h"
#include "journal_sql.h"
#include "store/db_internal.h"
#include "store/effect.h"

#define CLOCK_SLACK_MS 2000 /* a clock that is kept by the network goes back by moments */
#define BEHIND "clock.behind"
/* events: a few milliseconds, so that a walk beside a server keeps nobody waiting */
#define WALK_PIECE 500

enum rc journal_last_arrived(struct txn *t, int64_t *arrived)
{
	struct row_journal_last_arrived row = { 0 };
	enum rc rc = load_journal_last_arrived(t, &row);
	*arrived = row.arrived;
	return rc;
}

enum rc journal_head(struct txn *t, const char *stream, struct journal_head *out)
{
	struct row_journal_head row;
	enum rc rc = load_journal_head(t, stream, &row);
	if (rc == RC_NOTFOUND) {
		*out = (struct journal_head){ 0 };
		return RC_OK;
	}
	if (rc)
		return rc;
	out->seq = row.seq;
	snprintf(out->hash, sizeof out->hash, "%s", row.hash);
	return RC_OK;
}

/* The canonical form that the chain is made of. */
static void chain_hash(
	struct txn *t, const struct event_row *e, const char *prev, char out[HASH_HEX])
{
	yyjson_mut_val *form = yyjson_mut_arr(t->doc);
	yyjson_mut_arr_add_str(t->doc, form, e->stream);
	yyjson_mut_arr_add_int(t->doc, form, e->seq);
	const char *const texts[] = { e->at, e->actor, e->kind, e->subject, e->body, prev };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		yyjson_mut_arr_add_str(t->doc, form, texts[i]);
	size_t n;
	char *text = json_write(&t->arena, form, &n);
	hash_bytes_hex(text, n, out);
}

/* Who writes a stream: a hall or the hub its own, the hub its voice to a hall. */
static unsigned writer_of(const struct txn *t, const char *stream)
{
	if (strchr(stream, '>'))
		return EVENT_BY_VOICE;
	return t->self->hub && !strcmp(stream, t->self->node) ? EVENT_BY_HUB : EVENT_BY_HALL;
}

static enum rc store_event(
	struct txn *t, const struct event_row *e, const char *prev, const char *hash)
{
	assert(e->stream && e->body && prev && hash);
	TRY(exec_journal_insert(t, e->stream, e->seq, e->at, e->actor, e->kind, e->subject, e->body,
		prev, hash, NULL));
	return effect_apply(t, e);
}

/* The latest moment that a record of this site carries: what was kept when the clock fell behind,
 * or else its nodes' last records. */
static enum rc read_latest(struct txn *t)
{
	struct row_journal_streams *rows;
	struct row_journal_head_at head;
	struct row_setting_get kept;
	size_t n, site = strlen(t->self->site);
	int64_t latest = -1;
	enum rc rc = load_setting_get(t, BEHIND, &kept);
	if (!rc)
		latest = clock_parse(kept.value);
	t->db->behind_kept = !rc;
	if (rc != RC_FAULT)
		rc = list_journal_streams(t, &rows, &n);
	for (size_t i = 0; !rc && i < n; i++) {
		if (strncmp(rows[i].node, t->self->site, site) || rows[i].node[site] != '-')
			continue;
		rc = load_journal_head_at(t, rows[i].node, &head);
		int64_t at = rc ? -1 : clock_parse(head.at);
		latest = at > latest ? at : latest;
	}
	if (!rc)
		t->db->latest = latest;
	return rc;
}

enum rc journal_behind(struct txn *t, int64_t *behind_ms)
{
	enum rc rc = t->db->latest || clock_stands() ? RC_OK : read_latest(t);
	*behind_ms = 0;
	if (!rc && !clock_stands() && t->db->latest - t->now > CLOCK_SLACK_MS)
		*behind_ms = t->db->latest - t->now;
	return rc;
}

/* The latest moment moves on with trusted records. Where the clock is behind, it is kept before the
 * first record that is earlier. */
static enum rc mark_time(struct txn *t)
{
	char text[CLOCK_TEXT];
	int64_t behind;
	enum rc rc = journal_behind(t, &behind);
	if (rc || clock_stands())
		return rc;
	if (!behind) {
		t->db->latest = t->now > t->db->latest ? t->now : t->db->latest;
		return RC_OK;
	}
	if (t->db->behind_kept)
		return RC_OK;
	clock_text(t->db->latest, text);
	rc = exec_setting_put(t, BEHIND, text, NULL);
	t->db->behind_kept = !rc;
	return rc;
}

enum rc journal_clock_vouched(struct txn *t)
{
	t->db->latest = t->now;
	t->db->behind_kept = false;
	t->clock_trusted = true;
	return exec_setting_drop(t, BEHIND, NULL);
}

enum rc journal_append(struct txn *t, const char *stream, const char *kind, const char *subject,
	yyjson_mut_val *body)
{
	struct journal_head head;
	assert(kind && subject && body && t->db->depth > 0);
	struct event_row e = { .stream = stream ? stream : t->self->node,
		.at = t->at,
		.actor = t->actor->id,
		.kind = kind,
		.subject = subject };
	const struct event_word *word = event_find(kind);
	if (word && !(word->writers & writer_of(t, e.stream)))
		return fault("%s may not be written into %s", kind, e.stream);
	if (t->db->held[0])
		return txn_refuse(t, REFUSAL_RECORD_CUT, arena_strdup(&t->arena, t->db->held));
	TRY(mark_time(t));
	TRY(journal_head(t, e.stream, &head));
	e.seq = head.seq + 1;
	e.body = json_canonical(&t->arena, body, NULL);
	char hash[HASH_HEX];
	chain_hash(t, &e, head.hash, hash);
	t->wrote = true;
	return store_event(t, &e, head.hash, hash);
}

static enum rc broken(struct txn *t, const struct event_row *e, const char *what)
{
	return txn_refuse(t, REFUSAL_JOURNAL_BROKEN,
		arena_printf(&t->arena, "%s 第%lld条%s", e->stream, (long long)e->seq, what));
}

static enum rc parse_line(struct txn *t, const char *line, size_t n, struct event_row *e,
	const char **prev, const char **hash)
{
	yyjson_val *v;
	if (json_read(&t->arena, line, n, &v))
		return txn_refuse(t, REFUSAL_JOURNAL_BROKEN, "记录不是合格的 JSON");
	*e = (struct event_row){ .stream = json_text(v, "node"),
		.seq = json_int(v, "seq", 0),
		.at = json_text(v, "at"),
		.actor = json_text(v, "actor"),
		.kind = json_text(v, "kind"),
		.subject = json_text(v, "subject"),
		.body = json_text(v, "body") };
	*prev = json_text(v, "prev");
	*hash = json_text(v, "hash");
	if (!e->stream || e->seq < 1 || !e->at || !e->actor || !e->kind || !e->subject ||
		!e->body || !*prev || !*hash)
		return txn_refuse(t, REFUSAL_JOURNAL_BROKEN, "记录缺少字段");
	return clock_parse(e->at) == -1 ? broken(t, e, "的时间不是时间") : RC_OK;
}

/* Nobody writes another's record: the stream is the sender's, the kind one that such a node may
 * write, the body what its kind wants. */
static enum rc may_write(struct txn *t, const char *stream, const struct event_row *e)
{
	yyjson_val *body;
	if (strcmp(e->stream, stream))
		return txn_refuse(t, REFUSAL_EVENT_FOREIGN,
			arena_printf(&t->arena, "%s 的记录放进了 %s 的批次", e->stream, stream));
	if (json_read(&t->arena, e->body, strlen(e->body), &body) || !yyjson_is_obj(body))
		return broken(t, e, "的内容不是合格的 JSON");
	const struct event_word *word = event_find(e->kind);
	if (!word)
		return RC_OK;
	if (!(word->writers & writer_of(t, stream)))
		return txn_refuse(t, REFUSAL_EVENT_FOREIGN,
			arena_printf(
				&t->arena, "%s 不能写 %s（%s）", stream, e->kind, word->label));
	const char *wrong = event_wrong_member(word, body);
	return wrong ? broken(t, e,
			       arena_printf(&t->arena, "（%s）缺少 %s，或不是该有的样子", e->kind,
				       wrong))
		     : RC_OK;
}

/* What the views cannot hold is the sender's fault, not this machine's: refused, so that it is
 * parked and not tried for ever. */
static enum rc store_taken(
	struct txn *t, const struct event_row *e, const char *prev, const char *hash)
{
	t->db->fault_code = 0;
	enum rc rc = store_event(t, e, prev, hash);
	if (rc != RC_FAULT || !db_fault_of_data(t->db))
		return rc;
	const char *why = arena_printf(&t->arena, "（%s）不能生效：%s", e->kind, fault_text());
	fault_clear();
	return broken(t, e, why);
}

enum rc journal_take(
	struct txn *t, const char *stream, const char *line, size_t n, struct journal_head *taken)
{
	struct event_row e;
	struct journal_head head;
	struct row_journal_at held;
	const char *prev = NULL, *hash = NULL;
	TRY(parse_line(t, line, n, &e, &prev, &hash));
	TRY(may_write(t, stream, &e));
	char computed[HASH_HEX];
	chain_hash(t, &e, prev, computed);
	if (strcmp(computed, hash))
		return broken(t, &e, "的校验值不符");
	taken->seq = e.seq;
	memcpy(taken->hash, computed, sizeof computed);
	enum rc rc = load_journal_at(t, e.stream, e.seq, &held);
	if (rc == RC_OK) /* seen before, perhaps through another channel */
		return strcmp(held.hash, hash) ? txn_refuse(t, REFUSAL_JOURNAL_FORK, e.stream)
					       : RC_OK;
	if (rc != RC_NOTFOUND)
		return rc;
	rc = journal_head(t, e.stream, &head);
	if (rc)
		return rc;
	if (e.seq != head.seq + 1)
		return txn_refuse(t, REFUSAL_JOURNAL_GAP,
			arena_printf(
				&t->arena, "%s 缺第%lld条", e.stream, (long long)head.seq + 1));
	if (strcmp(prev, head.hash))
		return txn_refuse(t, REFUSAL_JOURNAL_FORK, e.stream);
	t->wrote = true;
	return store_taken(t, &e, prev, hash);
}

enum rc journal_lines(struct txn *t, const char *stream, int64_t above, int64_t upto,
	size_t limit_bytes, char **text, size_t *n, struct journal_head *first,
	struct journal_head *last)
{
	struct row_journal_range *rows;
	size_t count, used = 0, room = limit_bytes;
	assert(limit_bytes > 0); /* `above` is what a row says: it is believed or finds nothing */
	TRY(list_journal_range(t, stream, above, upto, &rows, &count));
	if (count == 0)
		return RC_NOTFOUND;
	char *all = arena_alloc(&t->arena, room + 1);
	for (size_t i = 0; i < count; i++) {
		yyjson_mut_doc *doc = json_doc(&t->arena);
		yyjson_mut_val *v = yyjson_mut_obj(doc);
		const struct row_journal_range *r = &rows[i];
		yyjson_mut_obj_add_str(doc, v, "actor", r->actor);
		yyjson_mut_obj_add_str(doc, v, "at", r->at);
		yyjson_mut_obj_add_str(doc, v, "body", r->body);
		yyjson_mut_obj_add_str(doc, v, "hash", r->hash);
		yyjson_mut_obj_add_str(doc, v, "kind", r->kind);
		yyjson_mut_obj_add_str(doc, v, "node", r->node);
		yyjson_mut_obj_add_str(doc, v, "prev", r->prev);
		yyjson_mut_obj_add_int(doc, v, "seq", r->seq);
		yyjson_mut_obj_add_str(doc, v, "subject", r->subject);
		size_t length;
		char *line = json_write(&t->arena, v, &length);
		if (used + length + 1 > room) {
			if (i == 0)
				return fault("event %s/%lld is larger than a batch", stream,
					(long long)r->seq);
			break;
		}
		memcpy(all + used, line, length);
		all[used + length] = '\n';
		used += length + 1;
		if (i == 0)
			*first = (struct journal_head){ .seq = r->seq };
		last->seq = r->seq;
		snprintf(last->hash, sizeof last->hash, "%s", r->hash);
	}
	*text = all;
	*n = used;
	return RC_OK;
}

/* On to the next stream, by the index. */
static enum rc next_stream(struct txn *t, struct journal_walk *w)
{
	struct row_journal_next_stream row;
	TRY(w->only ? RC_NOTFOUND : load_journal_next_stream(t, w->stream, &row));
	*w = (struct journal_walk){ .checked = w->checked };
	snprintf(w->stream, sizeof w->stream, "%s", row.node);
	return RC_OK;
}

static enum rc check_link(struct txn *t, struct txn *part, struct journal_walk *w,
	const struct row_journal_range *row)
{
	struct event_row e = { w->stream, row->seq, row->at, row->actor, row->kind, row->subject,
		row->body };
	char hash[HASH_HEX];
	assert(part != t); /* what is refused outlives the piece it was read in */
	chain_hash(part, &e, w->prev, hash);
	if (e.seq != w->seq + 1 || strcmp(row->prev, w->prev) || strcmp(row->hash, hash))
		return txn_refuse(t, REFUSAL_JOURNAL_BROKEN,
			arena_printf(&t->arena, "%s 第%lld条", w->stream, (long long)w->seq + 1));
	w->seq = e.seq;
	w->checked++;
	memcpy(w->prev, hash, sizeof hash);
	return RC_OK;
}

enum rc journal_walk_on(struct txn *t, struct journal_walk *w)
{
	struct txn part = *t; /* its own arena: a journal is larger than a unit of work may be */
	struct row_journal_range *rows = NULL;
	size_t count = 0;
	assert(w->stream[0] || !w->seq);
	arena_init(&part.arena, TXN_ARENA);
	part.doc = json_doc(&part.arena);
	enum rc rc = w->stream[0] ? RC_OK : next_stream(&part, w);
	while (!rc && !count) {
		rc = list_journal_range(
			&part, w->stream, w->seq, w->seq + WALK_PIECE, &rows, &count);
		if (!rc && !count)
			rc = next_stream(&part, w);
	}
	for (size_t i = 0; !rc && i < count; i++)
		rc = check_link(t, &part, w, &rows[i]);
	arena_release(&part.arena);
	return rc;
}

enum rc journal_verify(struct txn *t, const char *stream, int64_t *checked)
{
	struct journal_walk w = { .only = stream != NULL };
	enum rc rc;
	snprintf(w.stream, sizeof w.stream, "%s", stream ? stream : "");
	while (!(rc = journal_walk_on(t, &w)))
		;
	*checked = w.checked;
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

void journal_hold(struct txn *t, const char *why)
{
	assert(why[0]); /* an empty reason would hold nothing */
	snprintf(t->db->held, sizeof t->db->held, "%s", why);
}
