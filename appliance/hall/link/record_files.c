/* Attachments against their names and against the record. */
#include <stdio.h>
#include <string.h>
#include "base/file.h"
#include "base/hash.h"
#include "hall/link/record.h"
#include "store/blob.h"

static enum rc damaged(struct txn *t, const char *sha256, const char *what)
{
	return txn_refuse(
		t, REFUSAL_JOURNAL_BROKEN, arena_printf(&t->arena, "%s %s", sha256, what));
}

static enum rc check_folder(struct txn *t, const char *dir, int64_t *files)
{
	struct arena a;
	char **names = NULL, found[HASH_HEX];
	arena_init(&a, 16u << 20);
	enum rc rc = dir_list(&a, dir, &names);
	for (size_t i = 0; !rc && names[i]; i++) {
		if (strlen(names[i]) != HASH_HEX - 1)
			continue; /* a file that was being written when the power went */
		rc = hash_file(arena_printf(&a, "%s/%s", dir, names[i]), found, NULL);
		if (!rc && strcmp(found, names[i]))
			rc = damaged(t, names[i], "的内容变了");
		++*files;
	}
	arena_release(&a);
	return rc;
}

static enum rc check_folders(struct txn *t, int64_t *files)
{
	char **halves = NULL;
	const char *blobs = arena_printf(&t->arena, "%s/blobs", t->self->home);
	enum rc rc = dir_list(&t->arena, blobs, &halves);
	if (rc == RC_NOTFOUND)
		return RC_OK;
	for (size_t i = 0; !rc && halves[i]; i++)
		rc = check_folder(t, arena_printf(&t->arena, "%s/%s", blobs, halves[i]), files);
	return rc;
}

/* The next photos by their names, in an arena of their own: there may be a hundred thousand. */
static enum rc some_photos(struct txn *t, char after[HASH_HEX], size_t *n)
{
	struct txn part = *t;
	struct row_record_photos *rows;
	arena_init(&part.arena, TXN_ARENA);
	enum rc rc = list_record_photos(&part, t->self->site, after, &rows, n);
	for (size_t i = 0; !rc && i < *n; i++) {
		if (!blob_present(t->self->home, rows[i].sha256))
			rc = damaged(t, rows[i].sha256, "不见了");
		snprintf(after, HASH_HEX, "%s", rows[i].sha256);
	}
	arena_release(&part.arena);
	return rc;
}

static enum rc photos_there(struct txn *t)
{
	char after[HASH_HEX] = "";
	size_t n = 1;
	enum rc rc = RC_OK;
	while (!rc && n)
		rc = some_photos(t, after, &n);
	return rc;
}

static enum rc catalogues_there(struct txn *t)
{
	struct row_record_catalogues *rows;
	size_t n;
	enum rc rc = list_record_catalogues(t, t->self->site, &rows, &n);
	for (size_t i = 0; !rc && i < n; i++)
		if (!blob_present(t->self->home, rows[i].sha256))
			rc = damaged(t, rows[i].sha256, "（目录）不见了");
	return rc;
}

enum rc record_files(struct txn *t, int64_t *files)
{
	*files = 0;
	enum rc rc = check_folders(t, files);
	if (!rc && !t->self->hub) /* a county's photos come after the records that speak of them */
		rc = photos_there(t);
	return rc ? rc : catalogues_there(t);
}
