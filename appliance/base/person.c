/* Spellings of numbers, names and telephones. */
#include "base/person.h"
#include <string.h>
#include "base/text.h"

#define WIDE_FIRST 0xFF01
#define WIDE_LAST 0xFF5E
#define WIDE_OFFSET 0xFEE0
#define DIGITS_MOST 32
#define GROUPS_MOST 4

static bool one_of(uint32_t code, const uint32_t *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] == code)
			return true;
	return false;
}

/* Half width, capitals, one hyphen; 0 for what is no part of a spelling. */
static uint32_t plain(uint32_t code)
{
	static const uint32_t hyphens[] = { 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212,
		0xFE63 };
	enum character is = character_of(code);
	if (is == CHARACTER_BLANK || is == CHARACTER_SELECTOR || code == '\t' || code == '\n' ||
		code == '\r')
		return 0;
	if (code >= WIDE_FIRST && code <= WIDE_LAST)
		code -= WIDE_OFFSET;
	if (code >= 'a' && code <= 'z')
		code -= 'a' - 'A';
	return one_of(code, hyphens, sizeof hyphens / sizeof *hyphens) ? '-' : code;
}

static uint32_t of_name(uint32_t code)
{
	static const uint32_t dots[] = { '.', 0xB7, 0x387, 0x2022, 0x2024, 0x2027, 0x2219, 0x22C5,
		0x2E31, 0x30FB, 0xFF65, 0xA78F };
	static const uint32_t apostrophes[] = { '`', 0xB4, 0x2B9, 0x2BB, 0x2BC, 0x2018, 0x2019,
		0x201B, 0x2032 };
	code = plain(code);
	if (one_of(code, dots, sizeof dots / sizeof *dots))
		return 0xB7;
	return one_of(code, apostrophes, sizeof apostrophes / sizeof *apostrophes) ? '\'' : code;
}

static void spell(const char *text, char *out, uint32_t (*fold)(uint32_t))
{
	uint32_t code;
	while ((code = text_next(&text)))
		if (code != TEXT_NOT_UTF8 && (code = fold(code)))
			out += text_put(out, code);
	*out = '\0';
}

void person_spell_number(const char *text, char *out)
{
	spell(text, out, plain);
}

void person_spell_name(const char *text, char *out)
{
	spell(text, out, of_name);
}

const char *person_number(struct arena *a, const char *text)
{
	char *out = arena_alloc(a, PERSON_ROOM(text));
	person_spell_number(text, out);
	return out;
}

const char *person_name(struct arena *a, const char *text)
{
	char *out = arena_alloc(a, PERSON_ROOM(text));
	person_spell_name(text, out);
	return out;
}

bool person_same_name(struct arena *a, const char *one, const char *other)
{
	return !strcmp(person_name(a, one), person_name(a, other));
}

bool person_same_number(struct arena *a, const char *one, const char *other)
{
	return !strcmp(person_number(a, one), person_number(a, other));
}

/* ---- telephones ---- */

/* What was dialled: its digits as they were grouped, an extension apart. */
struct dialled {
	char digits[DIGITS_MOST + 1];
	size_t count, group[GROUPS_MOST], groups;
	const char *extension;
	bool abroad;
};

static const char *skip_prefix(const char *p, const char *prefix)
{
	return strncmp(p, prefix, strlen(prefix)) ? NULL : p + strlen(prefix);
}

/* Past the words before an extension, NULL when none stands here. */
static const char *extension_at(const char *p)
{
	static const char *const words[] = { "转分机", "转", "分机", "EXT.", "EXT", "X", "#" };
	const char *after = NULL;
	for (size_t i = 0; !after && i < sizeof words / sizeof *words; i++)
		after = skip_prefix(p, words[i]);
	return after && *after == '-' ? after + 1 : after;
}

static bool dial(const char *p, struct dialled *d)
{
	*d = (struct dialled){ .abroad = *p == '+' };
	p += d->abroad;
	bool within = false;
	for (; *p && !(d->extension = extension_at(p)); p++) {
		if (*p == '-' || *p == '(' || *p == ')') {
			within = false;
			continue;
		}
		if (*p < '0' || *p > '9' || d->count == DIGITS_MOST ||
			(!within && d->groups == GROUPS_MOST))
			return false;
		if (!within)
			d->groups++;
		within = true;
		d->group[d->groups - 1]++;
		d->digits[d->count++] = *p;
	}
	return true;
}

static bool good_extension(const char *text)
{
	size_t n = strlen(text);
	return n >= 1 && n <= 6 && strspn(text, "0123456789") == n;
}

/* 138…, 010-6…, 0793-6…, 400…: as it is written here, NULL when it is none. */
static const char *domestic(struct arena *a, const char *n, const char *extension)
{
	size_t length = strlen(n), area = n[0] == '0' && (n[1] == '1' || n[1] == '2') ? 3 : 4;
	const char *tail = extension ? arena_printf(a, "转%s", extension) : "";
	if (length == 11 && n[0] == '1' && n[1] >= '3')
		return extension ? NULL : arena_strdup(a, n);
	if (length == 10 && (n[0] == '4' || n[0] == '8') && n[1] == '0' && n[2] == '0')
		return arena_printf(a, "%s%s", n, tail);
	if (n[0] != '0' || n[1] == '0' || (area == 3 && n[1] == '1' && n[2] != '0') ||
		length < area + 7 || length > area + 8)
		return NULL;
	if (n[area] < '2' || (area == 3 && length != 11))
		return NULL;
	return arena_printf(a, "%.*s-%s%s", (int)area, n, n + area, tail);
}

static const char *foreign(struct arena *a, const struct dialled *d, const char *n)
{
	bool good = d->count >= 8 && d->count <= 15 && !d->extension;
	return good ? arena_printf(a, "+%s", n) : NULL;
}

const char *person_phone(struct arena *a, const char *text)
{
	struct dialled d;
	if (!dial(person_number(a, text), &d) || (d.extension && !good_extension(d.extension)))
		return NULL;
	const char *n = arena_strdup(a, d.digits);
	const char *home = skip_prefix(n, d.abroad ? "86" : "0086");
	if (d.abroad && !home)
		return foreign(a, &d, n);
	/* 0793-6220000-8001: what follows the second hyphen is an extension */
	if (!home && !d.extension && n[0] == '0' && d.groups == 3 &&
		(d.group[0] == 3 || d.group[0] == 4) && d.group[2] <= 6)
		return domestic(a, arena_strndup(a, n, d.group[0] + d.group[1]),
			n + d.group[0] + d.group[1]);
	if (!home)
		return domestic(a, n, d.extension);
	/* +86 793 … leaves the 0 of its area out */
	bool whole = home[0] == '0' || (home[0] == '1' && home[1] >= '3');
	return domestic(a, whole ? home : arena_printf(a, "0%s", home), d.extension);
}
