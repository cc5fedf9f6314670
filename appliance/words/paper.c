/* Numbers of papers: forms, check digits and birth dates. */
#include "words/paper.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/date.h"
#include "base/text.h"

#define FIRST_YEAR 1900
#define CARD 18
#define OLD_CARD 15

const struct paper *paper_of(const char *kind)
{
	for (size_t i = 0; i < paper_count; i++)
		if (!strcmp(papers[i].kind, kind))
			return &papers[i];
	return NULL;
}

static size_t characters(const char *text)
{
	size_t n = 0;
	while (text_next(&text))
		n++;
	return n;
}

/* ---- forms ---- */

static bool digit(uint32_t code)
{
	return code >= '0' && code <= '9';
}

static bool capital(uint32_t code)
{
	return code >= 'A' && code <= 'Z';
}

static bool fits_element(uint32_t element, uint32_t code)
{
	switch (element) {
	case '#':
		return digit(code);
	case '@':
		return capital(code);
	case '&':
		return digit(code) || capital(code);
	case '*':
		return code && !digit(code);
	default:
		return element == code;
	}
}

/* Whether `text` fits the form up to its end or its |. */
static bool fits(const char *form, const char *text)
{
	unsigned least = 1, most = 1;
	int read = 0;
	if (!*form || *form == '|')
		return !*text;
	uint32_t element = text_next(&form);
	if (sscanf(form, "{%u-%u}%n", &least, &most, &read) == 2)
		form += read;
	for (unsigned n = 0; n <= most; n++) {
		if (n >= least && fits(form, text))
			return true;
		if (!fits_element(element, text_next(&text)))
			return false;
	}
	return false;
}

static bool fits_one(const char *forms, const char *text)
{
	while (*forms && !fits(forms, text)) {
		const char *next = strchr(forms, '|');
		if (!next)
			return false;
		forms = next + 1;
	}
	return *forms != '\0';
}

/* ---- checks ---- */

char paper_check_digit(const char *number)
{
	static const int weights[CARD - 1] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4,
		2 };
	int sum = 0;
	for (int i = 0; i < CARD - 1; i++)
		sum += (number[i] - '0') * weights[i];
	return "10X98765432"[sum % 11];
}

static enum paper_fault length(const char *number, size_t wanted)
{
	size_t n = characters(number);
	return n < wanted ? PAPER_SHORT : n > wanted ? PAPER_LONG : PAPER_GOOD;
}

static bool known_area(const char *number)
{
	const char area[3] = { number[0], number[1], '\0' };
	return strstr(paper_areas, area) != NULL;
}

static enum paper_fault birth(int year, int month, int day, int32_t today)
{
	int32_t born = date_make(year, month, day);
	if (year < FIRST_YEAR)
		return PAPER_CENTURY;
	return born == DATE_NONE ? PAPER_DATE : born > today ? PAPER_FUTURE : PAPER_GOOD;
}

static enum paper_fault eighteen(const char *number, int32_t today)
{
	int year, month, day;
	if (sscanf(number + 6, "%4d%2d%2d", &year, &month, &day) != 3)
		return PAPER_FORM;
	enum paper_fault fault = birth(year, month, day, today);
	if (fault)
		return fault;
	return number[CARD - 1] == paper_check_digit(number) ? PAPER_GOOD : PAPER_DIGIT;
}

static enum paper_fault card(const char *number, enum paper_check check, int32_t today)
{
	size_t digits = strspn(number, "0123456789");
	if (check == PAPER_CHECK_CARD && digits == OLD_CARD && !number[OLD_CARD])
		return PAPER_FIFTEEN;
	if (number[digits] && !(digits == CARD - 1 && number[digits] == 'X'))
		return PAPER_FORM;
	enum paper_fault fault = length(number, CARD);
	if (fault)
		return fault;
	bool of_hmt = number[0] == '8' && number[1] >= '1' && number[1] <= '3';
	if (check == PAPER_CHECK_STAR && number[0] != '9')
		return PAPER_STAR;
	if (check == PAPER_CHECK_PERMIT && !of_hmt)
		return PAPER_PERMIT;
	if (check == PAPER_CHECK_CARD && !known_area(number))
		return PAPER_AREA;
	return eighteen(number, today);
}

static enum paper_fault old_card(const char *number, int32_t today)
{
	int year, month, day;
	if (strspn(number, "0123456789") != strlen(number))
		return PAPER_FORM;
	enum paper_fault fault = length(number, OLD_CARD);
	if (fault)
		return fault;
	if (!known_area(number))
		return PAPER_AREA;
	return sscanf(number + 6, "%2d%2d%2d", &year, &month, &day) == 3
		       ? birth(FIRST_YEAR + year, month, day, today)
		       : PAPER_FORM;
}

static enum paper_fault credit(const char *code)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	static const int weights[CARD - 1] = { 1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24,
		10, 30, 28 };
	int sum = 0;
	for (const char *p = code; *p; p++)
		if (!strchr(alphabet, *p))
			return capital((unsigned char)*p) ? PAPER_LETTER : PAPER_FORM;
	enum paper_fault fault = length(code, CARD);
	if (fault)
		return fault;
	for (int i = 0; i < CARD - 1; i++)
		sum += (int)(strchr(alphabet, code[i]) - alphabet) * weights[i];
	return alphabet[(31 - sum % 31) % 31] == code[CARD - 1] ? PAPER_GOOD : PAPER_DOUBT;
}

static enum paper_fault loose(const char *number)
{
	size_t n = characters(number);
	return n >= 4 && n <= 30 && strpbrk(number, "0123456789") ? PAPER_GOOD : PAPER_FORM;
}

enum paper_fault paper_check(const struct paper *p, const char *number, int32_t today)
{
	if (fits_one(p->forms, number))
		return PAPER_GOOD;
	switch (p->check) {
	case PAPER_CHECK_CARD:
	case PAPER_CHECK_PERMIT:
	case PAPER_CHECK_STAR:
		return card(number, p->check, today);
	case PAPER_CHECK_OLD_CARD:
		return old_card(number, today);
	case PAPER_CHECK_CREDIT:
		return credit(number);
	case PAPER_CHECK_LOOSE:
		return loose(number);
	case PAPER_CHECK_FORM:
		return PAPER_FORM;
	}
	return PAPER_FORM;
}

const char *paper_fault_text(
	struct arena *a, const struct paper *p, const char *number, enum paper_fault fault)
{
	long off = labs(
		(long)characters(number) - (p->check == PAPER_CHECK_OLD_CARD ? OLD_CARD : CARD));
	const struct {
		const char *mark, *text;
	} fills[] = { { "{n}", arena_printf(a, "%ld", off) }, { "{how}", p->how },
		{ "{example}", p->example } };
	const char *text = paper_words[fault];
	for (size_t i = 0; i < sizeof fills / sizeof *fills; i++) {
		const char *at = strstr(text, fills[i].mark);
		if (at)
			text = arena_printf(a, "%.*s%s%s", (int)(at - text), text, fills[i].text,
				at + strlen(fills[i].mark));
	}
	return text;
}
