/* The schema as text, from the store/schema folder. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H
#include <stddef.h>

/* The steps that make the permanent tables, in order: permanent.h. */
struct schema_step {
	const char *name, *sql;
};
extern const struct schema_step schema_steps[];
extern const size_t schema_step_count;
/* the tables there are after the last one; NULL ends them */
extern const char *const schema_permanent[];
extern const char schema_views[]; /* derived tables: dropped and refilled by a rebuild */
/* of the views and the effects that fill them; kept in PRAGMA user_version */
extern const int schema_views_version;
/* digest: all rows of one hall in primary-key order; NULL for a cache that is checked by its blob's
 * hash instead. */
struct schema_view {
	const char *table, *drop, *digest;
};
extern const struct schema_view schema_view_tables[];
extern const size_t schema_view_count;

#endif
