/* The declared shapes of requests and replies, from tbl/WING/shapes.def: what a body must look
 * like, and what we promise to answer. */
#ifndef HTTP_SHAPE_H
#define HTTP_SHAPE_H
#include <stdbool.h>
#include <stdint.h>
#include <yyjson.h>
#include "base/arena.h"
#include "words/refusal.h"
#include "base/result.h"

enum field_type {
	FIELD_TEXT, /* one line of visible characters; blanks around it are no part of it */
	FIELD_LINES, /* the same, of many lines */
	FIELD_SECRET, /* one line, every blank of it counts */
	FIELD_CODE, /* a number or code from a paper, as person_number() spells it */
	FIELD_ID_NO, /* the number of somebody's paper: spelled so, and good for its kind. ref: the
		      * kind, or the field beside it that names it (absent: a resident's card); ""
		      * only compares it */
	FIELD_PHONE, /* as person_phone() spells it */
	FIELD_INT,
	FIELD_NUM,
	FIELD_FLAG,
	FIELD_OBJECT,
	FIELD_LIST,
	FIELD_TEXTS, /* each as a TEXT */
	FIELD_INTS,
	FIELD_ANY,
};
struct shape_field {
	const char *shape, *name;
	enum field_type type;
	const char *ref; /* shape of OBJECT and of LIST's members, set name for TEXT drawn from a
			    set, kind of an ID_NO, "" */
	bool required; /* optional fields may be absent or null */
	int64_t least, most; /* length in characters of TEXT and LIST, value of INT */
	const char *label; /* Chinese, used in the error's words */
};
extern const struct shape_field
	shape_fields[]; /* gen/shapes.c, sorted by shape, within one in the file's order */
extern const size_t shape_field_count;

struct shape_refusal {
	enum refusal code;
	const char *why;
	const char *field; /* for machines, "CaseRefuse.text"; NULL when it is the whole */
}; /* REFUSAL_SHAPE, REFUSAL_ID_NUMBER, REFUSAL_PHONE */
bool shape_has(const char *shape, const char *field);
/* Takes a request: texts lose the blanks around them, numbers and telephones get their one
 * spelling, in place (the arena holds what is new). RC_REFUSED with words (arena) about the first
 * field that is wrong; unknown members are wrong too. */
NODISCARD enum rc shape_take(
	struct arena *a, const char *shape, yyjson_val *v, int32_t today, struct shape_refusal *no);
/* A reply we built, which may show what was taken under older rules; the sanitised build asserts it
 * on each reply. */
NODISCARD enum rc shape_check_reply(
	struct arena *a, const char *shape, const yyjson_mut_val *v, const char **why);

#endif
