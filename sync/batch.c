/* Batches with libarchive and zstd. Reading trusts nothing: names, kinds, counts and sizes are bounded before a byte is written. */
#include "sync/batch.h"
#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"

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

static enum rc write_archive(const char *part, const char *manifest, size_t n, const struct batch_member *members, size_t count)
{
	struct archive *w = archive_write_new();
	bool ok = w && archive_write_add_filter_zstd(w) == ARCHIVE_OK && archive_write_set_filter_option(w, "zstd", "compression-level", "9") == ARCHIVE_OK &&
	          archive_write_set_format_ustar(w) == ARCHIVE_OK && archive_write_open_filename(w, part) == ARCHIVE_OK &&
	          add_entry(w, "manifest.json", (int64_t)n) && archive_write_data(w, manifest, n) == (la_ssize_t)n;
	for (size_t i = 0; ok && i < count; i++)
		ok = add_file(w, &members[i]);
	ok = ok && archive_write_close(w) == ARCHIVE_OK;
	enum rc rc = ok ? RC_OK : fault("archive %s: %s", part, w && archive_error_string(w) ? archive_error_string(w) : "a member changed or cannot be read");
	archive_write_free(w);
	return rc;
}

enum rc batch_write(const char *out, const char *manifest, size_t n, const struct batch_member *members, size_t count, const struct sign_key *key)
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

/* manifest.json, events.ndjson, catalogue.pack or blobs/<64 digits>: nothing else has a name here. */
static bool good_name(const char *name)
{
	if (!strcmp(name, "manifest.json") || !strcmp(name, "events.ndjson") || !strcmp(name, "catalogue.pack"))
		return true;
	return !strncmp(name, "blobs/", 6) && strlen(name) == 70 && strspn(name + 6, "0123456789abcdef") == 64;
}

static enum rc check_signature(struct arena *a, const char *path, const char *public_text, struct batch_refusal *why)
{
	char *armor;
	enum rc rc = file_read(a, arena_printf(a, "%s.sig", path), 4096, &armor, NULL);
	if (rc == RC_NOTFOUND)
		return refuse(why, "signature", "没有签名文件");
	if (!rc)
		rc = sign_verify_file(public_text, SIGN_BATCH, path, armor);
	return rc == RC_REFUSED ? refuse(why, "signature", "签名不符：文件被改动，或不是这个节点签的") : rc;
}

static enum rc next_entry(struct archive *r, struct archive_entry **e, struct batch_refusal *why)
{
	int code = archive_read_next_header(r, e);
	if (code == ARCHIVE_EOF)
		return RC_NOTFOUND;
	if (code != ARCHIVE_OK)
		return refuse(why, "format", "压缩包损坏");
	const char *name = archive_entry_pathname(*e);
	if (!name || !good_name(name) || archive_entry_filetype(*e) != AE_IFREG || archive_entry_hardlink(*e) || archive_entry_symlink(*e))
		return refuse(why, "traversal", "压缩包里有不该有的名称或链接");
	return RC_OK;
}

static enum rc read_manifest(struct arena *a, struct archive *r, yyjson_val **manifest, char id[HASH_HEX], const char **text, size_t *size, struct batch_refusal *why)
{
	struct archive_entry *e;
	enum rc rc = next_entry(r, &e, why);
	if (rc)
		return rc == RC_NOTFOUND ? refuse(why, "format", "空的压缩包") : rc;
	int64_t n = archive_entry_size(e);
	if (strcmp(archive_entry_pathname(e), "manifest.json") || n <= 0 || n > (int64_t)BATCH_MANIFEST_LIMIT)
		return refuse(why, "format", "第一个成员不是清单");
	char *data = arena_alloc(a, (size_t)n + 1);
	if (archive_read_data(r, data, (size_t)n) != n)
		return refuse(why, "format", "清单读不全");
	if (json_read(a, data, (size_t)n, manifest) || json_int(*manifest, "format", 0) != 1 || !yyjson_is_arr(yyjson_obj_get(*manifest, "members")))
		return refuse(why, "schema", "清单格式不认识");
	hash_bytes_hex(data, (size_t)n, id);
	*text = data;
	*size = (size_t)n;
	return RC_OK;
}

/* Two members of one name, or one called like the manifest, would leave on the disk what the other was checked as. */
static bool told_before(const yyjson_val *members, size_t i, const char *name)
{
	bool found = !strcmp(name, "manifest.json");
	for (size_t k = 0; !found && k < i; k++)
		found = !strcmp(name, json_text(yyjson_arr_get((yyjson_val *)(uintptr_t)members, k), "name"));
	return found;
}

/* Writes (or only hashes) one member, never past the size the manifest gave it. */
static enum rc take_member(struct archive *r, const char *to, int64_t want, const char *sha256, struct batch_refusal *why)
{
	int fd CLEANUP(close_fd) = to ? open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600) : -1;
	if (to && fd < 0)
		return fault_errno("create %s", to);
	struct hash *h = hash_new();
	char piece[PIECE], found[HASH_HEX];
	uint8_t bytes[HASH_SIZE];
	int64_t total = 0;
	la_ssize_t n;
	enum rc rc = RC_OK;
	while (!rc && (n = archive_read_data(r, piece, sizeof piece)) != 0) {
		if (n < 0)
			rc = refuse(why, "format", "压缩包损坏");
		else if ((total += n) > want)
			rc = refuse(why, "size", "成员比清单所说的大");
		else if (to && write(fd, piece, (size_t)n) != n)
			rc = fault_errno("write %s", to);
		else
			hash_add(h, piece, (size_t)n);
	}
	hash_end(h, bytes);
	hash_free(h);
	hash_hex(bytes, found);
	if (!rc && (total != want || strcmp(found, sha256)))
		rc = refuse(why, "hash", "成员与清单不符");
	if (!rc && to && fsync(fd))
		rc = fault_errno("fsync %s", to);
	return rc;
}

static enum rc take_members(struct arena *a, struct archive *r, const yyjson_val *manifest, const char *dir, struct batch_refusal *why)
{
	yyjson_val *members = yyjson_obj_get((yyjson_val *)(uintptr_t)manifest, "members");
	size_t count = yyjson_arr_size(members);
	int64_t total = 0;
	if (count > BATCH_MEMBERS_LIMIT)
		return refuse(why, "size", "成员太多");
	for (size_t i = 0; i <= count; i++) {
		struct archive_entry *e;
		enum rc rc = next_entry(r, &e, why);
		if (rc == RC_NOTFOUND)
			return i == count ? RC_OK : refuse(why, "format", "成员不全");
		if (rc)
			return rc;
		if (i == count)
			return refuse(why, "format", "有清单之外的成员");
		yyjson_val *m = yyjson_arr_get(members, i);
		const char *name = json_text(m, "name"), *sha256 = json_text(m, "sha256");
		int64_t size = json_int(m, "size", -1);
		total += size;
		if (!name || !sha256 || size < 0 || strcmp(name, archive_entry_pathname(e)))
			return refuse(why, "schema", "成员与清单的次序或名称不符");
		if (told_before(members, i, name))
			return refuse(why, "schema", "清单里有重名的成员");
		if (total > BATCH_UNPACKED_LIMIT || archive_entry_size(e) != size)
			return refuse(why, "size", "成员大小不符或总量过大");
		rc = take_member(r, dir ? arena_printf(a, "%s/%s", dir, name) : NULL, size, sha256, why);
		if (rc)
			return rc;
	}
	return RC_OK;
}

/* What follows the last entry must be what a deterministic writer leaves: nothing but the end of the stream. */
static enum rc read_open(struct arena *a, struct archive *r, const char *dir, yyjson_val **manifest, char id[HASH_HEX], struct batch_refusal *why)
{
	const char *text;
	size_t n;
	enum rc rc = read_manifest(a, r, manifest, id, &text, &n, why);
	if (!rc && dir) {
		rc = dir_make(arena_printf(a, "%s/blobs", dir), 0700);
		if (!rc)
			rc = file_write(arena_printf(a, "%s/manifest.json", dir), text, n, 0600);
	}
	return rc ? rc : take_members(a, r, *manifest, dir, why);
}

enum rc batch_read(struct arena *a, const char *path, const char *public_text, const char *dir, yyjson_val **manifest, char id[HASH_HEX], struct batch_refusal *why)
{
	if (!file_exists(path))
		return fault("没有文件 %s", path);
	enum rc rc = public_text ? check_signature(a, path, public_text, why) : RC_OK;
	if (rc)
		return rc;
	struct archive *r = archive_read_new();
	bool ok = r && archive_read_support_filter_zstd(r) == ARCHIVE_OK && archive_read_support_format_tar(r) == ARCHIVE_OK;
	if (!ok)
		rc = fault("libarchive: %s", r ? archive_error_string(r) : "no memory");
	else if (archive_read_open_filename(r, path, PIECE) != ARCHIVE_OK)
		rc = refuse(why, "format", "不是 zstd 压缩的 tar 包");
	if (!rc)
		rc = read_open(a, r, dir, manifest, id, why);
	archive_read_free(r);
	if (!rc && dir)
		rc = file_sync_dir(dir);
	return rc;
}
