/* What is done with a finished upload: material photos at a hall, batches at a hub. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/sign.h"
#include "base/text.h"
#include "hall/casework/casefile.h"
#include "hall/place/disk.h"
#include "hall/place/limit.h"
#include "hall/link/outbox.h"
#include "hall/place/setting.h"
#include "http/server.h"
#include "http/upload.h"
#include "rules/casework/picture.h"
#include "store/blob.h"
#include "sync/ledger.h"
#include "sync/trust.h"

#define PHOTO_LIMIT (20 << 20)
#define BATCH_LIMIT (64 << 20)
#define NAME_MOST 120
#define BATCH_SHARE 20 /* of the disk: what one hall may have waiting there */

/* A name as a Photo has it: one line, without the blanks around it. NULL: not one. */
static const char *photo_name(struct txn *t, const struct upload *u)
{
	struct text_reading r = text_read(u->meta(u, "name"), false);
	if (r.unusable || !r.visible || r.characters > NAME_MOST)
		return NULL;
	return arena_printf(&t->arena, "%.*s", (int)r.size, r.from);
}

static int64_t photo_material(const struct upload *u)
{
	const char *text = u->meta(u, "material");
	size_t digits = strspn(text, "0123456789");
	return digits && digits < 6 && !text[digits] ? strtoll(text, NULL, 10) : 0;
}

/* Bulk is what goes beyond the one photo that shows a material: a second one, or a file larger than
 * a photo is. */
static enum rc photo_is_bulk(
	struct txn *t, const struct upload *u, const struct upload_open *open, bool *bulk)
{
	int64_t there;
	enum rc rc = casefile_photos(t, u->meta(u, "case"), photo_material(u), &there);
	*bulk = !rc &&
		(there + open->same > 0 || u->size > (setting_int(t, SETTING_DISK_PHOTO_MB) << 20));
	return rc;
}

/* Records keep their room, whatever is brought and whoever has begun what. */
static enum rc photo_room(struct txn *t, const struct upload *u)
{
	static const char *const material[2] = { "case", "material" };
	int64_t size = u->size;
	bool bulk;
	struct disk_now disk;
	struct upload_open open;
	TRY(upload_open(t, u, material, &open));
	TRY(photo_is_bulk(t, u, &open, &bulk));
	TRY(disk_now(t, &disk));
	if (open.mine >= setting_int(t, SETTING_UPLOADS_OPEN_MOST) ||
		open.mine_bytes > (setting_int(t, SETTING_UPLOADS_OPEN_MB) << 20) - size)
		return txn_refuse(t, REFUSAL_UPLOAD_OPEN, NULL);
	if (disk.level >= DISK_NO_PHOTOS ||
		!disk_allows(disk.left, open.missing, size, disk.reserve))
		return disk_refuse(t, &disk, DISK_NO_PHOTOS);
	if (bulk && disk.level >= DISK_NO_BULK)
		return disk_refuse(t, &disk, DISK_NO_BULK);
	return limit_photo(t, size);
}

static enum rc photo_begin(struct txn *t, const struct upload *u, const char **again)
{
	(void)again;
	if (!u->meta(u, "case")[0] || !u->meta(u, "material")[0] || !u->meta(u, "name")[0])
		return txn_refuse(t, REFUSAL_UPLOAD_METADATA, NULL);
	TRY(limit_take(t, LIMIT_UPLOADS));
	TRY(casefile_may_attach(t, u->meta(u, "case"), photo_material(u)));
	if (!photo_name(t, u))
		return txn_refuse(t, REFUSAL_UPLOAD_NAME, NULL);
	return u->size ? photo_room(t, u) : txn_refuse(t, REFUSAL_UPLOAD_EMPTY, NULL);
}

/* Told by its bytes, whatever it is called, and kept only when all of it is there. */
static enum rc photo_look(struct txn *t, const struct upload *u, const char **mime)
{
	struct arena a;
	char *bytes;
	size_t n;
	arena_init(&a, PHOTO_LIMIT + (1 << 20));
	enum rc rc = file_read(&a, u->path, PHOTO_LIMIT, &bytes, &n);
	enum picture_kind kind = rc ? PICTURE_OTHER : picture_kind_of((const uint8_t *)bytes, n);
	bool whole = !rc && picture_whole((const uint8_t *)bytes, n);
	arena_release(&a);
	*mime = picture_mime(kind);
	if (rc)
		return rc == RC_NOTFOUND ? fault("upload %s is not there", u->id) : rc;
	if (kind == PICTURE_HEIC)
		return txn_refuse(t, REFUSAL_UPLOAD_HEIC, u->meta(u, "name"));
	const char *name = picture_kind_name(kind);
	if (!*mime)
		return txn_refuse(t, REFUSAL_UPLOAD_TYPE,
			name[0] ? arena_printf(&t->arena, "这是%s", name) : NULL);
	return whole ? RC_OK : txn_refuse(t, REFUSAL_UPLOAD_BROKEN, name);
}

static enum rc photo_finish(struct txn *t, const struct upload *u)
{
	const char *mime, *want = u->meta(u, "sha256"), *name = photo_name(t, u);
	if (!name) /* begun under older rules */
		return txn_refuse(t, REFUSAL_UPLOAD_NAME, NULL);
	if (want[0] && strcmp(want, u->sha256))
		return txn_refuse(t, REFUSAL_UPLOAD_HASH, NULL);
	TRY(photo_look(t, u, &mime));
	TRY(casefile_attach(t, u->meta(u, "case"),
		&(struct casefile_paper){ photo_material(u), u->sha256, name, mime, u->size }));
	/* the file goes to its place before the record of it is committed: a record never points at
	 * nothing */
	return blob_adopt(t->self->home, u->path, u->sha256);
}

static enum rc batch_place(
	struct txn *t, const struct upload *u, int64_t *lane, int64_t *seq, const char **base)
{
	*lane = strtoll(u->meta(u, "lane"), NULL, 10);
	*seq = strtoll(u->meta(u, "seq"), NULL, 10);
	if ((*lane != LANE_RECORDS && *lane != LANE_PACKS) || *seq < 1 || *seq > 99999999 ||
		strlen(u->meta(u, "sha256")) != 64 || !u->meta(u, "sig")[0] ||
		!u->meta(u, "commit")[0])
		return txn_refuse(t, REFUSAL_UPLOAD_METADATA, NULL);
	*base = arena_printf(&t->arena, "%s/spool/in/%s/%lld/%08lld.tar.zst", t->self->home,
		t->actor->id, (long long)*lane, (long long)*seq);
	return RC_OK;
}

/* What the sender's signed entry of its ledger says must be the number that is asked for: a wrong
 * one takes no place. */
static enum rc is_this_batch(struct txn *t, const char *commit, int64_t lane, int64_t seq)
{
	struct trust_peer peer;
	enum rc rc = trust_find(&t->arena, t->self->home, t->actor->id, &peer);
	if (rc)
		return rc == RC_NOTFOUND ? txn_refuse(t, REFUSAL_PEER_UNKNOWN, t->actor->id) : rc;
	rc = ledger_names(commit, peer.public, lane, seq);
	return rc == RC_REFUSED ? txn_refuse(t, REFUSAL_BATCH_NUMBER, NULL) : rc;
}

/* A number that holds a batch is taken, unless what is there was parked or given back and this is
 * another content. */
static enum rc may_follow(struct txn *t, const struct row_inbox_row *held, const char *sha256)
{
	bool same = !strcmp(held->sha256, sha256);
	if (!strcmp(held->state, "refused"))
		return same ? txn_refuse(t, REFUSAL_BATCH_NUMBER, "这个文件退回过") : RC_OK;
	return same || !strcmp(held->state, "parked") ? RC_OK
						      : txn_refuse(t, REFUSAL_JOURNAL_FORK, NULL);
}

/* What a batch takes until it is applied: the archive stays, and what is in it lies beside it;
 * records are compressed, and written twice more. */
static int64_t batch_needs(int64_t lane, int64_t size)
{
	return size * (lane == LANE_PACKS ? 2 : 12);
}

/* Before a byte of it is taken: packs leave the reserve, records what the county's own records
 * need, and no hall fills the disk with what cannot be applied. */
static enum rc batch_room(struct txn *t, const struct upload *u, int64_t lane)
{
	static const char *const number[2] = { "lane", "seq" };
	struct disk_now disk;
	struct upload_open open;
	struct row_inbox_waiting waiting;
	TRY(upload_open(t, u, number, &open));
	TRY(load_inbox_waiting(t, t->actor->id, &waiting));
	TRY(disk_now(t, &disk));
	bool pack = lane == LANE_PACKS;
	enum disk_level stops = pack ? DISK_NO_PHOTOS : DISK_PAPER;
	int64_t reserve = pack ? disk.reserve : disk_last(disk.total);
	if (disk.level >= stops ||
		!disk_allows(disk.left, open.missing, batch_needs(lane, u->size), reserve))
		return disk_refuse(t, &disk, stops);
	if (waiting.bytes + open.mine_bytes + u->size > disk.total / BATCH_SHARE)
		return txn_refuse(t, REFUSAL_BATCH_QUOTA, NULL);
	return RC_OK;
}

/* The sender keeps the address of an upload it began and goes on with it; another content under a
 * number already here is a fork. */
static enum rc batch_begin(struct txn *t, const struct upload *u, const char **again)
{
	int64_t lane, seq;
	const char *base;
	struct row_inbox_row held;
	(void)again;
	TRY(batch_place(t, u, &lane, &seq, &base));
	enum rc rc = load_inbox_row(t, t->actor->id, lane, seq, &held);
	bool again_the_same = rc == RC_OK && !strcmp(held.sha256, u->meta(u, "sha256"));
	if (rc == RC_OK)
		rc = may_follow(t, &held, u->meta(u, "sha256"));
	if (rc == RC_NOTFOUND || (!rc && !again_the_same))
		rc = is_this_batch(t, u->meta(u, "commit"), lane, seq);
	return rc ? rc : batch_room(t, u, lane);
}

static enum rc batch_finish(struct txn *t, const struct upload *u)
{
	int64_t lane, seq;
	const char *base;
	struct row_inbox_row held;
	TRY(batch_place(t, u, &lane, &seq, &base));
	if (strcmp(u->sha256, u->meta(u, "sha256")))
		return txn_refuse(t, REFUSAL_UPLOAD_HASH, NULL);
	enum rc rc = load_inbox_row(t, t->actor->id, lane, seq, &held);
	if (rc == RC_FAULT)
		return rc;
	bool there = rc == RC_OK;
	if (there) {
		rc = may_follow(t, &held, u->sha256);
		/* a second copy of what is here already */
		if (rc || !strcmp(held.sha256, u->sha256))
			return rc ? rc : file_remove(u->path);
	}
	char *dir = arena_strdup(&t->arena, base);
	*strrchr(dir, '/') = '\0';
	rc = dir_make(dir, 0700);
	const char *sig = u->meta(u, "sig"), *commit = u->meta(u, "commit");
	if (!rc)
		rc = file_write(arena_printf(&t->arena, "%s.sig", base), sig, strlen(sig), 0600);
	if (!rc)
		rc = file_write(
			arena_printf(&t->arena, "%s.commit", base), commit, strlen(commit), 0600);
	if (!rc)
		rc = file_rename(u->path, base);
	if (rc)
		return rc;
	outbox_link(t)->arrived = true;
	return there ? exec_inbox_replace(
			       t, t->actor->id, lane, seq, u->sha256, u->size, t->at, NULL)
		     : exec_inbox_add(t, t->actor->id, lane, seq, u->sha256, u->size, t->at, NULL);
}

const struct upload_route upload_routes[] = {
	{ "/api/uploads", ROLE_CLERK, NODE_HALL, PHOTO_LIMIT, photo_begin, photo_finish,
		"材料照片续传" },
	{ "/link/uploads", ROLE_PEER, NODE_HUB, BATCH_LIMIT, batch_begin, batch_finish,
		"批次续传" },
};
const size_t upload_route_count = sizeof upload_routes / sizeof *upload_routes;
