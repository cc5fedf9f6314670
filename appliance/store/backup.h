/* Backup: one file (tar of database copy made by SQLite's backup API and configuration; keys
 * included, mode 0600) and restore, which starts a new incarnation so that a sequence can never
 * fork unseen. Blobs are hard-linked or copied beside it. */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H
#include "base/result.h"
struct db;
/* Copies the running database to path while it is being written to; checks the copy
 * (integrity_check) before it gets its name. */
NODISCARD enum rc backup_database(struct db *db, const char *path);

#endif
