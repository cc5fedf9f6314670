#include "store/beside.h"
#include <stdlib.h>

enum rc beside_plain(const char *path, int flags, struct db **out)
{
	struct db *d = calloc(1, sizeof *d);
	if (!d)
		return fault("no memory for the database");
	enum rc rc = RC_OK;
	flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
		 SQLITE_OPEN_URI;
	if (sqlite3_open_v2(path, &d->handle, flags, NULL) != SQLITE_OK)
		rc = fault("database %s: %s", path,
			d->handle ? sqlite3_errmsg(d->handle) : "no memory");
	if (!rc) {
		sqlite3_busy_timeout(d->handle, 5000);
		rc = db_functions(d);
	}
	if (rc)
		db_close(d);
	else
		*out = d;
	return rc;
}

enum rc beside_attach(struct db *d, const char *path, const char *name)
{
	char *attach = sqlite3_mprintf("ATTACH 'file:%q?mode=ro' AS %s", path, name);
	enum rc rc = attach ? db_run(d, attach) : fault("no memory for the database");
	sqlite3_free(attach);
	return rc;
}

enum rc beside_open(const char *place, const char *live, struct db **out)
{
	struct db *d = NULL;
	enum rc rc = beside_plain(place, SQLITE_OPEN_CREATE, &d);
	/* what an effect sets aside for a moment is small, and a file of it costs more than it */
	if (!rc)
		rc = db_run(d, "PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON;"
			       "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192");
	if (!rc)
		rc = beside_attach(d, live, "live");
	if (rc)
		db_close(d);
	else
		*out = d;
	return rc;
}
