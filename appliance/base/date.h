/* Civil dates (Gregorian, Asia/Shanghai) and their arithmetic. A date is a count of days since
 * 1970-01-01. */
#ifndef BASE_DATE_H
#define BASE_DATE_H
#include <stdbool.h>
#include <stdint.h>

#define DATE_TEXT 11 /* "2026-11-24" and its NUL */
#define DATE_MINUTE_TEXT 6 /* "08:30" and its NUL */
#define DATE_NONE INT32_MIN

int32_t date_make(int year, int month, int day); /* DATE_NONE when there is no such day */
int32_t date_of(int64_t clock_ms); /* the civil day in Shanghai */
int32_t date_parse(const char *text); /* "2026-11-24"; DATE_NONE otherwise */
void date_text(int32_t date, char out[DATE_TEXT]);
int date_weekday(int32_t date); /* 1 Monday … 7 Sunday */
int date_year(int32_t date);
int date_month(int32_t date);
int date_day(int32_t date);
int date_minute_of(int64_t clock_ms); /* minutes since local midnight */
int64_t date_moment(int32_t date, int minute); /* the other way: that minute of that day, in ms */
int date_minute_parse(const char *text); /* "08:30" -> 510; -1 otherwise */
void date_minute_text(int minute, char out[DATE_MINUTE_TEXT]);

#endif
