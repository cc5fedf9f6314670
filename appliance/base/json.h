/* What yyjson does not say by itself: documents in an arena, strict reading with a size and depth
 * limit, and the canonical form. */
#ifndef BASE_JSON_H
#define BASE_JSON_H
#include <stdbool.h>
#include <stdint.h>
#include <yyjson.h>
#include "base/arena.h"
#include "base/result.h"

#define JSON_DEPTH 16

/* Strict JSON: no comments, no trailing commas, valid UTF-8, no NUL in a text, no member twice,
 * nesting <= JSON_DEPTH. Read in n log n; memory from the arena, at whose limit it stops. */
NODISCARD enum rc json_read(struct arena *a, const char *text, size_t n, yyjson_val **out);
/* The same for what a stranger sent: at most so many values (members count as two), counted before
 * memory is asked for. */
NODISCARD enum rc json_read_most(
	struct arena *a, const char *text, size_t n, size_t values, yyjson_val **out);
/* A mutable document whose memory is the arena's; nothing to free. It never drops a member: see
 * arena_alloc(). */
yyjson_mut_doc *json_doc(struct arena *a);
struct arena *json_arena(const yyjson_mut_doc *doc); /* of a document that json_doc() made */
/* Canonical: members in byte order of their keys, no white space, as yyjson writes numbers and
 * strings. In the arena. */
char *json_canonical(struct arena *a, const yyjson_mut_val *v, size_t *n);
/* Minimal, members in the order given. A text that is not UTF-8 gives "null" and marks the arena:
 * txn_end() makes that unit a fault. */
char *json_write(struct arena *a, const yyjson_mut_val *v, size_t *n);
/* yyjson reads through pointers that are not const: what is asked of it goes through these, and
 * nobody casts. json_loose() is for its iterators; who calls it changes nothing. */
yyjson_val *json_loose(const yyjson_val *v);
yyjson_val *json_get(const yyjson_val *object, const char *key); /* NULL when absent */
yyjson_mut_val *json_copy(yyjson_mut_doc *doc, const yyjson_val *v); /* NULL of NULL */
/* NULL when absent or not a string */
const char *json_text(const yyjson_val *object, const char *key);
int64_t json_int(const yyjson_val *object, const char *key, int64_t otherwise);
bool json_flag(const yyjson_val *object, const char *key);
/* One value; NULL is a value that is not there. */
const yyjson_val *json_member(const yyjson_val *object, const char *key); /* NULL for null too */
const yyjson_val *json_at(const yyjson_val *list, size_t i);
size_t json_count(const yyjson_val *list);
const char *json_text_of(const yyjson_val *v);
int64_t json_int_of(const yyjson_val *v, int64_t otherwise);
double json_real_of(const yyjson_val *v);
bool json_flag_of(const yyjson_val *v);

#endif
