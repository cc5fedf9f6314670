/* What the log says, and how often. Argument: a scratch directory. */
#include "check.h"
#include <fcntl.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/file.h"
#include "base/log.h"

/* Many lines of one kind: some are said, the rest is counted; a text never makes a second line. */
static void logs(const char *dir)
{
	struct arena a;
	char path[4096], *text;
	size_t lines = 0;
	arena_init(&a, 1 << 20);
	snprintf(path, sizeof path, "%s/log", dir);
	int error = dup(STDERR_FILENO),
	    file = open(path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
	CHECK("the log is caught", error >= 0 && file >= 0 && dup2(file, STDERR_FILENO) >= 0);
	for (int i = 0; i < 1000; i++)
		log_warning("test", "%s: not found", i ? "/api/x" : "/api/\nfake line");
	log_warning("test", "another kind");
	for (int i = 0; i < 20; i++)
		log_each("test", "who did what: %d", i);
	CHECK("and let go", dup2(error, STDERR_FILENO) >= 0);
	close(error);
	close(file);
	CHECK("read", file_read(&a, path, 65536, &text, NULL) == RC_OK);
	for (const char *p = text; (p = strchr(p, '\n')); p++)
		lines++;
	CHECK("each kind is said a few times, what is looked for each time",
		lines == LOG_SAID + 1 + 20);
	CHECK("a line break in a text is none in the log",
		strstr(text, "/api/\\x0Afake line") != NULL);
	arena_release(&a);
}

int main(int argc, char **argv)
{
	const char *dir = argc > 1 ? argv[1] : ".";
	logs(dir);
	return FINISH();
}
