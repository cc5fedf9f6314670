/* Look-ups in the generated word table. */
#include "words/set.h"
#include <string.h>
#include "base/sorted.h"

static const struct set_word *find(const char *set, const char *word)
{
	size_t i = sorted_first(set_words, set_word_count, sizeof *set_words, set);
	for (; i < set_word_count && !strcmp(set_words[i].set, set); i++)
		if (!strcmp(set_words[i].word, word))
			return &set_words[i];
	return NULL;
}

bool set_has(const char *set, const char *word)
{
	return find(set, word) != NULL;
}

const char *set_label(const char *set, const char *word)
{
	const struct set_word *w = find(set, word);
	return w ? w->label : word;
}
