/* Whole or absent, and on the disk before we say so. */
#include "base/file.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define PATH_ROOM 4096

void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static enum rc write_all(int fd, const void *data, size_t n, const char *path)
{
	const char *p = data;
	while (n) {
		ssize_t done = write(fd, p, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return fault_errno("write %s", path);
		p += done;
		n -= (size_t)done;
	}
	return RC_OK;
}

static void parent_of(const char *path, char out[PATH_ROOM])
{
	snprintf(out, PATH_ROOM, "%s", path);
	char *slash = strrchr(out, '/');
	if (!slash)
		snprintf(out, PATH_ROOM, ".");
	else if (slash == out)
		slash[1] = '\0';
	else
		*slash = '\0';
}

enum rc file_sync_dir(const char *dir)
{
	int fd CLEANUP(close_fd) = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return fault_errno("open %s", dir);
	return fsync(fd) ? fault_errno("fsync %s", dir) : RC_OK;
}

enum rc file_read(struct arena *a, const char *path, size_t limit, char **data, size_t *n)
{
	int fd CLEANUP(close_fd) = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return errno == ENOENT ? RC_NOTFOUND : fault_errno("open %s", path);
	struct stat st;
	if (fstat(fd, &st) || !S_ISREG(st.st_mode))
		return fault("%s is not a plain file", path);
	if ((uint64_t)st.st_size > limit)
		return fault("%s is larger than %zu bytes", path, limit);
	size_t size = (size_t)st.st_size, got = 0;
	char *text = arena_try_alloc(a, size + 1);
	if (!text)
		return fault("no memory for %s", path);
	while (got < size) {
		ssize_t more = read(fd, text + got, size - got);
		if (more < 0 && errno == EINTR)
			continue;
		if (more < 0)
			return fault_errno("read %s", path);
		if (more == 0)
			break;
		got += (size_t)more;
	}
	text[got] = '\0';
	*data = text;
	if (n)
		*n = got;
	return RC_OK;
}

enum rc file_rename(const char *from, const char *to)
{
	char dir[PATH_ROOM];
	if (rename(from, to))
		return fault_errno("rename %s to %s", from, to);
	parent_of(to, dir);
	return file_sync_dir(dir);
}

enum rc file_write(const char *path, const void *data, size_t n, mode_t mode)
{
	char part[PATH_ROOM];
	snprintf(part, sizeof part, "%s.part%d", path, (int)getpid());
	int fd CLEANUP(close_fd) = open(
		part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode);
	if (fd < 0)
		return fault_errno("create %s", part);
	enum rc rc = write_all(fd, data, n, part);
	if (!rc && fsync(fd))
		rc = fault_errno("fsync %s", part);
	if (!rc)
		rc = file_rename(part, path);
	if (rc)
		unlink(part);
	return rc;
}

enum rc file_copy(const char *from, const char *to, mode_t mode)
{
	char part[PATH_ROOM], chunk[65536];
	int in CLEANUP(close_fd) = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (in < 0)
		return errno == ENOENT ? RC_NOTFOUND : fault_errno("open %s", from);
	snprintf(part, sizeof part, "%s.part%d", to, (int)getpid());
	int out CLEANUP(close_fd) = open(
		part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode);
	if (out < 0)
		return fault_errno("create %s", part);
	enum rc rc = RC_OK;
	ssize_t n;
	while (!rc && (n = read(in, chunk, sizeof chunk)) > 0)
		rc = write_all(out, chunk, (size_t)n, part);
	if (!rc && n < 0)
		rc = fault_errno("read %s", from);
	if (!rc && fsync(out))
		rc = fault_errno("fsync %s", part);
	if (!rc)
		rc = file_rename(part, to);
	if (rc)
		unlink(part);
	return rc;
}

enum rc dir_make(const char *path, mode_t mode)
{
	char part[PATH_ROOM];
	snprintf(part, sizeof part, "%s", path);
	for (char *p = part + 1; *p; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		if (mkdir(part, mode) && errno != EEXIST)
			return fault_errno("mkdir %s", part);
		*p = '/';
	}
	if (mkdir(part, mode)) {
		if (errno == EEXIST)
			return RC_OK;
		return fault_errno("mkdir %s", part);
	}
	char parent[PATH_ROOM];
	parent_of(part, parent);
	return file_sync_dir(parent);
}

enum rc file_remove(const char *path)
{
	return unlink(path) && errno != ENOENT ? fault_errno("remove %s", path) : RC_OK;
}

static enum rc remove_at(int parent, const char *name)
{
	if (!unlinkat(parent, name, 0) || errno == ENOENT)
		return RC_OK;
	if (errno != EISDIR && errno != EPERM)
		return fault_errno("remove %s", name);
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return fault_errno("open %s", name);
	DIR *d = fdopendir(fd);
	if (!d) {
		close(fd);
		return fault_errno("open %s", name);
	}
	enum rc rc = RC_OK;
	for (struct dirent *e; !rc && (e = readdir(d));)
		if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
			rc = remove_at(dirfd(d), e->d_name);
	closedir(d);
	if (!rc && unlinkat(parent, name, AT_REMOVEDIR) && errno != ENOENT)
		rc = fault_errno("remove %s", name);
	return rc;
}

enum rc dir_remove(const char *path)
{
	return remove_at(AT_FDCWD, path);
}

bool file_exists(const char *path)
{
	struct stat st;
	return lstat(path, &st) == 0;
}

int64_t file_size(const char *path)
{
	struct stat st;
	return lstat(path, &st) ? -1 : (int64_t)st.st_size;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

enum rc dir_list(struct arena *a, const char *path, char ***names)
{
	DIR *d = opendir(path);
	if (!d)
		return errno == ENOENT ? RC_NOTFOUND : fault_errno("open %s", path);
	size_t count = 0, room = 16;
	char **list = arena_array(a, char *, room + 1);
	for (struct dirent *e; (e = readdir(d));) {
		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
			continue;
		if (count == room) {
			char **more = arena_array(a, char *, room * 2 + 1);
			memcpy(more, list, sizeof *list * room);
			list = more;
			room *= 2;
		}
		list[count++] = arena_strdup(a, e->d_name);
	}
	closedir(d);
	qsort(list, count, sizeof *list, by_bytes);
	list[count] = NULL;
	*names = list;
	return RC_OK;
}

enum rc disk_space(const char *path, int64_t *free_bytes, int64_t *total_bytes)
{
	struct statvfs v;
	if (statvfs(path, &v))
		return fault_errno("statvfs %s", path);
	*free_bytes = (int64_t)v.f_bavail * (int64_t)v.f_frsize;
	*total_bytes = (int64_t)v.f_blocks * (int64_t)v.f_frsize;
	return RC_OK;
}

FILE *file_secret(FILE *f)
{
	if (f)
		setvbuf(f, NULL, _IONBF, 0);
	return f;
}
