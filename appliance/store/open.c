/* Opens the database and closes it: WAL and synchronous=FULL; tables of this version, or
 * nothing. */
#include "store/db.h"
#include <stdlib.h>
#include <sys/stat.h>
#include "store/db_internal.h"
#include "store/permanent.h"
#include "store/projection.h"
#include "store/schema.h"
#include "store/views.h"

enum rc db_of_another(const char *path, bool *other, bool *due)
{
	struct db d = { 0 };
	int64_t number = 0;
	enum rc rc = RC_OK;
	if (sqlite3_open_v2(path, &d.handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_EXRESCODE, NULL) !=
		SQLITE_OK)
		rc = fault(
			"database %s: %s", path, d.handle ? sqlite3_errmsg(d.handle) : "no memory");
	if (!rc)
		rc = db_functions(&d); /* the schema that is read names them */
	if (!rc)
		rc = permanent_number(&d, "main", &number);
	if (!rc)
		rc = permanent_ours(number);
	if (!rc) {
		*due = views_due(&d);
		*other = *due || number != (int64_t)schema_step_count ||
			 views_version(&d, "main") != schema_views_version;
	}
	sqlite3_close(d.handle);
	return rc;
}

/* Nothing is changed where this program has no business, or another step comes first. */
static enum rc may_open(struct db *d)
{
	int64_t number = 0;
	TRY(permanent_number(d, "main", &number));
	TRY(permanent_ours(number));
	return views_ready(d);
}

static enum rc open_with(const char *path, int flags, struct db **out)
{
	struct db *d = calloc(1, sizeof *d);
	if (!d)
		return fault("no memory for the database");
	d->read_only = flags & SQLITE_OPEN_READONLY;
	enum rc rc = RC_OK;
	if (sqlite3_open_v2(path, &d->handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
		    NULL) != SQLITE_OK)
		rc = fault("database %s: %s", path,
			d->handle ? sqlite3_errmsg(d->handle) : "no memory");
	if (!rc) {
		if (!d->read_only && chmod(path, 0600)) /* earlier versions left it to the umask */
			rc = fault_errno("chmod %s", path);
		sqlite3_busy_timeout(d->handle, 5000);
		sqlite3_db_config(d->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
		rc = db_run(d, "PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; PRAGMA "
			       "temp_store = MEMORY; PRAGMA cache_size = -8192;");
	}
	if (!rc)
		rc = db_functions(d);
	if (!rc && !d->read_only)
		rc = db_run(d, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA "
			       "wal_autocheckpoint = 2000;");
	if (!rc && !d->read_only)
		rc = may_open(d);
	if (!rc && !d->read_only)
		rc = permanent_bring(d);
	if (!rc && !d->read_only)
		rc = views_bring(d);
	if (!rc)
		rc = db_prepare_all(d);
	if (rc) {
		db_close(d);
		return rc;
	}
	*out = d;
	return RC_OK;
}

enum rc db_open(const char *path, struct db **out)
{
	return open_with(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, out);
}

enum rc db_open_read_only(const char *path, struct db **out)
{
	return open_with(path, SQLITE_OPEN_READONLY, out);
}

void db_close(struct db *d)
{
	if (!d)
		return;
	db_finalize_all(d);
	projection_forget(d);
	kept_free(d);
	sqlite3_close(d->handle);
	free(d);
}
