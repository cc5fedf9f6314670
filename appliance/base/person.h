/* One spelling for what says who somebody is, made where it comes in and wherever it is searched or
 * compared: half width, capitals, one kind of dot. */
#ifndef BASE_PERSON_H
#define BASE_PERSON_H
#include <stdbool.h>
#include <stddef.h>
#include "base/arena.h"

/* Bytes that a spelling of `text` may need, with its NUL. */
#define PERSON_ROOM(text) (2 * strlen(text) + 1)

/* A number or code: half width, without blanks, capitals, one kind of hyphen. out: PERSON_ROOM. */
void person_spell_number(const char *text, char *out);
/* A name, to search and compare, never to print: half width, without blanks, capitals, one dot for
 * · • ・ ． and their like, one apostrophe, one hyphen. */
void person_spell_name(const char *text, char *out);

/* The same in the arena. */
const char *person_number(struct arena *a, const char *text);
const char *person_name(struct arena *a, const char *text);
bool person_same_name(struct arena *a, const char *one, const char *other);
bool person_same_number(struct arena *a, const char *one, const char *other);

/* "13800000000", "0793-6220000", "0793-6220000转8001", "4008001234", "+85291234567": a mobile
 * number, one with its area code, one of a service, one abroad. NULL when it is none of them. In
 * the arena. */
const char *person_phone(struct arena *a, const char *text);

#endif
