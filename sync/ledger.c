/* The ledger with libgit2. */
#include "sync/ledger.h"
#include <sys/file.h>
#include <fcntl.h>
#include <git2.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "base/log.h"
#include "base/file.h"
#include "sync/repository.h"

static enum rc unlock_in(struct arena *a, const char *dir, int depth)
{
	char **names;
	enum rc rc = dir_list(a, dir, &names);
	if (rc) {
		fault_clear(); /* a file, or not there */
		return RC_OK;
	}
	for (size_t i = 0; !rc && names[i]; i++) {
		size_t n = strlen(names[i]);
		const char *path = arena_printf(a, "%s/%s", dir, names[i]);
		if (n > 5 && !strcmp(names[i] + n - 5, ".lock")) {
			log_warning(
				"ledger", "%s was left by a writer that was killed: removed", path);
			rc = file_remove(path);
		} else if (depth && strcmp(names[i], "objects")) {
			rc = unlock_in(a, path, depth - 1);
		}
	}
	return rc;
}

static bool is_own(const char *repository, const char *node)
{
	size_t n = strlen(node);
	return !strncmp(repository, node, n) && (repository[n] == '.' || repository[n] == '_');
}

enum rc ledger_take_over(const char *lock, const char *node, bool own)
{
	struct arena a;
	char **names;
	int fd = open(lock, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
	if (fd < 0 || flock(fd, LOCK_EX)) /* never closed: it is the right to write */
		return fault_errno("%s", lock);
	arena_init(&a, 4u << 20);
	enum rc rc = dir_make("ledger", 0700);
	if (!rc)
		rc = dir_list(&a, "ledger", &names);
	for (size_t i = 0; !rc && names[i]; i++) {
		const char *place = arena_printf(&a, "ledger/%s", names[i]);
		if (is_own(names[i], node) == own)
			rc = repository_is_part(names[i]) ? dir_remove(place)
							  : unlock_in(&a, place, 3);
	}
	arena_release(&a);
	return rc;
}

/* The same for the one repository that is no ledger. */
enum rc ledger_unlock(const char *repository)
{
	struct arena a;
	arena_init(&a, 1u << 20);
	enum rc rc = unlock_in(&a, repository, 3);
	arena_release(&a);
	return rc;
}

void ledger_begin(void)
{
	git_libgit2_init();
	git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
	/* only what is ours is read: no configuration of the machine or the user */
	for (int level = GIT_CONFIG_LEVEL_PROGRAMDATA; level <= GIT_CONFIG_LEVEL_GLOBAL; level++)
		git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, "");
	git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
}

enum rc ledger_open_place(const char *repository, const char *signers)
{
	return repository_place(repository, "lane-1", signers);
}

static void branch_name(int64_t lane, char out[64])
{
	snprintf(out, 64, "refs/heads/lane-%lld", (long long)lane);
}

static enum rc open_repository(const char *path, git_repository **repo)
{
	return git_repository_open_bare(repo, path) ? repository_fault("open") : RC_OK;
}

static enum rc head_of(git_repository *repo, int64_t lane, git_oid *oid, bool *there)
{
	char name[64];
	branch_name(lane, name);
	int code = git_reference_name_to_id(oid, repo, name);
	*there = code == 0;
	return code == 0 || code == GIT_ENOTFOUND ? RC_OK : repository_fault("head");
}

enum rc ledger_head(const char *repository, int64_t lane, char out[LEDGER_ID])
{
	git_repository *repo = NULL;
	git_oid oid;
	bool there;
	enum rc rc = open_repository(repository, &repo);
	if (!rc)
		rc = head_of(repo, lane, &oid, &there);
	if (!rc) {
		out[0] = '\0';
		if (there)
			git_oid_tostr(out, LEDGER_ID, &oid);
	}
	git_repository_free(repo);
	return rc;
}

/* <lane>/<seq/1000, 6 digits>/<seq, 8 digits>.json added to the parent's tree, three levels
 * deep. */
static enum rc add_to_tree(git_repository *repo, const git_tree *old, const char *const path[3],
	size_t level, const git_oid *blob, git_oid *out)
{
	git_treebuilder *builder = NULL;
	git_tree *child = NULL;
	git_oid child_id = *blob;
	enum rc rc = RC_OK;
	if (level < 2) {
		const git_tree_entry *entry = old ? git_tree_entry_byname(old, path[level]) : NULL;
		if (entry && git_tree_lookup(&child, repo, git_tree_entry_id(entry)))
			rc = repository_fault("tree");
		if (!rc)
			rc = add_to_tree(repo, child, path, level + 1, blob, &child_id);
	}
	if (!rc && (git_treebuilder_new(&builder, repo, old) ||
			   git_treebuilder_insert(NULL, builder, path[level], &child_id,
				   level < 2 ? GIT_FILEMODE_TREE : GIT_FILEMODE_BLOB) ||
			   git_treebuilder_write(out, builder)))
		rc = repository_fault("tree");
	git_treebuilder_free(builder);
	git_tree_free(child);
	return rc;
}

struct commit_words {
	const char *sender;
	int64_t lane, seq;
	const char *id, *at;
	const char *manifest;
	size_t n;
};

/* The unsigned commit's text. Author and time come from the manifest, so both sides write the
 * same. */
static enum rc commit_text(
	git_repository *repo, const struct commit_words *w, const git_oid *parent_id, git_buf *out)
{
	git_commit *parent = NULL;
	git_tree *old = NULL, *tree = NULL;
	git_signature *who = NULL;
	git_oid blob, tree_id;
	char lane[24], shard[24], name[32], mail[128], message[160];
	snprintf(lane, sizeof lane, "%lld", (long long)w->lane);
	snprintf(shard, sizeof shard, "%06lld", (long long)(w->seq / 1000));
	snprintf(name, sizeof name, "%08lld.json", (long long)w->seq);
	snprintf(mail, sizeof mail, "%s@minihall", w->sender);
	snprintf(message, sizeof message, "batch %lld/%lld %s\n", (long long)w->lane,
		(long long)w->seq, w->id);
	const char *const path[3] = { lane, shard, name };
	enum rc rc = RC_OK;
	if (parent_id &&
		(git_commit_lookup(&parent, repo, parent_id) || git_commit_tree(&old, parent)))
		rc = repository_fault("parent");
	if (!rc && git_blob_create_from_buffer(&blob, repo, w->manifest, w->n))
		rc = repository_fault("blob");
	if (!rc)
		rc = add_to_tree(repo, old, path, 0, &blob, &tree_id);
	const git_commit *parents[1] = { parent };
	if (!rc &&
		(git_tree_lookup(&tree, repo, &tree_id) ||
			git_signature_new(&who, w->sender, mail, clock_parse(w->at) / 1000, 480) ||
			git_commit_create_buffer(
				out, repo, who, who, NULL, message, tree, parent ? 1 : 0, parents)))
		rc = repository_fault("commit");
	git_signature_free(who);
	git_tree_free(tree);
	git_tree_free(old);
	git_commit_free(parent);
	return rc;
}

enum rc ledger_sign(struct arena *a, const char *repository, const char *sender, int64_t lane,
	int64_t seq, const char *id, const char *at, const char *parent, const char *manifest,
	size_t n, const struct sign_key *key, const char **raw, char commit[LEDGER_ID])
{
	git_repository *repo = NULL;
	git_odb *odb = NULL;
	git_odb_object *object = NULL;
	git_buf text = GIT_BUF_INIT;
	git_oid parent_id, oid;
	char armor[SIGN_ARMOR];
	enum rc rc = open_repository(repository, &repo);
	if (!rc && parent[0] && git_oid_fromstr(&parent_id, parent))
		rc = repository_fault("parent");
	if (!rc)
		rc = commit_text(repo,
			&(struct commit_words){ sender, lane, seq, id, at, manifest, n },
			parent[0] ? &parent_id : NULL, &text);
	if (!rc)
		rc = sign_data(key, SIGN_GIT, text.ptr, text.size, armor);
	if (!rc && (git_commit_create_with_signature(&oid, repo, text.ptr, armor, NULL) ||
			   git_repository_odb(&odb, repo) || git_odb_read(&object, odb, &oid)))
		rc = repository_fault("sign");
	if (!rc) {
		*raw = arena_strndup(a, git_odb_object_data(object), git_odb_object_size(object));
		git_oid_tostr(commit, LEDGER_ID, &oid);
	}
	git_odb_object_free(object);
	git_odb_free(odb);
	git_buf_dispose(&text);
	git_repository_free(repo);
	return rc;
}

/* Moves the branch from parent to commit; fine when it is there already. */
enum rc ledger_advance(const char *repository, int64_t lane, const char *commit, const char *parent)
{
	git_repository *repo = NULL;
	git_reference *ref = NULL;
	git_oid head, to;
	bool there;
	char name[64], now[LEDGER_ID] = "";
	branch_name(lane, name);
	enum rc rc = open_repository(repository, &repo);
	if (!rc)
		rc = head_of(repo, lane, &head, &there);
	if (!rc && there)
		git_oid_tostr(now, sizeof now, &head);
	if (!rc && strcmp(now, commit)) {
		if (strcmp(now, parent))
			rc = fault(
				"git: lane %lld is at %s, not at %s", (long long)lane, now, parent);
		else if (git_oid_fromstr(&to, commit) ||
			 git_reference_create(&ref, repo, name, &to, 1, NULL))
			rc = repository_fault("branch");
	}
	git_reference_free(ref);
	git_repository_free(repo);
	return rc;
}

static enum rc same_commit(
	git_repository *repo, const git_oid *oid, const git_buf *ours, const char *public_text)
{
	git_oid commit = *oid; /* libgit2 reads it and does not say so */
	git_buf signature = GIT_BUF_INIT, text = GIT_BUF_INIT;
	enum rc rc = git_commit_extract_signature(&signature, &text, repo, &commit, NULL)
			     ? RC_REFUSED
			     : RC_OK;
	if (!rc && (text.size != ours->size || memcmp(text.ptr, ours->ptr, ours->size)))
		rc = RC_REFUSED;
	if (!rc) { /* git keeps the armour with its line ends; ours ends with one */
		char armor[SIGN_ARMOR + 2];
		snprintf(armor, sizeof armor, "%.*s",
			(int)(signature.size < SIGN_ARMOR ? signature.size : SIGN_ARMOR),
			signature.ptr);
		rc = sign_verify(public_text, SIGN_GIT, text.ptr, text.size, armor);
	}
	git_buf_dispose(&signature);
	git_buf_dispose(&text);
	return rc;
}

enum rc ledger_accept(struct arena *a, const char *repository, const char *sender, int64_t lane,
	int64_t seq, const char *id, const char *at, const char *manifest, size_t n,
	const char *raw, const char *public_text, char commit[LEDGER_ID])
{
	git_repository *repo = NULL;
	git_odb *odb = NULL;
	git_buf ours = GIT_BUF_INIT;
	git_oid head, oid;
	bool there;
	char parent[LEDGER_ID] = "";
	(void)a;
	enum rc rc = open_repository(repository, &repo);
	if (!rc)
		rc = head_of(repo, lane, &head, &there);
	if (!rc && there)
		git_oid_tostr(parent, sizeof parent, &head);
	if (!rc && (git_odb_hash(&oid, raw, strlen(raw), GIT_OBJECT_COMMIT) ||
			   git_repository_odb(&odb, repo)))
		rc = repository_fault("commit");
	if (!rc)
		git_oid_tostr(commit, LEDGER_ID, &oid);
	bool done = !rc && there && !strcmp(parent, commit); /* recorded before a crash */
	if (!rc && !done)
		rc = commit_text(repo,
			&(struct commit_words){ sender, lane, seq, id, at, manifest, n },
			there ? &head : NULL, &ours);
	if (!rc && !done && git_odb_write(&oid, odb, raw, strlen(raw), GIT_OBJECT_COMMIT))
		rc = repository_fault("commit");
	if (!rc && !done)
		rc = same_commit(repo, &oid, &ours, public_text);
	git_buf_dispose(&ours);
	git_odb_free(odb);
	git_repository_free(repo);
	return rc || done ? rc : ledger_advance(repository, lane, commit, parent);
}
