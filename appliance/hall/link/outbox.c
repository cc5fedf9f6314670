/* The link's state and the status page's numbers. */
#include "hall/link/outbox.h"
#include <assert.h>
#include <string.h>
#include "base/clock.h"
#include "base/file.h"
#include "events.h"
#include "hall/place/catalogue.h"
#include "hall/place/disk.h"
#include "hall/link/record.h"
#include "hall/place/running.h"
#include "hall/place/site.h"
#include "store/journal.h"
#include "store/projection.h"

struct outbox_link *outbox_link(const struct txn *t)
{
	assert(t->self->running);
	return t->self->running->link;
}

enum rc outbox_is_cut(struct txn *t, bool *cut)
{
	struct row_link_row row;
	enum rc rc = load_link_row(t, t->self->site, &row);
	*cut = rc == RC_OK && row.cut;
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

enum rc outbox_set_cut(struct txn *t, bool cut, const char *reason)
{
	bool is;
	enum rc rc = outbox_is_cut(t, &is);
	if (rc || is == cut)
		return rc;
	return cut ? record_link_cut(t, t->self->node, .reason = reason, .by = t->actor->name)
		   : record_link_restored(t, t->self->node, .by = t->actor->name);
}

enum rc outbox_try_again(struct txn *t, const char *sender, int64_t *count)
{
	return exec_inbox_again(t, sender, sender[0] ? sender : "~", count);
}

enum rc outbox_version_is(struct txn *t, const char *version)
{
	struct row_link_memory was;
	int64_t count;
	enum rc rc = load_link_memory(t, "intake_version", &was);
	if (rc == RC_FAULT || (!rc && !strcmp(was.value, version)))
		return rc;
	bool first = rc == RC_NOTFOUND;
	rc = exec_link_remember(t, "intake_version", version, NULL);
	return rc || first ? rc : outbox_try_again(t, "", &count);
}

static enum rc add_link(struct txn *t, yyjson_mut_val *v)
{
	const struct outbox_link *link = outbox_link(t);
	struct row_link_row cut = { 0 };
	struct row_peer_row peer = { 0 };
	yyjson_mut_doc *d = t->doc;
	if (load_link_row(t, t->self->site, &cut) == RC_FAULT ||
		load_peer_row(t, link->hub, &peer) == RC_FAULT)
		return RC_FAULT;
	yyjson_mut_obj_add_str(d, v, "link", cut.cut ? "cut" : link->state);
	yyjson_mut_obj_add_strcpy(d, v, "link_text",
		cut.cut ? "链路已由人工断开；收件、叫号、审批照常，记录留在本机，恢复后自动送出"
			: link->text);
	yyjson_mut_obj_add_str(d, v, "last_contact", peer.last_contact);
	if (link->next_contact && !cut.cut) {
		char *at = arena_alloc(&t->arena, CLOCK_TEXT);
		clock_text(link->next_contact, at);
		yyjson_mut_obj_add_str(d, v, "next_contact", at);
	} else {
		yyjson_mut_obj_add_null(d, v, "next_contact");
	}
	yyjson_mut_obj_add_str(d, v, "cut_by", cut.cut ? cut.by_name : NULL);
	return RC_OK;
}

static enum rc add_counts(struct txn *t, yyjson_mut_val *v)
{
	const struct outbox_link *link = outbox_link(t);
	struct journal_head head;
	struct row_outbox_progress p;
	struct row_outbox_ledger ledger;
	struct row_outbox_unsent_files files;
	int64_t counted;
	char *digest = arena_alloc(&t->arena, HASH_HEX);
	TRY(journal_head(t, t->self->node, &head));
	TRY(load_outbox_progress(t, link->hub, LANE_RECORDS, &p));
	TRY(load_outbox_ledger(t, link->hub, LANE_RECORDS, &ledger));
	TRY(load_outbox_unsent_files(t, t->self->site, link->hub, &files));
	TRY(projection_digest_lately(t, t->self->site, digest, &counted));
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_obj_add_int(d, v, "head", head.seq);
	yyjson_mut_obj_add_int(d, v, "sealed", p.sealed);
	yyjson_mut_obj_add_int(d, v, "applied", p.applied);
	yyjson_mut_obj_add_int(d, v, "unsent", head.seq - p.applied);
	yyjson_mut_obj_add_int(d, v, "unsent_files", files.files);
	yyjson_mut_obj_add_str(d, v, "ledger", ledger.ledger);
	yyjson_mut_obj_add_strcpy(d, v, "hub_ledger", link->hub_ledger);
	yyjson_mut_obj_add_str(d, v, "digest", digest);
	yyjson_mut_obj_add_int(d, v, "digest_head", counted);
	yyjson_mut_obj_add_strcpy(d, v, "hub_digest", link->hub_digest);
	/* what was equal at the last contact is not what is here now */
	bool newer = p.applied < head.seq && !strcmp(link->agreed, "equal");
	yyjson_mut_obj_add_strcpy(d, v, "agreed", newer ? "behind" : link->agreed);
	return RC_OK;
}

enum rc outbox_status(struct txn *t, yyjson_mut_val **out)
{
	const struct outbox_link *link = outbox_link(t);
	struct row_catalogue_current catalogue = { .name = "" };
	yyjson_mut_val *batches, *incoming, *v = yyjson_mut_obj(t->doc);
	int64_t free_bytes, total;
	TRY(query_outbox_recent(t, &batches));
	TRY(query_inbox_recent(t, &incoming));
	TRY(disk_space(t->self->home, &free_bytes, &total));
	if (load_catalogue_current(t, t->self->site, t->self->hub, &catalogue) == RC_FAULT)
		return RC_FAULT;
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_obj_add_str(d, v, "node", t->self->node);
	yyjson_mut_obj_add_strcpy(d, v, "hub", link->hub);
	yyjson_mut_obj_add_str(d, v, "at", t->at);
	yyjson_mut_obj_add_bool(d, v, "clock_trusted", t->clock_trusted);
	TRY(add_link(t, v));
	TRY(add_counts(t, v));
	TRY(record_status(t, v));
	yyjson_mut_obj_add_str(d, v, "catalogue", catalogue.name);
	yyjson_mut_obj_add_strcpy(d, v, "unconfined", link->unconfined);
	yyjson_mut_obj_add_int(d, v, "disk_free", free_bytes);
	TRY(disk_add(t, v));
	yyjson_mut_obj_add_val(d, v, "batches", batches);
	yyjson_mut_obj_add_val(d, v, "incoming", incoming);
	*out = v;
	return RC_OK;
}
