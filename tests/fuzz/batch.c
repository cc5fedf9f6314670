/* Batches as a stranger could send them if signatures did not stand before: any bytes, a tar of any
 * bytes, and archives built with a manifest that fits. Whatever is taken is what the manifest says,
 * under its name; nothing is written anywhere else. */
#include <archive.h>
#include <archive_entry.h>
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>
#include "sync/batch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

enum { BYTES, TAR, BUILT, KINDS };
#define MEMBERS 6
static const char *work;
static char file[256], place[256];

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st, (void)type, (void)at;
	return remove(path);
}

/* The runner gives a directory in memory and removes it. */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	work = getenv("FUZZ_WORK");
	if (!work)
		abort();
	snprintf(file, sizeof file, "%s/batch", work);
	snprintf(place, sizeof place, "%s/place", work);
	return 0;
}

static void put(const void *bytes, size_t n)
{
	int fd = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0 || write(fd, bytes, n) != (ssize_t)n || close(fd))
		abort();
}

static void put_compressed(const void *bytes, size_t n)
{
	size_t room = ZSTD_compressBound(n);
	void *out = malloc(room);
	size_t length = ZSTD_compress(out, room, bytes, n, 1);
	if (ZSTD_isError(length))
		abort();
	put(out, length);
	free(out);
}

static void add(struct archive *w, const char *name, mode_t type, const char *link,
	const void *bytes, size_t n)
{
	struct archive_entry *e = archive_entry_new();
	archive_entry_set_pathname(e, name);
	archive_entry_set_filetype(e, type);
	archive_entry_set_perm(e, 0600);
	archive_entry_set_size(e, type == AE_IFREG ? (la_int64_t)n : 0);
	if (type == AE_IFLNK)
		archive_entry_set_symlink(e, link);
	if (archive_write_header(w, e) == ARCHIVE_OK && type == AE_IFREG && n)
		(void)!archive_write_data(w, bytes, n);
	archive_entry_free(e);
}

struct member {
	char name[80];
	mode_t type;
	const uint8_t *bytes;
	size_t n;
};

/* One byte of kind, one of a name's length or of a usual name, one of the content's length; then
 * both. */
static size_t members_of(const uint8_t *data, size_t size, struct member *m)
{
	static const char *usual[] = { "events.ndjson", "catalogue.pack",
		"blobs/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
		"../escaped", "blobs/../../escaped", "/dev/shm/escaped", "manifest.json" };
	size_t count = 0;
	while (count < MEMBERS && size >= 3) {
		uint8_t kind = data[0], name = data[1], n = data[2];
		data += 3, size -= 3;
		struct member *one = &m[count];
		one->type = kind % 16 == 1 ? AE_IFLNK : kind % 16 == 2 ? AE_IFDIR : AE_IFREG;
		if (name < 128) {
			snprintf(one->name, sizeof one->name, "%s", usual[name % 7]);
		} else {
			size_t length = name % 64 < size ? name % 64 : size;
			for (size_t i = 0; i < length; i++)
				/* a manifest is JSON: bytes that are no text cannot stand in it */
				one->name[i] = (char)(data[i] & 127 ? data[i] & 127 : '_');
			one->name[length] = '\0';
			data += length, size -= length;
		}
		one->n = n < size ? n : size;
		one->bytes = data;
		data += one->n, size -= one->n;
		count++;
	}
	return count;
}

static void build(const uint8_t *data, size_t size, uint8_t lie)
{
	struct member m[MEMBERS];
	struct arena a;
	size_t count = members_of(data, size, m), n, used = 0;
	arena_init(&a, 1u << 20);
	yyjson_mut_doc *d = json_doc(&a);
	yyjson_mut_val *manifest = yyjson_mut_obj(d);
	yyjson_mut_obj_add_int(d, manifest, "format", lie == 1 ? 2 : 1);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, manifest, "members");
	for (size_t i = 0; i < count; i++) {
		char hex[HASH_HEX];
		hash_bytes_hex(m[i].bytes, m[i].n, hex);
		if (lie == 2 && i + 1 == count)
			break; /* one more in the archive than here */
		yyjson_mut_val *one = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_strncpy(
			d, one, "name", m[i].name, strnlen(m[i].name, sizeof m[i].name));
		yyjson_mut_obj_add_int(d, one, "size", (int64_t)m[i].n + (lie == 3));
		yyjson_mut_obj_add_strcpy(d, one, "sha256", hex);
	}
	const char *text = json_write(&a, manifest, &n);
	static char tar[1 << 18];
	struct archive *w = archive_write_new();
	archive_write_set_format_pax_restricted(w);
	if (archive_write_open_memory(w, tar, sizeof tar, &used) != ARCHIVE_OK)
		abort();
	add(w, "manifest.json", AE_IFREG, NULL, text, text ? n : 0);
	for (size_t i = 0; i < count; i++)
		add(w, m[i].name, m[i].type, "/etc/passwd", m[i].bytes, m[i].n);
	archive_write_free(w);
	put_compressed(tar, used);
	arena_release(&a);
}

static size_t entries(const char *dir)
{
	size_t n = 0;
	DIR *d = opendir(dir);
	for (struct dirent *e; d && (e = readdir(d));)
		n += e->d_name[0] != '.';
	if (d)
		closedir(d);
	return n;
}

/* What was taken, counted again. */
static void must_fit(struct arena *a, yyjson_val *manifest)
{
	yyjson_val *members = yyjson_obj_get(manifest, "members"), *m;
	yyjson_arr_iter it = yyjson_arr_iter_with(members);
	while ((m = yyjson_arr_iter_next(&it))) {
		char hex[HASH_HEX];
		int64_t n;
		struct stat st;
		const char *path = arena_printf(a, "%s/%s", place, json_text(m, "name"));
		if (lstat(path, &st) || !S_ISREG(st.st_mode))
			abort();
		if (hash_file(path, hex, &n) || strcmp(hex, json_text(m, "sha256")) ||
			n != json_int(m, "size", -1))
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	yyjson_val *manifest = NULL;
	char id[HASH_HEX];
	struct batch_refusal why = { 0 };
	if (size < 2)
		return 0;
	switch (data[0] % KINDS) {
	case BYTES:
		put(data + 1, size - 1);
		break;
	case TAR:
		put_compressed(data + 1, size - 1);
		break;
	default:
		build(data + 2, size - 2, data[1] % 8);
		break;
	}
	arena_init(&a, 4u << 20);
	enum rc rc = batch_read(&a, file, NULL, place, &manifest, id, &why);
	if (rc == RC_OK)
		must_fit(&a, manifest);
	else if (rc == RC_REFUSED && (!why.reason || !why.text))
		abort(); /* a refusal says why */
	else if (rc == RC_FAULT)
		abort(); /* no bytes are a fault of this machine */
	if (entries(work) > 2 || !access("/dev/shm/escaped", F_OK))
		abort();
	fault_clear();
	arena_release(&a);
	nftw(place, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	return 0;
}
