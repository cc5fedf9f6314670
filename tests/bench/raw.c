/* How many single durable commits a second this disk gives SQLite itself: WAL, synchronous=FULL, one insert a transaction. Arguments: file, seconds. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	sqlite3 *db;
	sqlite3_stmt *s;
	if (argc < 3 || sqlite3_open(argv[1], &db) ||
	    sqlite3_exec(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, body TEXT)", NULL, NULL, NULL) ||
	    sqlite3_prepare_v2(db, "INSERT INTO t (body) VALUES ('{\"number\":\"A001\",\"day\":\"2026-11-24\",\"zone\":\"general\",\"priority\":\"none\"}')", -1, &s, NULL))
		return 1;
	double start = now(), end = start + atof(argv[2]);
	long count = 0;
	while (now() < end) {
		if (sqlite3_step(s) != SQLITE_DONE)
			return 1;
		sqlite3_reset(s);
		count++;
	}
	printf("%.0f\n", (double)count / (now() - start));
	return 0;
}
