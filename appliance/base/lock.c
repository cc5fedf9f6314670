/* An open-file-description lock: a child that is started anew does not inherit it, and a second
 * open in this process meets it too. */
#include "base/lock.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/file.h"

static void read_holder(int fd, char holder[LOCK_HOLDER])
{
	ssize_t n = pread(fd, holder, LOCK_HOLDER - 1, 0);
	holder[n > 0 ? n : 0] = '\0';
	holder[strcspn(holder, "\n")] = '\0';
	if (!holder[0])
		snprintf(holder, LOCK_HOLDER, "另一个程序");
}

static enum rc write_holder(int fd, const char *path, const char *what)
{
	char line[LOCK_HOLDER], at[CLOCK_TEXT];
	clock_text(clock_now(), at);
	int n = snprintf(
		line, sizeof line, "%.60s（进程 %ld，%.19s 开始）\n", what, (long)getpid(), at);
	if (ftruncate(fd, 0) || pwrite(fd, line, (size_t)n, 0) != n)
		return fault_errno("write %s", path);
	return RC_OK;
}

enum rc lock_take(const char *path, const char *what, struct lock *out, char holder[LOCK_HOLDER])
{
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return fault_errno("open %s", path);
	enum rc rc = RC_OK;
	if (fcntl(fd, F_OFD_SETLK, &whole)) {
		rc = errno == EAGAIN || errno == EACCES ? RC_REFUSED : fault_errno("lock %s", path);
		if (rc == RC_REFUSED)
			read_holder(fd, holder);
	} else {
		rc = write_holder(fd, path, what);
	}
	if (rc)
		close_fd(&fd);
	else
		out->fd = fd;
	return rc;
}

void lock_release(struct lock *l)
{
	close_fd(&l->fd);
}
