/* Bodies of requests as structs: what tbl/WING/shapes.def declares is one in gen/bodies/WING.h,
 * filled after http/shape.h found that the body fits. What is absent or null: NULL, 0 of a set,
 * false, BODY_NO_INT; of a list NULL with the count 0, while an empty one is not NULL. */
#ifndef WORDS_BODY_H
#define WORDS_BODY_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <yyjson.h>
#include "base/arena.h"
#include "words/set.h"

#define BODY_NO_INT INT64_MIN

enum body_kind {
	BODY_TEXT,
	BODY_WORD, /* of a set */
	BODY_INT,
	BODY_NUM,
	BODY_FLAG,
	BODY_OBJECT,
	BODY_LIST,
	BODY_TEXTS,
	BODY_INTS,
	BODY_ANY,
};
struct body;
struct body_member {
	const char *name;
	enum body_kind kind;
	size_t place, count_place; /* in the struct */
	struct set_span set;
	const struct body *of; /* of OBJECT and of LIST's members */
};
struct body {
	const char *shape;
	size_t size; /* of the struct */
	const struct body_member *members;
	size_t member_count;
};
/* Texts are the body's own, lists and objects in the arena. */
void body_read(struct arena *a, const struct body *b, const yyjson_val *v, void *out);
/* The struct as JSON, without what is absent. Texts are not copied. */
yyjson_mut_val *body_write(yyjson_mut_doc *d, const struct body *b, const void *in);

#endif
