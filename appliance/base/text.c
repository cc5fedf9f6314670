/* Reading texts, character by character. */
#include "base/text.h"
#include <string.h>

enum character character_of(uint32_t code)
{
	size_t low = 0, high = text_range_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (code > text_ranges[middle].to)
			low = middle + 1;
		else if (code < text_ranges[middle].from)
			high = middle;
		else
			return text_ranges[middle].is;
	}
	return CHARACTER_UNUSABLE;
}

/* How many bytes follow, -1 for a byte that begins nothing. */
static int first_byte(unsigned char byte)
{
	if (byte < 0x80)
		return 0;
	if (byte < 0xC0 || byte >= 0xF8)
		return -1;
	return byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
}

uint32_t text_next(const char **p)
{
	static const uint32_t least[4] = { 0, 0x80, 0x800, 0x10000 };
	unsigned char first = (unsigned char)**p;
	int more = first_byte(first);
	if (!first)
		return 0;
	uint32_t code = more > 0 ? first & (0x3Fu >> more) : first;
	++*p;
	if (more < 0)
		return TEXT_NOT_UTF8;
	for (int i = 0; i < more; i++)
		if (((unsigned char)(*p)[i] & 0xC0) != 0x80)
			return TEXT_NOT_UTF8;
		else
			code = code << 6 | ((unsigned char)(*p)[i] & 0x3Fu);
	if (code < least[more] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
		return TEXT_NOT_UTF8;
	*p += more;
	return code;
}

size_t text_put(char *to, uint32_t code)
{
	size_t more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
	static const unsigned char head[4] = { 0, 0xC0, 0xE0, 0xF0 };
	for (size_t i = more; i > 0; i--, code >>= 6)
		to[i] = (char)(0x80 | (code & 0x3F));
	to[0] = (char)(head[more] | code);
	return more + 1;
}

static bool around(uint32_t code)
{
	return code == '\t' || code == '\n' || code == '\r' ||
	       character_of(code) == CHARACTER_BLANK;
}

static const char *skip(const char *text)
{
	const char *p = text;
	while (around(text_next(&p)))
		text = p;
	return text;
}

/* Whether `code` may stand after a character that was `before`. */
static bool usable(
	uint32_t code, enum character is, enum character before, const char *rest, bool lines)
{
	if (code == '\n')
		return lines;
	if (is == CHARACTER_SELECTOR)
		return before == CHARACTER_VISIBLE || before == CHARACTER_PICTURE;
	if (is == CHARACTER_JOINER)
		return before == CHARACTER_PICTURE &&
		       character_of(text_next(&rest)) == CHARACTER_PICTURE;
	return is != CHARACTER_UNUSABLE;
}

struct text_reading text_read(const char *text, bool lines)
{
	struct text_reading r = { .from = skip(text) };
	enum character before = CHARACTER_BLANK;
	int64_t n = 0;
	/* of the blanks since the last other character, too: they count when the text goes on */
	uint32_t code, unusable = 0;
	const char *p = r.from;
	while ((code = text_next(&p))) {
		enum character is = character_of(code);
		n++;
		if (!unusable && !usable(code, is, before, p, lines))
			unusable = code;
		r.visible |= is == CHARACTER_VISIBLE || is == CHARACTER_PICTURE;
		/* a selector belongs to its picture */
		if (is != CHARACTER_SELECTOR || before != CHARACTER_PICTURE)
			before = is;
		if (around(code))
			continue;
		r.size = (size_t)(p - r.from);
		r.characters = n;
		r.unusable = unusable;
	}
	return r;
}
