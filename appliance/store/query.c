/* Results of named queries as JSON, named and typed by the generator, or as generated C structs. */
#include <assert.h>
#include <stdio.h>
#include <string.h>
#include "store/db_internal.h"
#include "base/json.h"

/* How many rows there are is known only by reading them. */
static enum rc room(const struct arena *a, size_t query)
{
	return a->full ? fault("query %s: more rows than a unit of work has room for",
				 db_queries[query].name)
		       : RC_OK;
}

/* The row that is one too many: it is not given out, and what is cut is kept until somebody
 * asks. */
static bool surplus(struct db *d, size_t query, size_t rows)
{
	const struct db_query *q = &db_queries[query];
	size_t said = strlen(d->cut);
	assert(!q->most || q->cut); /* what is cut is said */
	if (!q->most || rows < q->most)
		return false;
	if (!strstr(d->cut, q->cut) && said + strlen(q->cut) + sizeof "。" < sizeof d->cut)
		snprintf(d->cut + said, sizeof d->cut - said, "%s%s", said ? "。" : "", q->cut);
	return true;
}

const char *db_cut(struct db *d)
{
	memcpy(d->cut_said, d->cut, sizeof d->cut);
	d->cut[0] = '\0';
	return d->cut_said;
}

static yyjson_mut_val *json_text_column(sqlite3_stmt *s, int i, yyjson_mut_doc *doc, bool json)
{
	const char *text = (const char *)sqlite3_column_text(s, i);
	size_t n = (size_t)sqlite3_column_bytes(s, i);
	if (!json)
		return yyjson_mut_strncpy(doc, text, n);
	yyjson_doc *part = yyjson_read(text, n, YYJSON_READ_NOFLAG);
	yyjson_mut_val *v = part ? yyjson_val_mut_copy(doc, yyjson_doc_get_root(part))
				 : yyjson_mut_null(doc);
	yyjson_doc_free(part);
	return v;
}

static yyjson_mut_val *json_column(sqlite3_stmt *s, int i, yyjson_mut_doc *doc, enum db_type type)
{
	if (sqlite3_column_type(s, i) == SQLITE_NULL)
		return yyjson_mut_null(doc);
	switch (type) {
	case DB_INT:
		return yyjson_mut_sint(doc, sqlite3_column_int64(s, i));
	case DB_FLAG:
		return yyjson_mut_bool(doc, sqlite3_column_int64(s, i) != 0);
	case DB_REAL:
		return yyjson_mut_real(doc, sqlite3_column_double(s, i));
	case DB_TEXT:
	case DB_JSON:
		return json_text_column(s, i, doc, type == DB_JSON);
	case DB_WORD:
	case DB_MEMBER:
		break;
	}
	assert(!"on the wire a word is a text");
	return NULL;
}

static yyjson_mut_val *json_row(sqlite3_stmt *s, yyjson_mut_doc *doc, const struct db_query *q)
{
	yyjson_mut_val *row = yyjson_mut_obj(doc);
	assert((size_t)sqlite3_column_count(s) == q->column_count);
	for (size_t i = 0; i < q->column_count; i++) {
		const struct db_column *c = &q->columns[i];
		yyjson_mut_obj_add_val(doc, row, c->name, json_column(s, (int)i, doc, c->type));
	}
	return row;
}

enum rc db_query_json(struct db *d, size_t query, const union db_value *params, yyjson_mut_doc *doc,
	yyjson_mut_val **out)
{
	sqlite3_stmt *s CLEANUP(db_done) = NULL;
	bool many = db_queries[query].yield == DB_YIELD_MANY;
	yyjson_mut_val *list = many ? yyjson_mut_arr(doc) : NULL;
	int code;
	if (db_bind(d, query, params, &s))
		return RC_FAULT;
	while ((code = sqlite3_step(s)) == SQLITE_ROW) {
		if (many && surplus(d, query, yyjson_mut_arr_size(list))) {
			code = SQLITE_DONE;
			break;
		}
		yyjson_mut_val *row = json_row(s, doc, &db_queries[query]);
		if (room(json_arena(doc), query))
			return RC_FAULT;
		if (!many) {
			*out = row;
			return RC_OK;
		}
		yyjson_mut_arr_append(list, row);
	}
	if (code != SQLITE_DONE)
		return db_fault(d, db_queries[query].name);
	if (!many)
		return RC_NOTFOUND;
	*out = list;
	return RC_OK;
}

static void fill(
	sqlite3_stmt *s, struct arena *a, const struct db_column *columns, size_t count, char *row)
{
	assert((size_t)sqlite3_column_count(s) == count);
	for (size_t i = 0; i < count; i++) {
		void *to = row + columns[i].offset;
		bool null = sqlite3_column_type(s, (int)i) == SQLITE_NULL;
		switch (columns[i].type) {
		case DB_TEXT:
		case DB_JSON: {
			const char *text = null ? NULL
						: arena_strndup(a,
							  (const char *)sqlite3_column_text(
								  s, (int)i),
							  (size_t)sqlite3_column_bytes(s, (int)i));
			memcpy(to, &text, sizeof text);
			break;
		}
		case DB_INT: {
			int64_t n = null ? DB_NULL_INT : sqlite3_column_int64(s, (int)i);
			memcpy(to, &n, sizeof n);
			break;
		}
		case DB_FLAG: {
			bool yes = sqlite3_column_int64(s, (int)i) != 0;
			memcpy(to, &yes, sizeof yes);
			break;
		}
		case DB_REAL: {
			double x = sqlite3_column_double(s, (int)i);
			memcpy(to, &x, sizeof x);
			break;
		}
		case DB_WORD: {
			int value = null ? 0
					 : set_index(columns[i].set,
						   (const char *)sqlite3_column_text(s, (int)i));
			memcpy(to, &value, sizeof value);
			break;
		}
		case DB_MEMBER:
			assert(!"a column is no member");
		}
	}
}

enum rc db_query_row(struct db *d, size_t query, const union db_value *params, struct arena *a,
	const struct db_column *columns, size_t column_count, void *out)
{
	sqlite3_stmt *s CLEANUP(db_done) = NULL;
	if (db_bind(d, query, params, &s))
		return RC_FAULT;
	int code = sqlite3_step(s);
	if (code == SQLITE_DONE)
		return RC_NOTFOUND;
	if (code != SQLITE_ROW)
		return db_fault(d, db_queries[query].name);
	fill(s, a, columns, column_count, out);
	return RC_OK;
}

enum rc db_query_rows(struct db *d, size_t query, const union db_value *params, struct arena *a,
	size_t row_size, const struct db_column *columns, size_t column_count, void **rows,
	size_t *count)
{
	sqlite3_stmt *s CLEANUP(db_done) = NULL;
	size_t n = 0, most = 16;
	assert(row_size > 0);
	char *all = arena_alloc(a, row_size * most);
	int code;
	if (db_bind(d, query, params, &s))
		return RC_FAULT;
	while ((code = sqlite3_step(s)) == SQLITE_ROW) {
		if (surplus(d, query, n)) {
			code = SQLITE_DONE;
			break;
		}
		if (n == most) {
			char *more = arena_alloc(a, row_size * most * 2);
			memcpy(more, all, row_size * most);
			all = more;
			most *= 2;
		}
		fill(s, a, columns, column_count, all + row_size * n++);
		if (room(a, query))
			return RC_FAULT;
	}
	if (code != SQLITE_DONE)
		return db_fault(d, db_queries[query].name);
	*rows = all;
	*count = n;
	return RC_OK;
}
