/* Proleptic Gregorian day numbers, by the usual era arithmetic (400 years = 146097 days). */
#include "base/date.h"
#include <stdio.h>
#include <string.h>

#define DAY_MS 86400000LL
#define SHANGHAI_MS (8 * 3600000LL)

static int32_t days_from(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = (y >= 0 ? y : y - 399) / 400;
	int yoe = y - era * 400;
	int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

static void split(int32_t date, int *year, int *month, int *day)
{
	int z = date + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;
	*day = doy - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = yoe + era * 400 + (*month <= 2);
}

int32_t date_make(int year, int month, int day)
{
	if (year < 1800 || year > 2999 || month < 1 || month > 12 || day < 1 || day > 31)
		return DATE_NONE;
	int32_t date = days_from(year, month, day);
	int y, m, d;
	split(date, &y, &m, &d);
	return y == year && m == month && d == day ? date : DATE_NONE;
}

int32_t date_of(int64_t clock_ms)
{
	int64_t local = clock_ms + SHANGHAI_MS;
	return (int32_t)(local >= 0 ? local / DAY_MS : -((-local + DAY_MS - 1) / DAY_MS));
}

int32_t date_parse(const char *text)
{
	int year, month, day, used = 0;
	if (!text || strlen(text) != DATE_TEXT - 1 || strspn(text, "0123456789-") != DATE_TEXT - 1)
		return DATE_NONE;
	if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3 || used != DATE_TEXT - 1)
		return DATE_NONE;
	return date_make(year, month, day);
}

void date_text(int32_t date, char out[DATE_TEXT])
{
	int y, m, d;
	split(date, &y, &m, &d);
	if (y < 0 || y > 9999)
		y = 9999; /* a clock this wrong is already marked implausible */
	snprintf(out, DATE_TEXT, "%04u-%02u-%02u", (unsigned)y % 10000u, (unsigned)m % 100u,
		(unsigned)d % 100u);
}

int date_weekday(int32_t date)
{
	return ((date % 7) + 7 + 3) % 7 + 1; /* 1970-01-01 was a Thursday */
}

int date_year(int32_t date)
{
	int y, m, d;
	split(date, &y, &m, &d);
	return y;
}

int date_month(int32_t date)
{
	int y, m, d;
	split(date, &y, &m, &d);
	return m;
}

int date_day(int32_t date)
{
	int y, m, d;
	split(date, &y, &m, &d);
	return d;
}

int date_minute_of(int64_t clock_ms)
{
	int64_t local = clock_ms + SHANGHAI_MS;
	return (int)(((local % DAY_MS) + DAY_MS) % DAY_MS / 60000);
}

int date_minute_parse(const char *text)
{
	if (!text || strlen(text) != 5 || text[2] != ':')
		return -1;
	for (int i = 0; i < 5; i++)
		if (i != 2 && (text[i] < '0' || text[i] > '9'))
			return -1;
	int hour = (text[0] - '0') * 10 + text[1] - '0',
	    minute = (text[3] - '0') * 10 + text[4] - '0';
	return hour < 24 && minute < 60 ? hour * 60 + minute : -1;
}

void date_minute_text(int minute, char out[DATE_MINUTE_TEXT])
{
	int hour = minute / 60 % 24, rest = minute % 60;
	const char text[DATE_MINUTE_TEXT] = { (char)('0' + hour / 10), (char)('0' + hour % 10), ':',
		(char)('0' + rest / 10), (char)('0' + rest % 10), '\0' };
	memcpy(out, text, sizeof text);
}

int64_t date_moment(int32_t date, int minute)
{
	return date * DAY_MS - SHANGHAI_MS + minute * 60000LL;
}
