/* Starts this same program again as a helper with fewer duties. */
#include "base/child.h"
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Every descriptor, however many this process may have. */
static void close_from(int first)
{
	struct rlimit files;
	if (syscall(SYS_close_range, (unsigned)first, ~0u, 0) == 0)
		return;
	if (getrlimit(RLIMIT_NOFILE, &files) || files.rlim_cur > 1u << 20)
		files.rlim_cur = 1u << 20;
	for (int fd = first; fd < (int)files.rlim_cur; fd++)
		close(fd);
}

static void become(int fd, pid_t parent, char *const argv[])
{
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(1);
	setpgid(0, 0);
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	dup2(fd, STDIN_FILENO);
	dup2(fd, STDOUT_FILENO);
	close_from(STDERR_FILENO + 1);
	execv("/proc/self/exe", argv);
	_exit(127);
}

enum rc child_start(struct child *c, char *const argv[])
{
	int pair[2];
	pid_t parent = getpid();
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair))
		return fault_errno("socketpair");
	pid_t pid = fork();
	if (pid < 0) {
		close(pair[0]);
		close(pair[1]);
		return fault_errno("fork");
	}
	if (pid == 0)
		become(pair[1], parent, argv);
	close(pair[1]);
	fcntl(pair[0], F_SETFL, O_NONBLOCK);
	*c = (struct child){ pid, pair[0] };
	return RC_OK;
}

int child_running(struct child *c, int *status)
{
	if (c->pid <= 0)
		return 0;
	if (waitpid(c->pid, status, WNOHANG) != c->pid)
		return 1;
	c->pid = 0;
	return 0;
}

void child_stop(struct child *c)
{
	int status;
	if (c->pid > 0) {
		kill(c->pid, SIGTERM);
		for (int i = 0; i < 200 && child_running(c, &status); i++)
			nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
		if (child_running(c, &status)) {
			kill(c->pid, SIGKILL);
			waitpid(c->pid, &status, 0);
			c->pid = 0;
		}
	}
	if (c->fd >= 0)
		close(c->fd);
	c->fd = -1;
}
