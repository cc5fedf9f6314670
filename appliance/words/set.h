/* The closed word lists of tbl/WING/words.def. */
#ifndef BASE_SET_H
#define BASE_SET_H
#include <stdbool.h>
#include <stddef.h>

struct set_word { const char *set, *word, *label; int rank; };
extern const struct set_word set_words[]; /* sorted by set, within one in the file's order */
extern const size_t set_word_count;
bool set_has(const char *set, const char *word);
const char *set_label(const char *set, const char *word); /* the word itself when unknown */

#endif
