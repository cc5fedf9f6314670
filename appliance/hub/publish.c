/* Publishing a catalogue. */
#include "hub/publish.h"
#include <stdio.h>
#include <string.h>
#include "base/date.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "events.h"
#include "hub/fleet.h"
#include "publish_sql.h"
#include "rules/place/catalogue.h"
#include "store/blob.h"
#include "store/journal.h"

#define PUBLISH_LIMIT (8u << 20)

/* What is brought, or the file in force. */
static enum rc or_in_force(struct txn *t, struct publish_file *file, const char *sha256)
{
	char *text;
	if (file->text)
		return RC_OK;
	TRY(file_read(&t->arena, blob_path(&t->arena, t->self->home, sha256), PUBLISH_LIMIT, &text,
		&file->n));
	file->text = text;
	return RC_OK;
}

enum rc publish_next(
	struct txn *t, struct publish_file items, struct publish_file calendar, const char *message)
{
	struct row_publish_current held;
	enum rc rc = load_publish_current(t, t->self->site, &held);
	/* the county's first: there is nothing yet that could stay as it is */
	if (rc == RC_NOTFOUND) {
		rc = RC_OK;
		if (!items.text || !calendar.text)
			return txn_refuse(t, REFUSAL_CATALOGUE_FIRST,
				items.text ? "缺日历文件" : "缺目录文件");
	}
	if (!rc)
		rc = or_in_force(t, &items, held.items);
	if (!rc)
		rc = or_in_force(t, &calendar, held.calendar);
	if (rc)
		return rc;
	int year = date_year(date_of(t->now));
	if (!catalogue_calendar_knows(&t->arena, calendar.text, calendar.n, year))
		return txn_refuse(
			t, REFUSAL_SHAPE, arena_printf(&t->arena, "日历里没有 %d 年的日子", year));
	return publish_catalogue(t, items.text, items.n, calendar.text, calendar.n, message);
}

bool publish_waiting(const char *home)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/spool/publish/ready", home);
	return file_exists(path);
}

enum rc publish_catalogue(struct txn *t, const char *items, size_t n, const char *calendar,
	size_t m, const char *message)
{
	const char *dir = arena_printf(&t->arena, "%s/spool/publish", t->self->home), *name;
	int64_t count;
	const char *wrong = catalogue_fault(&t->arena, items, n, calendar, m, &name, &count);
	TRY(wrong ? txn_refuse(t, REFUSAL_SHAPE, wrong) : RC_OK);
	if (publish_waiting(t->self->home))
		return txn_refuse(t, REFUSAL_BUSY, "上一版目录正在发布");
	TRY(dir_make(dir, 0700));
	TRY(file_write(arena_printf(&t->arena, "%s/items.json", dir), items, n, 0600));
	TRY(file_write(arena_printf(&t->arena, "%s/calendar.json", dir), calendar, m, 0600));
	TRY(file_write(arena_printf(&t->arena, "%s/message", dir), message, strlen(message), 0600));
	return file_write(arena_printf(&t->arena, "%s/ready", dir), t->at, strlen(t->at), 0600);
}

static enum rc say(struct txn *t, const char *stream, const char *commit, const char *name,
	const char *items, const char *calendar, int64_t count)
{
	return event_catalogue_published(t, stream, commit,
		&(struct event_catalogue_published){
			.name = name, .items = items, .calendar = calendar, .count = count });
}

enum rc publish_done(struct txn *t, const char *commit)
{
	const char *dir = arena_printf(&t->arena, "%s/spool/publish", t->self->home), *name;
	char *items, *calendar, items_sha[HASH_HEX], calendar_sha[HASH_HEX];
	size_t n, m, halls;
	int64_t count;
	struct row_publish_halls *rows;
	TRY(file_read(&t->arena, arena_printf(&t->arena, "%s/items.json", dir), PUBLISH_LIMIT,
		&items, &n));
	TRY(file_read(&t->arena, arena_printf(&t->arena, "%s/calendar.json", dir), PUBLISH_LIMIT,
		&calendar, &m));
	if (catalogue_fault(&t->arena, items, n, calendar, m, &name, &count))
		return fault("the catalogue in the spool is damaged");
	TRY(blob_put(t->self->home, items, n, items_sha));
	TRY(blob_put(t->self->home, calendar, m, calendar_sha));
	TRY(say(t, NULL, commit, name, items_sha, calendar_sha, count));
	TRY(list_publish_halls(t, t->self->site, &rows, &halls));
	for (size_t i = 0; i < halls; i++)
		TRY(say(t, journal_voice(&t->arena, t->self->node, rows[i].node), commit, name,
			items_sha, calendar_sha, count));
	return file_remove(arena_printf(&t->arena, "%s/ready", dir));
}

enum rc publish_to(struct txn *t, const char *hall)
{
	struct row_publish_current c;
	enum rc rc = load_publish_current(t, t->self->site, &c);
	if (rc)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	return say(t, journal_voice(&t->arena, t->self->node, hall), c.id, c.name, c.items,
		c.calendar, c.count);
}
