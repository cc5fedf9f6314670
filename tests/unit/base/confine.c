/* What a confined process can no longer do, tried by itself. Argument: a scratch directory. */
#include "check.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/child.h"
#include "base/confine.h"
#include "base/file.h"

static char open_path[4200], shut_path[4200];

enum {
	MAY_NOT_WRITE = 1,
	KEY_READ = 2,
	SOCKET = 4,
	PROGRAM = 8,
	PROCESS = 16,
	SIGNAL = 32,
	TRACE = 64,
	MEMORY = 128
};

/* In the child: which of the forbidden things went through. */
static int try_everything(void)
{
	int done = 0;
	char path[4300];
	snprintf(path, sizeof path, "%s/new", open_path);
	if (file_write(path, "x", 1, 0600))
		done |= MAY_NOT_WRITE;
	snprintf(path, sizeof path, "%s/key", shut_path);
	if (open(path, O_RDONLY | O_CLOEXEC) >= 0)
		done |= KEY_READ;
	if (socket(AF_INET, SOCK_STREAM, 0) >= 0)
		done |= SOCKET;
	pid_t pid = fork();
	if (pid == 0)
		_exit(0);
	if (pid > 0)
		done |= PROCESS;
	if (kill(getppid(), 0) == 0)
		done |= SIGNAL;
	if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0)
		done |= TRACE;
#ifndef __SANITIZE_ADDRESS__
	if (mmap(NULL, 1u << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
		MAP_FAILED)
		done |= MEMORY;
#endif
	execl("/bin/true", "true", (char *)NULL);
	/* an exec that went through would have ended with 0 as well: the parent tells by the mark
	 * on the disk */
	return done;
}

#define NOBODY 65534

static int in_child(bool aborts, bool as_nobody)
{
	int status;
	pid_t pid = fork();
	if (pid == 0) {
		char lacks[CONFINE_TEXT], path[4300];
		const struct confine_place places[] = { { open_path, true },
			{ "/nowhere/at/all", true } };
		if (as_nobody && (setgid(NOBODY) || setuid(NOBODY)))
			_exit(254);
		confine(&(struct confine_wish){ places, 2, false, 256u << 20 }, lacks);
		if (aborts)
			abort();
		int done = try_everything();
		snprintf(path, sizeof path, "%s/lacks", open_path);
		if (file_write(path, lacks, strlen(lacks), 0600))
			_exit(255);
		_exit(done);
	}
	waitpid(pid, &status, 0);
	return status;
}

/* One child tries everything; as_nobody: without root's rights from the start. */
static void confined(struct arena *a, bool as_nobody)
{
	char path[4300], *lacks;
	int status = in_child(false, as_nobody);
	snprintf(path, sizeof path, "%s/lacks", open_path);
	CHECK("it lived, and no other program took its place",
		WIFEXITED(status) && file_read(a, path, 1000, &lacks, NULL) == RC_OK);
	if (lacks[0]) {
		printf("# this kernel lacks: %s\n", lacks);
		return;
	}
	CHECK("what is its own stays open", !(WEXITSTATUS(status) & MAY_NOT_WRITE));
	CHECK("no key is read", !(WEXITSTATUS(status) & KEY_READ));
	CHECK("no socket", !(WEXITSTATUS(status) & SOCKET));
	CHECK("no process is started", !(WEXITSTATUS(status) & PROCESS));
	CHECK("no other process is signalled", !(WEXITSTATUS(status) & SIGNAL));
	CHECK("none is looked into", !(WEXITSTATUS(status) & TRACE));
	CHECK("memory is bounded", !(WEXITSTATUS(status) & MEMORY));
}

/* A child of this program has no descriptor but its own three, however high it was. */
static void descriptors(void)
{
	struct child c;
	char text[256] = "";
	int high = fcntl(open("/dev/null", O_RDONLY), F_DUPFD, 1500);
	CHECK("a high descriptor", high >= 1500);
	char *const argv[] = { "self", "descriptors", NULL };
	CHECK("started", child_start(&c, argv) == RC_OK);
	for (size_t n = 0; n < sizeof text - 1 && !strchr(text, '\n');) {
		ssize_t got = read(c.fd, text + n, sizeof text - 1 - n);
		if (got == 0)
			break;
		n += got > 0 ? (size_t)got : 0;
	}
	CHECK_TEXT("none of them reaches the child", text, "closed\n");
	child_stop(&c);
}

int main(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "descriptors")) {
		const char *found = "closed\n";
		for (int fd = 3; fd < 2000; fd++)
			if (fcntl(fd, F_GETFD) >= 0)
				found = "open\n";
		return write(STDOUT_FILENO, found, strlen(found)) < 0;
	}
	const char *dir = argc > 1 ? argv[1] : ".";
	char path[4300], lacks_path[4300];
	struct arena a;
	snprintf(open_path, sizeof open_path, "%s/open", dir);
	snprintf(shut_path, sizeof shut_path, "%s/shut", dir);
	snprintf(path, sizeof path, "%s/key", shut_path);
	CHECK("places", dir_make(open_path, 0700) == RC_OK && dir_make(shut_path, 0700) == RC_OK &&
				file_write(path, "secret", 6, 0600) == RC_OK);
	arena_init(&a, 1 << 16);
	confined(&a, false);
	/* as a service of its own user has it: nothing that only root could do is taken for
	 * granted */
	if (geteuid() == 0) {
		CHECK("places of another user",
			!chown(dir, NOBODY, NOBODY) && !chown(open_path, NOBODY, NOBODY) &&
				!chown(shut_path, NOBODY, NOBODY) && !chown(path, NOBODY, NOBODY));
		snprintf(lacks_path, sizeof lacks_path, "%s/lacks", open_path);
		CHECK("nothing is left of root's try", unlink(lacks_path) == 0);
		confined(&a, true);
	}
	int status = in_child(true, false);
	CHECK("it can still abort", WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
	arena_release(&a);
	descriptors();
	return FINISH();
}
