/* Batches with libarchive and zstd. Reading trusts nothing: names, kinds, counts and sizes are
 * bounded before a byte is written. */
#include "sync/batch.h"
#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "sync/unpack.h"

#define PIECE 65536

static bool add_entry(struct archive *w, const char *name, int64_t size)
{
	struct archive_entry *e = archive_entry_new();
	archive_entry_set_pathname(e, name);
	archive_entry_set_size(e, size);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_perm(e, 0644);
	archive_entry_set_mtime(e, 0, 0);
	bool ok = archive_write_header(w, e) == ARCHIVE_OK;
	archive_entry_free(e);
	return ok;
}

static bool add_file(struct archive *w, const struct batch_member *m)
{
	char piece[PIECE];
	int fd CLEANUP(close_fd) = open(m->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0 || !add_entry(w, m->name, m->size))
		return false;
	int64_t left = m->size;
	while (left > 0) {
		ssize_t n = read(fd, piece, sizeof piece);
		if (n <= 0 || n > left || archive_write_data(w, piece, (size_t)n) != n)
			return false;
		left -= n;
	}
	return true;
}

static enum rc write_archive(const char *part, const char *manifest, size_t n,
	const struct batch_member *members, size_t count)
{
	struct archive *w = archive_write_new();
	bool ok = w && archive_write_add_filter_zstd(w) == ARCHIVE_OK &&
		  archive_write_set_filter_option(w, "zstd", "compression-level", "9") ==
			  ARCHIVE_OK &&
		  archive_write_set_format_ustar(w) == ARCHIVE_OK &&
		  archive_write_open_filename(w, part) == ARCHIVE_OK &&
		  add_entry(w, "manifest.json", (int64_t)n) &&
		  archive_write_data(w, manifest, n) == (la_ssize_t)n;
	for (size_t i = 0; ok && i < count; i++)
		ok = add_file(w, &members[i]);
	ok = ok && archive_write_close(w) == ARCHIVE_OK;
	enum rc rc = ok ? RC_OK
			: fault("archive %s: %s", part,
				  w && archive_error_string(w)
					  ? archive_error_string(w)
					  : "a member changed or cannot be read");
	archive_write_free(w);
	return rc;
}

enum rc batch_write(const char *out, const char *manifest, size_t n,
	const struct batch_member *members, size_t count, const struct sign_key *key)
{
	char part[4096], armor[SIGN_ARMOR], sig[4096];
	snprintf(part, sizeof part, "%s.part", out);
	snprintf(sig, sizeof sig, "%s.sig", out);
	enum rc rc = write_archive(part, manifest, n, members, count);
	if (!rc)
		rc = sign_file(key, SIGN_BATCH, part, armor);
	if (!rc)
		rc = file_write(sig, armor, strlen(armor), 0644);
	if (!rc) {
		int fd CLEANUP(close_fd) = open(part, O_RDONLY | O_CLOEXEC);
		rc = fd < 0 || fsync(fd) ? fault_errno("fsync %s", part) : RC_OK;
	}
	return rc ? rc : file_rename(part, out);
}

/* ---- reading ---- */

static enum rc refuse(struct batch_refusal *why, const char *reason, const char *text)
{
	why->reason = reason;
	why->text = text;
	return RC_REFUSED;
}

struct reading {
	struct arena *a;
	struct archive *r;
	struct unpack *source;
	int64_t packed; /* bytes of the archive */
	const char *dir; /* NULL: only checks */
	struct batch_refusal *why;
};

static enum rc damaged(const struct reading *in)
{
	const char *wrong = unpack_wrong(in->source);
	return refuse(in->why, "format", wrong ? wrong : "压缩包损坏");
}

/* manifest.json, events.ndjson, catalogue.pack or blobs/<64 digits>: nothing else has a name
 * here. */
static bool good_name(const char *name)
{
	if (!strcmp(name, "manifest.json") || !strcmp(name, "events.ndjson") ||
		!strcmp(name, "catalogue.pack"))
		return true;
	return !strncmp(name, "blobs/", 6) && strlen(name) == 70 &&
	       strspn(name + 6, "0123456789abcdef") == 64;
}

static enum rc check_signature(
	struct arena *a, const char *path, const char *public_text, struct batch_refusal *why)
{
	char *armor;
	enum rc rc = file_read(a, arena_printf(a, "%s.sig", path), 4096, &armor, NULL);
	if (rc == RC_NOTFOUND)
		return refuse(why, "signature", "没有签名文件");
	if (!rc)
		rc = sign_verify_file(public_text, SIGN_BATCH, path, armor);
	return rc == RC_REFUSED
		       ? refuse(why, "signature", "签名不符：文件被改动，或不是这个节点签的")
		       : rc;
}

static enum rc next_entry(const struct reading *in, struct archive_entry **e)
{
	int code = archive_read_next_header(in->r, e);
	if (code == ARCHIVE_EOF)
		return RC_NOTFOUND;
	if (code != ARCHIVE_OK)
		return damaged(in);
	const char *name = archive_entry_pathname(*e);
	if (!name || !good_name(name) || archive_entry_filetype(*e) != AE_IFREG ||
		archive_entry_hardlink(*e) || archive_entry_symlink(*e))
		return refuse(in->why, "traversal", "压缩包里有不该有的名称或链接");
	return RC_OK;
}

static enum rc read_manifest(const struct reading *in, yyjson_val **manifest, char id[HASH_HEX],
	const char **text, size_t *size)
{
	struct archive_entry *e;
	enum rc rc = next_entry(in, &e);
	if (rc)
		return rc == RC_NOTFOUND ? refuse(in->why, "format", "空的压缩包") : rc;
	int64_t n = archive_entry_size(e);
	if (strcmp(archive_entry_pathname(e), "manifest.json") || n <= 0 ||
		n > (int64_t)BATCH_MANIFEST_LIMIT)
		return refuse(in->why, "format", "第一个成员不是清单");
	char *data = arena_alloc(in->a, (size_t)n + 1);
	if (archive_read_data(in->r, data, (size_t)n) != (la_ssize_t)n)
		return damaged(in);
	if (json_read(in->a, data, (size_t)n, manifest) ||
		!yyjson_is_arr(yyjson_obj_get(*manifest, "members")))
		return refuse(in->why, "schema", "清单不是合格的 JSON");
	if (json_int(*manifest, "format", 0) != 1)
		return refuse(in->why, "schema", "清单格式不认识");
	hash_bytes_hex(data, (size_t)n, id);
	*text = data;
	*size = (size_t)n;
	return RC_OK;
}

/* Two members of one name, or one called like the manifest, would leave on the disk what the other
 * was checked as. */
static bool told_before(const yyjson_val *members, size_t i, const char *name)
{
	bool found = !strcmp(name, "manifest.json");
	for (size_t k = 0; !found && k < i; k++)
		found = !strcmp(name, json_text(yyjson_arr_get(json_loose(members), k), "name"));
	return found;
}

/* Writes (or only hashes) one member, never past the size the manifest gave it. */
static enum rc take_member(
	const struct reading *in, const char *to, int64_t want, const char *sha256)
{
	int fd CLEANUP(close_fd) =
		to ? open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600) : -1;
	if (to && fd < 0)
		return fault_errno("create %s", to);
	struct hash *h = hash_new();
	char piece[PIECE], found[HASH_HEX];
	uint8_t bytes[HASH_SIZE];
	int64_t total = 0;
	la_ssize_t n;
	enum rc rc = RC_OK;
	while (!rc && (n = archive_read_data(in->r, piece, sizeof piece)) != 0) {
		if (n < 0)
			rc = damaged(in);
		else if ((total += n) > want)
			rc = refuse(in->why, "size", "成员比清单所说的大");
		else if (to && write(fd, piece, (size_t)n) != n)
			rc = fault_errno("write %s", to);
		else
			hash_add(h, piece, (size_t)n);
	}
	hash_end(h, bytes);
	hash_free(h);
	hash_hex(bytes, found);
	if (!rc && (total != want || strcmp(found, sha256)))
		rc = refuse(in->why, "hash", "成员与清单不符");
	if (!rc && to && fsync(fd))
		rc = fault_errno("fsync %s", to);
	return rc;
}

/* What an archive may unpack to: little in any case, and beyond that in proportion to what was
 * sent. */
static int64_t room_for(int64_t packed)
{
	int64_t most = packed > BATCH_UNPACKED_LIMIT / BATCH_RATIO ? BATCH_UNPACKED_LIMIT
								   : packed * BATCH_RATIO;
	return most > BATCH_UNPACKED_FREE ? most : BATCH_UNPACKED_FREE;
}

/* The sizes as the manifest gives them, before a byte of a member is read. */
static enum rc check_sizes(const struct reading *in, yyjson_val *members)
{
	size_t i, max;
	yyjson_val *m;
	int64_t left = room_for(in->packed);
	if (yyjson_arr_size(members) > BATCH_MEMBERS_LIMIT)
		return refuse(in->why, "size", "成员太多");
	yyjson_arr_foreach (members, i, max, m) {
		const char *name = json_text(m, "name");
		int64_t size = json_int(m, "size", -1);
		if (!name || !json_text(m, "sha256") || size < 0)
			return refuse(in->why, "schema", "清单里的成员缺少名称、大小或校验值");
		if (size > left)
			return refuse(in->why, "size", "总量过大，或与压缩包的大小不相称");
		if (!strcmp(name, "events.ndjson") && size > BATCH_EVENTS_LIMIT)
			return refuse(in->why, "size", "一批里的记录太多");
		if (told_before(members, i, name))
			return refuse(in->why, "schema", "清单里有重名的成员");
		left -= size;
	}
	return RC_OK;
}

static enum rc take_members(const struct reading *in, yyjson_val *members)
{
	size_t i, max;
	yyjson_val *m;
	struct archive_entry *e;
	enum rc rc = check_sizes(in, members);
	if (rc)
		return rc;
	yyjson_arr_foreach (members, i, max, m) {
		const char *name = json_text(m, "name");
		rc = next_entry(in, &e);
		if (rc)
			return rc == RC_NOTFOUND ? refuse(in->why, "format", "成员不全") : rc;
		if (strcmp(name, archive_entry_pathname(e)))
			return refuse(in->why, "schema", "成员与清单的次序或名称不符");
		if (archive_entry_size(e) != json_int(m, "size", -1))
			return refuse(in->why, "size", "成员大小与清单不符");
		const char *to = in->dir ? arena_printf(in->a, "%s/%s", in->dir, name) : NULL;
		rc = take_member(in, to, archive_entry_size(e), json_text(m, "sha256"));
		if (rc)
			return rc;
	}
	rc = next_entry(in, &e);
	if (rc == RC_OK)
		return refuse(in->why, "format", "有清单之外的成员");
	return rc == RC_NOTFOUND && !unpack_ended(in->source)
		       ? refuse(in->why, "format", "压缩包后面还有别的内容")
	       : rc == RC_NOTFOUND ? RC_OK
				   : rc;
}

/* What follows the last entry must be what a deterministic writer leaves: nothing but the end of
 * the stream. */
static enum rc read_open(const struct reading *in, yyjson_val **manifest, char id[HASH_HEX])
{
	const char *text;
	size_t n;
	if (unpack_wrong(in->source))
		return damaged(in);
	enum rc rc = read_manifest(in, manifest, id, &text, &n);
	if (!rc && in->dir) {
		rc = dir_make(arena_printf(in->a, "%s/blobs", in->dir), 0700);
		if (!rc)
			rc = file_write(
				arena_printf(in->a, "%s/manifest.json", in->dir), text, n, 0600);
	}
	return rc ? rc : take_members(in, yyjson_obj_get(*manifest, "members"));
}

enum rc batch_read(struct arena *a, const char *path, const char *public_text, const char *dir,
	yyjson_val **manifest, char id[HASH_HEX], struct batch_refusal *why)
{
	struct reading in = { .a = a, .dir = dir, .why = why, .packed = file_size(path) };
	if (in.packed < 0)
		return fault("没有文件 %s", path);
	enum rc rc = public_text ? check_signature(a, path, public_text, why) : RC_OK;
	if (rc)
		return rc;
	in.r = archive_read_new();
	if (!in.r || archive_read_support_format_tar(in.r) != ARCHIVE_OK)
		rc = fault("libarchive: %s", in.r ? archive_error_string(in.r) : "no memory");
	if (!rc) /* the tar's own blocks and headers take room beside the members */
		rc = unpack_open(in.r, path,
			room_for(in.packed) + BATCH_MANIFEST_LIMIT + BATCH_MEMBERS_LIMIT * 2048,
			&in.source);
	if (!rc)
		rc = read_open(&in, manifest, id);
	archive_read_free(in.r);
	unpack_close(in.source);
	if (!rc && dir)
		rc = file_sync_dir(dir);
	return rc;
}
