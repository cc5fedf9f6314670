/* Look-ups in the generated word table. */
#include "base/set.h"
#include <string.h>

static size_t first_of(const char *set)
{
	size_t low = 0, high = set_word_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(set_words[middle].set, set) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const struct set_word *find(const char *set, const char *word)
{
	for (size_t i = first_of(set); i < set_word_count && !strcmp(set_words[i].set, set); i++)
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
