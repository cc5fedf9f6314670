/* The closed sets of words of tbl/WING/words.def. Each has an enum of its own with NAME_of(),
 * NAME_word() and NAME_label() in gen/words/NAME.h; what only knows a set by its name asks here. */
#ifndef WORDS_SET_H
#define WORDS_SET_H
#include <stdbool.h>
#include <stddef.h>

struct set_word {
	const char *set, *word, *label;
	const char *hint; /* what the user is told to do next, "" for nothing */
	int rank;
};
extern const struct set_word set_words[]; /* sorted by set, within one in the file's order */
extern const size_t set_word_count;
bool set_has(const char *set, const char *word);
const char *set_label(const char *set, const char *word); /* the word itself when unknown */

/* Where a set's words stand in set_words. A word's value in the set's enum is its place, from 1. */
struct set_span {
	int first, count;
};
int set_index(struct set_span set, const char *word); /* 0: NULL, or no word of the set */
const char *set_word_at(struct set_span set, int value); /* NULL for 0 */
const char *set_label_at(struct set_span set, int value); /* "" for 0, as of the hint */
const char *set_hint_at(struct set_span set, int value);

#endif
