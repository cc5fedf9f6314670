/* How many single durable commits a second this disk gives SQLite itself (WAL, synchronous=FULL,
 * one insert a transaction), and the median of what one sync of 4 KiB takes, in microseconds.
 * Arguments: file, seconds. */
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define SYNCS 200

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int by_size(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;
	return (a > b) - (a < b);
}

static double sync_us(const char *path)
{
	static char block[4096];
	double took[SYNCS];
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	if (fd < 0)
		return -1;
	for (int i = 0; i < SYNCS; i++) {
		double from = now();
		if (write(fd, block, sizeof block) != (ssize_t)sizeof block || fdatasync(fd))
			return -1;
		took[i] = (now() - from) * 1e6;
	}
	close(fd);
	unlink(path);
	qsort(took, SYNCS, sizeof *took, by_size);
	return took[SYNCS / 2];
}

int main(int argc, char **argv)
{
	sqlite3 *db;
	sqlite3_stmt *s;
	if (argc < 3 || sqlite3_open(argv[1], &db) ||
		sqlite3_exec(db,
			"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (id "
			"INTEGER PRIMARY KEY, body TEXT)",
			NULL, NULL, NULL) ||
		sqlite3_prepare_v2(db,
			"INSERT INTO t (body) VALUES "
			"('{\"number\":\"A001\",\"day\":\"2026-11-24\",\"zone\":\"general\","
			"\"priority\":\"none\"}')",
			-1, &s, NULL))
		return 1;
	double start = now(), end = start + atof(argv[2]);
	long count = 0;
	while (now() < end) {
		if (sqlite3_step(s) != SQLITE_DONE)
			return 1;
		sqlite3_reset(s);
		count++;
	}
	char path[4096];
	double rate = (double)count / (now() - start);
	snprintf(path, sizeof path, "%s.sync", argv[1]);
	printf("%.0f %.0f\n", rate, sync_us(path));
	return 0;
}
