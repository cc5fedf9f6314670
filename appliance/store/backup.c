/* A consistent copy of the running database by SQLite's backup interface, checked before it gets
 * its name. */
#include "store/backup.h"
#include <stdio.h>
#include <string.h>
#include "base/file.h"
#include "store/db_internal.h"

static enum rc check_copy(sqlite3 *copy, const char *path)
{
	sqlite3_stmt *s = NULL;
	bool good = sqlite3_prepare_v2(copy, "PRAGMA integrity_check", -1, &s, NULL) == SQLITE_OK &&
		    sqlite3_step(s) == SQLITE_ROW &&
		    !strcmp((const char *)sqlite3_column_text(s, 0), "ok");
	sqlite3_finalize(s);
	return good ? RC_OK : fault("backup %s does not pass its check", path);
}

enum rc backup_database(struct db *db, const char *path)
{
	char part[4096];
	snprintf(part, sizeof part, "%s.part", path);
	enum rc rc = file_remove(part);
	if (rc)
		return rc;
	sqlite3 *copy = NULL;
	if (sqlite3_open(part, &copy) != SQLITE_OK)
		rc = fault("create %s", part);
	sqlite3_backup *b = rc ? NULL : sqlite3_backup_init(copy, "main", db->handle, "main");
	if (!rc && (!b || sqlite3_backup_step(b, -1) != SQLITE_DONE))
		rc = fault("backup %s: %s", part, sqlite3_errmsg(copy));
	if (b)
		sqlite3_backup_finish(b);
	if (!rc)
		rc = check_copy(copy, part);
	if (!rc &&
		sqlite3_exec(copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) != SQLITE_OK)
		rc = fault("backup %s: %s", part, sqlite3_errmsg(copy));
	sqlite3_close(copy);
	return rc ? rc : file_rename(part, path);
}
