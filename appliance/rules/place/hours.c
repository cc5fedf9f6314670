/* Times of day: reading them, and where a minute lies. */
#include "rules/place/hours.h"
#include <ctype.h>
#include <string.h>

/* Two digits, ':' and two digits at *p; moves behind them. */
static int take_minute(const char **p)
{
	const char *s = *p;
	for (int i = 0; i < 5; i++)
		if (i == 2 ? s[i] != ':' : !isdigit((unsigned char)s[i]))
			return -1;
	int hour = (s[0] - '0') * 10 + s[1] - '0', minute = (s[3] - '0') * 10 + s[4] - '0';
	if (minute > 59 || hour > 24 || (hour == 24 && minute))
		return -1;
	*p = s + 5;
	return hour * 60 + minute;
}

static const char *skip_blanks(const char *p)
{
	return p + strspn(p, " ");
}

/* "08:00-12:00=80" at *p; moves behind it and the blanks that follow. */
static bool take_span(const char **p, struct hours_span *out)
{
	const char *s = skip_blanks(*p);
	out->from = take_minute(&s);
	if (out->from < 0 || *s++ != '-')
		return false;
	out->to = take_minute(&s);
	if (out->to <= out->from || *s++ != '=' || !isdigit((unsigned char)*s))
		return false;
	for (out->volume = 0; isdigit((unsigned char)*s) && out->volume <= 100; s++)
		out->volume = out->volume * 10 + *s - '0';
	*p = skip_blanks(s);
	return out->volume <= 100;
}

bool hours_spans(const char *text, struct hours_span out[HOURS_SPANS], size_t *count)
{
	size_t n = 0;
	const char *p = skip_blanks(text);
	while (*p) {
		if (n == HOURS_SPANS || !take_span(&p, &out[n]))
			return false;
		for (size_t i = 0; i < n; i++)
			if (out[i].from < out[n].to && out[n].from < out[i].to)
				return false;
		n++;
		if (*p == ',' && *skip_blanks(p + 1))
			p++;
		else if (*p)
			return false;
	}
	*count = n;
	return true;
}

int hours_volume(const struct hours_span *spans, size_t count, int usual, int minute)
{
	for (size_t i = 0; i < count; i++)
		if (minute >= spans[i].from && minute < spans[i].to)
			return spans[i].volume;
	return usual;
}
