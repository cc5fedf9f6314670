/* Short texts that people, scanners and settings bring: dates, times, identity numbers, hours,
 * codes. The first byte picks the reader. */
#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "base/date.h"
#include "words/paper.h"
#include "base/person.h"
#include "base/text.h"
#include "words/windows.h"
#include "rules/place/hours.h"
#include "rules/place/opening.h"
#include "rules/place/window.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_dates(const char *text)
{
	char back[CLOCK_TEXT], day[DATE_TEXT];
	int64_t at = clock_parse(text);
	if (at >= 0) {
		clock_text(at, back);
		if (strcmp(back, text))
			abort();
	}
	int32_t date = date_parse(text);
	if (date != DATE_NONE) {
		date_text(date, day);
		if (strcmp(day, text))
			abort();
	}
}

static void read_numbers(const char *text)
{
	struct arena a;
	arena_init(&a, 16u << 20);
	const char *number = person_number(&a, text), *name = person_name(&a, text),
		   *phone = person_phone(&a, text);
	if (strcmp(person_number(&a, number), number) || strcmp(person_name(&a, name), name) ||
		(phone && strcmp(person_phone(&a, phone), phone)))
		abort(); /* a spelling is its own spelling */
	for (size_t i = 0; i < paper_count; i++) {
		enum paper_fault fault = paper_check(&papers[i], number, 20000);
		if (fault && !paper_fault_text(&a, &papers[i], number, fault)[0])
			abort();
	}
	arena_release(&a);
}

static void read_hours(const char *text)
{
	struct hours_span spans[HOURS_SPANS];
	size_t count = 0;
	if (hours_spans(text, spans, &count))
		for (size_t i = 0; i < count; i++)
			if (spans[i].from < 0 || spans[i].from >= spans[i].to ||
				spans[i].to > HOURS_DAY || spans[i].volume < 0 ||
				spans[i].volume > 100)
				abort();
	(void)opening_session_of(text);
	(void)opening_kind_of(text);
}

/* What is left of a text has no blanks around it, reads the same again, and was part of the
 * text. */
static void read_text(const char *text)
{
	for (int lines = 0; lines < 2; lines++) {
		struct text_reading r = text_read(text, lines);
		char *left = strndup(r.from, r.size);
		struct text_reading again = text_read(left, lines);
		if (r.from < text || r.from + r.size > text + strlen(text) ||
			again.size != r.size || again.from != left)
			abort();
		if (again.characters != r.characters || again.visible != r.visible ||
			again.unusable != r.unusable || (r.characters > (int64_t)r.size))
			abort();
		free(left);
	}
	for (const char *p = text; *p;) {
		const char *before = p;
		char back[4];
		uint32_t code = text_next(&p);
		if (code != TEXT_NOT_UTF8 && (text_put(back, code) != (size_t)(p - before) ||
						     memcmp(back, before, (size_t)(p - before))))
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 1)
		return 0;
	char *text = strndup((const char *)data + 1, size - 1);
	struct arena a;
	size_t count;
	arena_init(&a, 1u << 20);
	switch (data[0] % 5) {
	case 0:
		read_dates(text);
		break;
	case 1:
		read_numbers(text);
		break;
	case 2:
		read_hours(text);
		break;
	case 3:
		read_text(text);
		break;
	default:
		(void)window_features(&a, text, &count);
		break;
	}
	arena_release(&a);
	free(text);
	return 0;
}
