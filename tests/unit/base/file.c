/* Files and directories, with their limits. Argument: a scratch directory. */
#include "check.h"
#include "base/arena.h"
#include "base/file.h"

static void files(const char *dir)
{
	struct arena a;
	char path[4096], *data, **names;
	size_t n;
	arena_init(&a, 65536);
	snprintf(path, sizeof path, "%s/one/two/three", dir);
	CHECK("directories", dir_make(path, 0700) == RC_OK && dir_make(path, 0700) == RC_OK);
	snprintf(path, sizeof path, "%s/one/file", dir);
	CHECK("write and read", file_write(path, "abc", 3, 0600) == RC_OK &&
					file_read(&a, path, 10, &data, &n) == RC_OK && n == 3 &&
					!strcmp(data, "abc"));
	CHECK("a limit is kept", file_read(&a, path, 2, &data, &n) == RC_FAULT);
	fault_clear();
	CHECK("absent is not a fault",
		file_read(&a, "/nonexistent/x", 2, &data, &n) == RC_NOTFOUND);
	snprintf(path, sizeof path, "%s/one", dir);
	CHECK("list", dir_list(&a, path, &names) == RC_OK && !strcmp(names[0], "file") &&
			      !strcmp(names[1], "two") && !names[2]);
	CHECK("remove", dir_remove(path) == RC_OK && !file_exists(path));
	arena_release(&a);
}

int main(int argc, char **argv)
{
	const char *dir = argc > 1 ? argv[1] : ".";
	files(dir);
	return FINISH();
}
