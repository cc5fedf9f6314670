/* Look-ups in the generated word table. */
#include "words/set.h"
#include <assert.h>
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

int set_index(struct set_span set, const char *word)
{
	for (int i = 0; word && i < set.count; i++)
		if (!strcmp(set_words[set.first + i].word, word))
			return i + 1;
	return 0;
}

/* NULL for 0, the unset value. */
static const struct set_word *at(struct set_span set, int value)
{
	assert(value >= 0 && value <= set.count);
	return value ? &set_words[set.first + value - 1] : NULL;
}

const char *set_word_at(struct set_span set, int value)
{
	const struct set_word *w = at(set, value);
	return w ? w->word : NULL;
}

const char *set_label_at(struct set_span set, int value)
{
	const struct set_word *w = at(set, value);
	return w ? w->label : "";
}

const char *set_hint_at(struct set_span set, int value)
{
	const struct set_word *w = at(set, value);
	return w ? w->hint : "";
}
