/* libgit2 writes a new repository file by file: a kill in between would leave one that is there and
 * can be opened by nobody, for good. */
#include "sync/repository.h"
#include <fcntl.h>
#include <git2.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"

#define PART ".part"
#define PATH_ROOM 4096

enum rc repository_fault(const char *what)
{
	const git_error *e = git_error_last();
	return fault("git: %s: %s", what, e && e->message ? e->message : "?");
}

static enum rc begin(const char *place, const char *branch, const char *signers)
{
	git_repository *repo = NULL;
	git_config *config = NULL;
	git_repository_init_options options;
	git_repository_init_options_init(&options, GIT_REPOSITORY_INIT_OPTIONS_VERSION);
	options.flags = GIT_REPOSITORY_INIT_BARE | GIT_REPOSITORY_INIT_MKPATH |
			GIT_REPOSITORY_INIT_NO_REINIT;
	options.initial_head = branch;
	bool made = !git_repository_init_ext(&repo, place, &options) &&
		    !git_repository_config(&config, repo) &&
		    !git_config_set_string(config, "gpg.format", "ssh") &&
		    !git_config_set_string(config, "gpg.ssh.allowedSignersFile", signers);
	enum rc rc = made ? RC_OK : repository_fault("init");
	git_config_free(config);
	git_repository_free(repo);
	return rc;
}

static enum rc put_on_disk(const char *place)
{
	int fd CLEANUP(close_fd) = open(place, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return fd < 0 || syncfs(fd) ? fault_errno("sync %s", place) : RC_OK;
}

enum rc repository_place(const char *repository, const char *branch, const char *signers)
{
	char part[PATH_ROOM];
	if (file_exists(repository))
		return RC_OK;
	if (snprintf(part, sizeof part, "%s" PART, repository) >= (int)sizeof part)
		return fault("the path of %s is too long", repository);
	TRY(dir_remove(part));
	TRY(begin(part, branch, signers));
	TRY(put_on_disk(part));
	return file_rename(part, repository);
}

bool repository_is_part(const char *name)
{
	size_t n = strlen(name), end = sizeof PART - 1;
	return n > end && !strcmp(name + n - end, PART);
}
