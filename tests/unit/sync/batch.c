/* Batches as an enemy would send them: every byte flipped, cut off anywhere, wrong names, links,
 * sizes that lie. Argument: a scratch directory. */
#include "check.h"
#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include "base/file.h"
#include "base/hash.h"
#include "sync/batch.h"
#include "sync/key.h"

static enum rc take(const char *path, struct batch_refusal *why)
{
	struct arena a;
	yyjson_val *manifest;
	char id[HASH_HEX];
	arena_init(&a, 8u << 20);
	enum rc rc = batch_read(&a, path, public, at("unpacked"), &manifest, id, why);
	arena_release(&a);
	return rc;
}

static void make_good(void)
{
	struct batch_member m = { .name = "events.ndjson", .path = at("events") };
	char manifest[1024], path[4200];
	snprintf(path, sizeof path, "%s", m.path);
	m.path = path;
	CHECK("events", file_write(path, "{\"seq\":1}\n", 10, 0600) == RC_OK &&
				hash_file(path, m.sha256, &m.size) == RC_OK);
	snprintf(manifest, sizeof manifest,
		"{\"format\":1,\"members\":[{\"name\":\"events.ndjson\",\"sha256\":\"%s\","
		"\"size\":10}]}",
		m.sha256);
	CHECK("write", batch_write(at("good"), manifest, strlen(manifest), &m, 1, key) == RC_OK);
	struct batch_refusal why = { 0 };
	CHECK("read", take(at("good"), &why) == RC_OK && file_exists(at("unpacked/events.ndjson")));
	char first[HASH_HEX], second[HASH_HEX];
	CHECK("hash",
		hash_file(at("good"), first, NULL) == RC_OK &&
			batch_write(at("twin"), manifest, strlen(manifest), &m, 1, key) == RC_OK &&
			hash_file(at("twin"), second, NULL) == RC_OK);
	CHECK_TEXT("the same job gives the same bytes", second, first);
}

static void spoil(void)
{
	struct arena a;
	char *data, *sig;
	size_t n, sig_size;
	arena_init(&a, 1 << 20);
	CHECK("read", file_read(&a, at("good"), 65536, &data, &n) == RC_OK &&
			      file_read(&a, at("good.sig"), 65536, &sig, &sig_size) == RC_OK);
	CHECK("sig", file_write(at("bad.sig"), sig, sig_size, 0600) == RC_OK);
	for (size_t i = 0; i < n; i++) {
		struct batch_refusal why = { 0 };
		CHECK("clean", dir_remove(at("unpacked")) == RC_OK);
		data[i] ^= (char)(1 << (i % 8));
		CHECK("flip", file_write(at("bad"), data, n, 0600) == RC_OK &&
				      take(at("bad"), &why) == RC_REFUSED &&
				      !file_exists(at("unpacked")));
		data[i] ^= (char)(1 << (i % 8));
		CHECK("cut", file_write(at("bad"), data, i, 0600) == RC_OK &&
				     take(at("bad"), &why) == RC_REFUSED &&
				     !file_exists(at("unpacked")));
	}
	CHECK("remove", file_remove(at("bad.sig")) == RC_OK);
	struct batch_refusal why = { 0 };
	CHECK("no signature", take(at("bad"), &why) == RC_REFUSED);
	/* without the signature's protection the reader itself must stand */
	for (size_t i = 0; i < n; i++) {
		yyjson_val *manifest;
		char id[HASH_HEX];
		data[i] ^= (char)(1 << (i % 8));
		CHECK("write", file_write(at("raw"), data, n, 0600) == RC_OK);
		struct arena b;
		arena_init(&b, 8u << 20);
		enum rc rc = batch_read(&b, at("raw"), NULL, NULL, &manifest, id, &why);
		CHECK("a spoiled archive is refused or means the same",
			rc == RC_REFUSED || rc == RC_OK);
		arena_release(&b);
		data[i] ^= (char)(1 << (i % 8));
	}
	arena_release(&a);
}

struct entry {
	const char *name, *text;
	int type;
	long long claim;
};

static void hostile_archive(const char *out, const struct entry *entries, size_t count)
{
	struct archive *w = archive_write_new();
	archive_write_add_filter_zstd(w);
	archive_write_set_format_pax_restricted(w);
	archive_write_open_filename(w, out);
	for (size_t i = 0; i < count; i++) {
		struct archive_entry *e = archive_entry_new();
		archive_entry_set_pathname(e, entries[i].name);
		archive_entry_set_filetype(
			e, entries[i].type ? (unsigned)entries[i].type : AE_IFREG);
		if (entries[i].type == AE_IFLNK)
			archive_entry_set_symlink(e, "/etc/passwd");
		archive_entry_set_size(e, entries[i].text ? (long long)strlen(entries[i].text) : 0);
		archive_entry_set_perm(e, 0644);
		archive_write_header(w, e);
		if (entries[i].text)
			archive_write_data(w, entries[i].text, strlen(entries[i].text));
		archive_entry_free(e);
	}
	archive_write_close(w);
	archive_write_free(w);
	char armor[SIGN_ARMOR], sig[4200];
	snprintf(sig, sizeof sig, "%s.sig", out);
	CHECK("signed", sign_file(key, SIGN_BATCH, out, armor) == RC_OK &&
				file_write(sig, armor, strlen(armor), 0600) == RC_OK);
}

#define EMPTY_SHA "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static void hostile(void)
{
	static const struct {
		const char *name, *reason;
		struct entry entries[3];
		size_t count;
	} cases[] = {
		{ "a name that climbs", "traversal", { { "../../etc/cron.d/x", "x", 0, 0 } }, 1 },
		{ "an absolute name", "traversal", { { "/etc/cron.d/x", "x", 0, 0 } }, 1 },
		{ "a link", "traversal", { { "manifest.json", NULL, AE_IFLNK, 0 } }, 1 },
		{ "no manifest first", "format", { { "events.ndjson", "x", 0, 0 } }, 1 },
		{ "not JSON", "schema", { { "manifest.json", "hello", 0, 0 } }, 1 },
		{ "a newer format", "schema",
			{ { "manifest.json", "{\"format\":2,\"members\":[]}", 0, 0 } }, 1 },
		{ "a member too many", "format",
			{ { "manifest.json", "{\"format\":1,\"members\":[]}", 0, 0 },
				{ "events.ndjson", "x", 0, 0 } },
			2 },
		{ "a member too few", "format",
			{ { "manifest.json",
				"{\"format\":1,\"members\":[{\"name\":\"events.ndjson\","
				"\"size\":1,\"sha256\":\"" EMPTY_SHA "\"}]}",
				0, 0 } },
			1 },
		{ "a wrong size", "size",
			{ { "manifest.json",
				  "{\"format\":1,\"members\":[{\"name\":\"events.ndjson\","
				  "\"size\":5,\"sha256\":\"" EMPTY_SHA "\"}]}",
				  0, 0 },
				{ "events.ndjson", "x", 0, 0 } },
			2 },
		{ "a wrong hash", "hash",
			{ { "manifest.json",
				  "{\"format\":1,\"members\":[{\"name\":\"events.ndjson\","
				  "\"size\":1,\"sha256\":\"" EMPTY_SHA "\"}]}",
				  0, 0 },
				{ "events.ndjson", "x", 0, 0 } },
			2 },
		{ "two members of one name", "schema",
			{ { "manifest.json",
				  "{\"format\":1,\"members\":[{\"name\":\"events.ndjson\","
				  "\"size\":0,\"sha256\":\"" EMPTY_SHA
				  "\"},{\"name\":\"events.ndjson\",\"size\":0,"
				  "\"sha256\":\"" EMPTY_SHA "\"}]}",
				  0, 0 },
				{ "events.ndjson", "", 0, 0 }, { "events.ndjson", "", 0, 0 } },
			3 },
		{ "a second manifest", "schema",
			{ { "manifest.json",
				  "{\"format\":1,\"members\":[{\"name\":\"manifest.json\","
				  "\"size\":0,\"sha256\":\"" EMPTY_SHA "\"}]}",
				  0, 0 },
				{ "manifest.json", "", 0, 0 } },
			2 },
		{ "a size that promises a flood", "size",
			{ { "manifest.json",
				  "{\"format\":1,\"members\":[{\"name\":\"events.ndjson\","
				  "\"size\":99999999999,\"sha256\":\"" EMPTY_SHA "\"}]}",
				  0, 0 },
				{ "events.ndjson", "x", 0, 0 } },
			2 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct batch_refusal why = { 0 };
		CHECK("clean", dir_remove(at("unpacked")) == RC_OK);
		hostile_archive(at("hostile"), cases[i].entries, cases[i].count);
		CHECK(cases[i].name, take(at("hostile"), &why) == RC_REFUSED);
		CHECK_TEXT(cases[i].name, why.reason, cases[i].reason);
	}
	CHECK("nothing was written outside", !file_exists("/etc/cron.d/x"));
}

static void sign_again(const char *path)
{
	char armor[SIGN_ARMOR], sig[4200];
	snprintf(sig, sizeof sig, "%s.sig", path);
	CHECK("signed", sign_file(key, SIGN_BATCH, path, armor) == RC_OK &&
				file_write(sig, armor, strlen(armor), 0600) == RC_OK);
}

static void refused(const char *name, const char *path, const char *reason)
{
	struct batch_refusal why = { 0 };
	CHECK("clean", dir_remove(at("unpacked")) == RC_OK);
	sign_again(path);
	CHECK(name, take(path, &why) == RC_REFUSED);
	CHECK_TEXT(name, why.reason, reason);
}

/* One member of `size` zeros, well declared, in a frame with the window that is asked for. */
static void zeros(const char *out, const char *name, size_t size, const char *window)
{
	char manifest[1024], sha[HASH_HEX];
	char *data = calloc(1, size);
	hash_bytes_hex(data, size, sha);
	snprintf(manifest, sizeof manifest,
		"{\"format\":1,\"members\":[{\"name\":\"%s\",\"sha256\":\"%s\",\"size\":%zu}]}",
		name, sha, size);
	const struct {
		const char *name, *data;
		size_t size;
	} parts[] = { { "manifest.json", manifest, strlen(manifest) }, { name, data, size } };
	struct archive *w = archive_write_new();
	archive_write_add_filter_zstd(w);
	CHECK("window", archive_write_set_filter_option(w, "zstd", "long", window) == ARCHIVE_OK);
	archive_write_set_format_ustar(w);
	archive_write_open_filename(w, out);
	for (size_t i = 0; i < 2; i++) {
		struct archive_entry *e = archive_entry_new();
		archive_entry_set_pathname(e, parts[i].name);
		archive_entry_set_filetype(e, AE_IFREG);
		archive_entry_set_size(e, (int64_t)parts[i].size);
		archive_entry_set_perm(e, 0644);
		CHECK("entry", archive_write_header(w, e) == ARCHIVE_OK);
		CHECK("data", archive_write_data(w, parts[i].data, parts[i].size) ==
				      (la_ssize_t)parts[i].size);
		archive_entry_free(e);
	}
	archive_write_close(w);
	archive_write_free(w);
	free(data);
}

/* What fits into little memory and no more: the window, the sizes in proportion, one frame and
 * nothing behind it. */
static void bounded(void)
{
	struct arena a;
	char *data;
	size_t n;
	struct batch_refusal why = { 0 };
	arena_init(&a, 4u << 20);
	zeros(at("big"), "events.ndjson", 1 << 20, "22");
	sign_again(at("big"));
	CHECK("clean", dir_remove(at("unpacked")) == RC_OK);
	CHECK("as many events as one batch may have", take(at("big"), &why) == RC_OK);
	zeros(at("big"), "events.ndjson", (1 << 20) + 1, "22");
	refused("more events than one batch may have", at("big"), "size");
	zeros(at("big"), "blobs/" EMPTY_SHA, 20 << 20, "22");
	sign_again(at("big"));
	CHECK("clean", dir_remove(at("unpacked")) == RC_OK);
	CHECK("a photo of zeros is still a photo", take(at("big"), &why) == RC_OK);
	zeros(at("big"), "blobs/" EMPTY_SHA, 25 << 20, "22");
	refused("a bomb: much more than the archive's size allows", at("big"), "size");
	zeros(at("big"), "events.ndjson", 1000, "27");
	refused("a window of 128 MiB", at("big"), "format");
	zeros(at("big"), "events.ndjson", 1000, "24");
	refused("a window of 16 MiB", at("big"), "format");
	CHECK("read", file_read(&a, at("good"), 1 << 20, &data, &n) == RC_OK);
	char *twice = arena_alloc(&a, n * 2);
	memcpy(twice, data, n);
	memcpy(twice + n, data, n);
	CHECK("two frames", file_write(at("big"), twice, n * 2, 0600) == RC_OK);
	refused("a second frame", at("big"), "format");
	CHECK("a byte more", file_write(at("big"), twice, n + 1, 0600) == RC_OK);
	refused("something behind the frame", at("big"), "format");
	arena_release(&a);
}

int main(int argc, char **argv)
{
	key_begin(argc > 1 ? argv[1] : NULL);
	make_good();
	spoil();
	hostile();
	bounded();
	sign_key_free(key);
	return FINISH();
}
