/* What people write: which characters a text may hold, and what is left of it without the blanks
 * around it. Whatever the eye cannot tell from something else, or that would make another line of a
 * paper, is no part of a text: controls, characters without width, those that turn the direction,
 * and code points that mean nothing. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum character {
	CHARACTER_UNUSABLE,
	CHARACTER_VISIBLE,
	CHARACTER_PICTURE, /* visible, and may be joined to another */
	CHARACTER_BLANK,
	CHARACTER_MARK, /* drawn on the character before it: alone it is nothing to read */
	CHARACTER_SELECTOR, /* picks another drawing of the visible character before it */
	CHARACTER_JOINER, /* only between two pictures */
};

struct text_range {
	uint32_t from, to;
	enum character is;
};
extern const struct text_range text_ranges[]; /* gen/characters.c, ascending */
extern const size_t text_range_count;

enum character character_of(uint32_t code);

#define TEXT_NOT_UTF8 0xFFFFFFFFu
/* The code point at *p, which moves past it; 0 at the end, TEXT_NOT_UTF8 (one byte further) for
 * what is none. */
uint32_t text_next(const char **p);
/* Writes the code point and returns its bytes (1 to 4); no NUL. */
size_t text_put(char *to, uint32_t code);

struct text_reading {
	const char
		*from; /* without the blanks and line ends around it, in the text that was read */
	size_t size;
	int64_t characters;
	bool visible; /* something in it can be seen */
	uint32_t unusable; /* the first code point that may not be in it; 0: none. A line end is one
			      unless `lines` */
};
struct text_reading text_read(const char *text, bool lines);

#endif
