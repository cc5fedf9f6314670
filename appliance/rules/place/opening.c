/* The sessions of a day. */
#include "rules/place/opening.h"
#include <string.h>

static const char *const kinds[OPENING_KINDS] = { "normal", "noon", "after", "rest_day", "festival",
	"extra" };
static const char *const sessions_words[OPENING_SESSIONS] = { "am", "noon", "pm", "after",
	"extra" };

static void add(struct opening_session *out, size_t *n, enum opening_session_no no,
	enum opening_kind kind, struct opening_span span)
{
	if (span.to <= span.from)
		return;
	for (size_t i = 0; i < *n; i++)
		if (span.from < out[i].to && out[i].from < span.to)
			return;
	size_t at = *n;
	while (at > 0 && out[at - 1].from > span.from) {
		out[at] = out[at - 1];
		at--;
	}
	out[at] = (struct opening_session){ no, kind, span.from, span.to };
	(*n)++;
}

size_t opening_of(const struct workday_calendar *c, const struct opening_pattern *p,
	const struct opening_change *exception, int32_t date,
	struct opening_session out[OPENING_SESSIONS])
{
	size_t n = 0;
	if (exception && exception->closed)
		return 0;
	if (workday_is(c, date)) {
		add(out, &n, OPENING_AM, OPENING_NORMAL, p->am);
		add(out, &n, OPENING_PM, OPENING_NORMAL, p->pm);
		add(out, &n, OPENING_MIDDAY, OPENING_NOON, p->noon);
		add(out, &n, OPENING_EVENING, OPENING_AFTER, p->after);
	} else if (workday_festival(c, date)) {
		add(out, &n, OPENING_AM, OPENING_FESTIVAL, p->rest_am);
	} else {
		add(out, &n, OPENING_AM, OPENING_REST_DAY, p->rest_am);
		add(out, &n, OPENING_PM, OPENING_REST_DAY, p->rest_pm);
	}
	if (exception)
		add(out, &n, OPENING_ONE_OFF, OPENING_EXTRA, exception->extra);
	return n;
}

const struct opening_session *opening_at(
	const struct opening_session *sessions, size_t count, int minute)
{
	for (size_t i = 0; i < count; i++)
		if (minute >= sessions[i].from && minute < sessions[i].to)
			return &sessions[i];
	return NULL;
}

bool opening_over(const struct opening_session *sessions, size_t count, int minute)
{
	for (size_t i = 0; i < count; i++)
		if (minute < sessions[i].to)
			return false;
	return true;
}

const struct opening_session *opening_next(
	const struct opening_session *sessions, size_t count, int minute)
{
	for (size_t i = 0; i < count; i++)
		if (sessions[i].from > minute)
			return &sessions[i];
	return NULL;
}

const char *opening_kind_word(enum opening_kind kind)
{
	return kinds[kind];
}

const char *opening_session_word(enum opening_session_no no)
{
	return sessions_words[no];
}

static int find(const char *const *words, int count, const char *word)
{
	for (int i = 0; word && i < count; i++)
		if (!strcmp(words[i], word))
			return i;
	return -1;
}

int opening_session_of(const char *word)
{
	return find(sessions_words, OPENING_SESSIONS, word);
}

int opening_kind_of(const char *word)
{
	return find(kinds, OPENING_KINDS, word);
}
