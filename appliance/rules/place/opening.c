/* The sessions of a day. */
#include "rules/place/opening.h"

static void add(struct opening_time *out, size_t *n, enum opening_session no,
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
	out[at] = (struct opening_time){ no, kind, span.from, span.to };
	(*n)++;
}

size_t opening_of(const struct workday_calendar *c, const struct opening_pattern *p,
	const struct opening_change *exception, int32_t date,
	struct opening_time out[OPENING_TIMES])
{
	size_t n = 0;
	if (exception && exception->closed)
		return 0;
	if (workday_is(c, date)) {
		add(out, &n, OPENING_SESSION_AM, OPENING_KIND_NORMAL, p->am);
		add(out, &n, OPENING_SESSION_PM, OPENING_KIND_NORMAL, p->pm);
		add(out, &n, OPENING_SESSION_NOON, OPENING_KIND_NOON, p->noon);
		add(out, &n, OPENING_SESSION_AFTER, OPENING_KIND_AFTER, p->after);
	} else if (workday_festival(c, date)) {
		add(out, &n, OPENING_SESSION_AM, OPENING_KIND_FESTIVAL, p->rest_am);
	} else {
		add(out, &n, OPENING_SESSION_AM, OPENING_KIND_REST_DAY, p->rest_am);
		add(out, &n, OPENING_SESSION_PM, OPENING_KIND_REST_DAY, p->rest_pm);
	}
	if (exception)
		add(out, &n, OPENING_SESSION_EXTRA, OPENING_KIND_EXTRA, exception->extra);
	return n;
}

const struct opening_time *opening_at(const struct opening_time *sessions, size_t count, int minute)
{
	for (size_t i = 0; i < count; i++)
		if (minute >= sessions[i].from && minute < sessions[i].to)
			return &sessions[i];
	return NULL;
}

bool opening_over(const struct opening_time *sessions, size_t count, int minute)
{
	for (size_t i = 0; i < count; i++)
		if (minute < sessions[i].to)
			return false;
	return true;
}

const struct opening_time *opening_next(
	const struct opening_time *sessions, size_t count, int minute)
{
	for (size_t i = 0; i < count; i++)
		if (sessions[i].from > minute)
			return &sessions[i];
	return NULL;
}
