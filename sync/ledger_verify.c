/* A ledger object by object. */
#include <git2.h>
#include <stdio.h>
#include "sync/ledger.h"

struct walk {
	git_odb *odb;
	int64_t count;
	char *bad;
};

static int look(const git_oid *id, void *context)
{
	struct walk *w = context;
	git_odb_object *object = NULL;
	char text[GIT_OID_HEXSZ + 1];
	if (git_odb_read(&object, w->odb, id)) {
		git_oid_tostr(text, sizeof text, id);
		snprintf(w->bad, LEDGER_BAD, "对象 %s", text);
		return 1;
	}
	git_odb_object_free(object);
	w->count++;
	return 0;
}

/* Every branch must lead to a commit that is there; the last name looked at stays in bad. */
static enum rc check_branches(git_repository *repo, struct walk *w)
{
	git_reference_iterator *it = NULL;
	git_reference *ref = NULL;
	enum rc rc = git_reference_iterator_new(&it, repo) ? RC_REFUSED : RC_OK;
	while (!rc && git_reference_next(&ref, it) == 0) {
		git_object *target = NULL;
		snprintf(w->bad, LEDGER_BAD, "分支 %.150s", git_reference_name(ref));
		if (git_reference_peel(&target, ref, GIT_OBJECT_COMMIT))
			rc = RC_REFUSED;
		git_object_free(target);
		git_reference_free(ref);
	}
	git_reference_iterator_free(it);
	return rc;
}

enum rc ledger_verify(const char *repository, int64_t *objects, char bad[LEDGER_BAD])
{
	git_repository *repo = NULL;
	struct walk w = { .bad = bad };
	*objects = 0;
	snprintf(bad, LEDGER_BAD, "仓库打不开");
	enum rc rc = RC_OK;
	if (git_repository_open_bare(&repo, repository) || git_repository_odb(&w.odb, repo))
		rc = RC_REFUSED;
	if (!rc && git_odb_foreach(w.odb, look, &w))
		rc = RC_REFUSED;
	if (!rc)
		rc = check_branches(repo, &w);
	*objects = w.count;
	git_odb_free(w.odb);
	git_repository_free(repo);
	return rc;
}
