/* What is said when the hall has closed: out of its openings and the day's end. */
#include "hall/queue/closing.h"
#include <stdlib.h>
#include <string.h>
#include "base/date.h"
#include "hall/queue/ticket_row.h"

const char *closing_day(struct txn *t, const struct opening_day *d)
{
	static const char *const names[] = { "", "一", "二", "三", "四", "五", "六", "日" };
	return arena_printf(&t->arena, "%d月%d日（星期%s）", atoi(d->text + 5), atoi(d->text + 8),
		names[date_weekday(d->date)]);
}

const char *closing_why(struct txn *t, const struct opening_day *d)
{
	return d->reason[0] ? arena_printf(&t->arena, "（%s）", d->reason) : "";
}

static const char *shut_words(struct txn *t, const struct opening_day *today, bool over)
{
	char to[DATE_MINUTE_TEXT];
	int last = 0;
	if (today->closed)
		return arena_printf(&t->arena, "大厅今天不开放%s。", closing_why(t, today));
	if (!over || !today->count)
		return today->count ? "大厅现在没有开放。" : "大厅今天不开放。";
	for (size_t i = 0; i < today->count; i++)
		last = today->sessions[i].to > last ? today->sessions[i].to : last;
	date_minute_text(last, to);
	return arena_printf(&t->arena, "大厅今天已经关门（%s）。", to);
}

static const char *opens_words(struct txn *t, const struct opening_day *days, int minute)
{
	char from[DATE_MINUTE_TEXT];
	for (int i = 0; i < OPENING_AHEAD; i++) {
		const struct opening_day *d = &days[i];
		const struct opening_time *s = opening_next(d->sessions, d->count, i ? -1 : minute);
		if (!s)
			continue;
		date_minute_text(s->from, from);
		return arena_printf(&t->arena, "%s %s 开门", i ? closing_day(t, d) : "今天", from);
	}
	return "";
}

void closing_at(struct txn *t, const struct opening_day *days, int minute, struct closing *out)
{
	bool open = opening_at(days[0].sessions, days[0].count, minute) != NULL;
	bool over = opening_over(days[0].sessions, days[0].count, minute);
	*out = (struct closing){ .open = open, .over = over, .shut = "", .opens = "" };
	if (open)
		return;
	out->shut = shut_words(t, &days[0], over);
	out->opens = opens_words(t, days, minute);
}

enum rc closing_now(struct txn *t, struct closing *out)
{
	struct opening_day *days;
	TRY(opening_days(t, date_of(t->now), OPENING_AHEAD, &days));
	closing_at(t, days, date_minute_of(t->now), out);
	return RC_OK;
}

const char *closing_words(struct txn *t, const struct closing *c)
{
	return arena_printf(&t->arena, "%s%s", c->shut, c->opens);
}

/* "…08:30 开门，" or, when no day is in sight, what is true then too. */
static const char *when(struct txn *t, const struct closing *c)
{
	return c->opens[0] ? arena_printf(&t->arena, "%s，", c->opens) : "开门后";
}

static const char *closing_said(struct txn *t, const struct closing *c)
{
	return arena_printf(&t->arena,
		"%s叫到号的会办完；今天没有叫到的号，半夜12点作废。%s请再来取号", c->shut,
		when(t, c));
}

static const char *over_said(struct txn *t, const struct closing *c, const char *day)
{
	struct opening_day of = { .text = day, .date = date_parse(day) };
	return arena_printf(&t->arena, "这是%s的号，那天没有办成，已经作废。%s请重新取号",
		closing_day(t, &of), c->open ? "大厅现在开放，" : when(t, c));
}

enum rc closing_of(struct txn *t, const struct row_ticket_row *row, struct closing_number *out)
{
	struct closing c;
	int day = strcmp(row->day, txn_today(t));
	enum ticket_state state = row->state;
	struct ticket_evening e = {
		.hall_over = day == 0, .day_over = day < 0, .by_night = row->closed_was
	};
	*out = (struct closing_number){ .fate = ticket_fate(state, e), .words = "" };
	if (out->fate == TICKET_FATE_OPEN)
		return RC_OK; /* not even a closed hall would change it */
	TRY(closing_now(t, &c));
	e.hall_over &= c.over;
	out->fate = ticket_fate(state, e);
	if (out->fate != TICKET_FATE_OPEN)
		out->words = out->fate == TICKET_FATE_OVER ? over_said(t, &c, row->day)
							   : closing_said(t, &c);
	return RC_OK;
}

enum rc closing_board(struct txn *t, const char **words)
{
	struct closing c;
	TRY(closing_now(t, &c));
	*words = c.over ? closing_said(t, &c) : "";
	return RC_OK;
}
