/* The catalogue's git repository with libgit2. */
#include "sync/catalogue.h"
#include <fcntl.h>
#include <git2.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/file.h"
#include "sync/repository.h"

#define BRANCH "refs/heads/main"

static enum rc git_fault(const char *what)
{
	const git_error *e = git_error_last();
	return fault("catalogue: %s: %s", what, e && e->message ? e->message : "?");
}

enum rc catalogue_place(const char *repository, const char *signers)
{
	return repository_place(repository, "main", signers);
}

static enum rc make_tree(
	git_repository *repo, const struct catalogue_file *files, size_t count, git_tree **tree)
{
	git_treebuilder *builder = NULL;
	git_oid oid;
	enum rc rc = git_treebuilder_new(&builder, repo, NULL) ? git_fault("tree") : RC_OK;
	for (size_t i = 0; !rc && i < count; i++)
		if (git_blob_create_from_disk(&oid, repo, files[i].path) ||
			git_treebuilder_insert(
				NULL, builder, files[i].name, &oid, GIT_FILEMODE_BLOB))
			rc = git_fault(files[i].name);
	if (!rc && (git_treebuilder_write(&oid, builder) || git_tree_lookup(tree, repo, &oid)))
		rc = git_fault("tree");
	git_treebuilder_free(builder);
	return rc;
}

enum rc catalogue_commit(const char *repository, const char *sender,
	const struct catalogue_file *files, size_t count, const char *message, const char *at,
	const struct sign_key *key, char commit[LEDGER_ID])
{
	git_repository *repo = NULL;
	git_tree *tree = NULL;
	git_signature *who = NULL;
	git_commit *parent = NULL;
	git_reference *ref = NULL;
	git_buf text = GIT_BUF_INIT;
	git_oid oid;
	char mail[128], armor[SIGN_ARMOR];
	snprintf(mail, sizeof mail, "%s@minihall", sender);
	enum rc rc = git_repository_open_bare(&repo, repository)
			     ? git_fault("open")
			     : make_tree(repo, files, count, &tree);
	if (!rc && git_reference_name_to_id(&oid, repo, BRANCH) == 0 &&
		git_commit_lookup(&parent, repo, &oid))
		rc = git_fault("parent");
	if (!rc && parent && git_oid_equal(git_commit_tree_id(parent), git_tree_id(tree))) {
		/* the same content again, perhaps after a crash: no new commit */
		git_oid_tostr(commit, LEDGER_ID, &oid);
	} else if (!rc) {
		const git_commit *parents[1] = { parent };
		if (git_signature_new(&who, sender, mail, clock_parse(at) / 1000, 480) ||
			git_commit_create_buffer(&text, repo, who, who, NULL, message, tree,
				parent ? 1 : 0, parents))
			rc = git_fault("commit");
		if (!rc)
			rc = sign_data(key, SIGN_GIT, text.ptr, text.size, armor);
		if (!rc && (git_commit_create_with_signature(&oid, repo, text.ptr, armor, NULL) ||
				   git_reference_create(&ref, repo, BRANCH, &oid, 1, NULL)))
			rc = git_fault("commit");
		if (!rc)
			git_oid_tostr(commit, LEDGER_ID, &oid);
	}
	git_reference_free(ref);
	git_buf_dispose(&text);
	git_signature_free(who);
	git_commit_free(parent);
	git_tree_free(tree);
	git_repository_free(repo);
	return rc;
}

enum rc catalogue_pack(const char *repository, const char *from, const char *to, const char *out)
{
	git_repository *repo = NULL;
	git_revwalk *walk = NULL;
	git_packbuilder *builder = NULL;
	git_buf pack = GIT_BUF_INIT;
	git_oid oid;
	enum rc rc = RC_OK;
	if (git_repository_open_bare(&repo, repository) || git_revwalk_new(&walk, repo) ||
		git_oid_fromstr(&oid, to) || git_revwalk_push(walk, &oid))
		rc = git_fault("pack");
	if (!rc && from[0] && (git_oid_fromstr(&oid, from) || git_revwalk_hide(walk, &oid)))
		rc = git_fault("pack");
	if (!rc && git_packbuilder_new(&builder, repo))
		rc = git_fault("pack");
	if (!rc) {
		git_packbuilder_set_threads(builder, 1); /* the same objects give the same bytes */
		if (git_packbuilder_insert_walk(builder, walk) ||
			git_packbuilder_write_buf(&pack, builder))
			rc = git_fault("pack");
	}
	if (!rc)
		rc = file_write(out, pack.ptr, pack.size, 0600);
	git_buf_dispose(&pack);
	git_packbuilder_free(builder);
	git_revwalk_free(walk);
	git_repository_free(repo);
	return rc;
}

static enum rc index_pack(git_repository *repo, const char *path)
{
	git_odb *odb = NULL;
	git_odb_writepack *writer = NULL;
	git_indexer_progress progress = { 0 };
	char piece[65536];
	ssize_t n = 0;
	int fd CLEANUP(close_fd) = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	enum rc rc = fd < 0 ? fault_errno("open %s", path) : RC_OK;
	if (!rc && (git_repository_odb(&odb, repo) || git_odb_write_pack(&writer, odb, NULL, NULL)))
		rc = git_fault("index");
	while (!rc && (n = read(fd, piece, sizeof piece)) > 0)
		if (writer->append(writer, piece, (size_t)n, &progress))
			rc = RC_REFUSED;
	if (!rc && n < 0)
		rc = fault_errno("read %s", path);
	if (!rc && writer->commit(writer, &progress))
		rc = RC_REFUSED;
	if (writer)
		writer->free(writer);
	git_odb_free(odb);
	return rc;
}

static enum rc signed_by(git_repository *repo, git_oid *oid, const char *public_text)
{
	git_buf signature = GIT_BUF_INIT, text = GIT_BUF_INIT;
	char armor[SIGN_ARMOR + 2];
	enum rc rc = git_commit_extract_signature(&signature, &text, repo, oid, NULL) ? RC_REFUSED
										      : RC_OK;
	if (!rc) {
		snprintf(armor, sizeof armor, "%.*s",
			(int)(signature.size < SIGN_ARMOR ? signature.size : SIGN_ARMOR),
			signature.ptr);
		rc = sign_verify(public_text, SIGN_GIT, text.ptr, text.size, armor);
	}
	git_buf_dispose(&signature);
	git_buf_dispose(&text);
	return rc;
}

enum rc catalogue_adopt(const char *repository, const char *pack, const char *head,
	const char *public_text, const char **why)
{
	git_repository *repo = NULL;
	git_reference *ref = NULL;
	git_oid to, now;
	*why = "";
	enum rc rc = git_repository_open_bare(&repo, repository) ? git_fault("open") : RC_OK;
	if (!rc && git_oid_fromstr(&to, head))
		rc = RC_REFUSED;
	bool there = !rc && git_reference_name_to_id(&now, repo, BRANCH) == 0;
	if (!rc && (!there || !git_oid_equal(&now, &to))) {
		rc = index_pack(repo, pack);
		if (rc == RC_REFUSED)
			*why = "目录包损坏";
		if (!rc && (rc = signed_by(repo, &to, public_text)) == RC_REFUSED)
			*why = "目录不是县级签的";
		if (!rc && there && git_graph_descendant_of(repo, &to, &now) != 1) {
			*why = "不是现有目录的后续版本";
			rc = RC_REFUSED;
		}
		if (!rc && git_reference_create(&ref, repo, BRANCH, &to, 1, NULL))
			rc = git_fault("branch");
	}
	git_reference_free(ref);
	git_repository_free(repo);
	return rc;
}

enum rc catalogue_read(struct arena *a, const char *repository, const char *commit,
	const char *name, const char **data, size_t *n)
{
	git_repository *repo = NULL;
	git_object *object = NULL;
	char spec[256];
	snprintf(spec, sizeof spec, "%s:%s", commit, name);
	enum rc rc = git_repository_open_bare(&repo, repository) ||
				     git_revparse_single(&object, repo, spec)
			     ? git_fault(name)
			     : RC_OK;
	if (!rc) {
		const git_blob *blob = (const git_blob *)object;
		*n = (size_t)git_blob_rawsize(blob);
		*data = arena_strndup(a, git_blob_rawcontent(blob), *n);
	}
	git_object_free(object);
	git_repository_free(repo);
	return rc;
}
