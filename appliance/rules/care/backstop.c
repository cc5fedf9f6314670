/* A report's life as a table. */
#include "rules/care/backstop.h"
#include <string.h>
#include "rules/place/deadline.h"

#define NO (-1)
#define R BACKSTOP_REPORTED
#define A BACKSTOP_ACCEPTED
#define C BACKSTOP_CLASSIFIED
#define T BACKSTOP_ASSIGNED
#define S BACKSTOP_RESOLVED
#define W BACKSTOP_ANSWERED
#define K BACKSTOP_CHECKED
#define F BACKSTOP_FILED

static const signed char next[BACKSTOP_STATES][BACKSTOP_VERBS] = {
	/*                        ACCEPT CLASSIFY ASSIGN RESOLVE ANSWER CHECK SEND_BACK FILE ESCALATE CONTACT CORRECT */
	[BACKSTOP_REPORTED]   = { A,     NO,      NO,    NO,     NO,    NO,   NO,       NO,  R,       R,      R },
	[BACKSTOP_ACCEPTED]   = { NO,    C,       NO,    NO,     NO,    NO,   NO,       NO,  A,       A,      A },
	[BACKSTOP_CLASSIFIED] = { NO,    C,       T,     S,      NO,    NO,   NO,       NO,  C,       C,      C },
	[BACKSTOP_ASSIGNED]   = { NO,    C,       T,     S,      NO,    NO,   NO,       NO,  T,       T,      T },
	[BACKSTOP_RESOLVED]   = { NO,    NO,      T,     NO,     W,     NO,   NO,       NO,  S,       S,      S },
	[BACKSTOP_ANSWERED]   = { NO,    NO,      NO,    NO,     NO,    K,    T,        NO,  W,       W,      W },
	[BACKSTOP_CHECKED]    = { NO,    NO,      T,     NO,     NO,    NO,   NO,       F,   K,       K,      K },
	[BACKSTOP_FILED]      = { NO,    NO,      NO,    NO,     NO,    NO,   NO,       NO,  NO,      NO,     F },
};
static const char *const states[BACKSTOP_STATES] = { "reported", "accepted", "classified", "assigned", "resolved", "answered", "checked", "filed" };
static const char *const classes[BACKSTOP_CLASSES] = { "simple", "complex", "special", "not_done", "cannot", "out_of_scope" };
static const char *const results[BACKSTOP_RESULTS] = { "solved", "refused", "advised" };

static int word_at(const char *const *list, int count, const char *word)
{
	for (int i = 0; i < count; i++)
		if (!strcmp(list[i], word))
			return i;
	return -1;
}

int backstop_state_of(const char *word)
{
	return word_at(states, BACKSTOP_STATES, word);
}

int backstop_class_of(const char *word)
{
	return word_at(classes, BACKSTOP_CLASSES, word);
}

int backstop_result_of(const char *word)
{
	return word_at(results, BACKSTOP_RESULTS, word);
}

const char *backstop_state_word(enum backstop_state s)
{
	return states[s];
}

const char *backstop_level_word(enum backstop_level l)
{
	static const char *const words[] = { "hall", "leader", "county" };
	return words[l];
}

static enum refusal may_resolve(const struct backstop_facts *was, const struct backstop_wish *wish)
{
	if ((was->class == BACKSTOP_OUT_OF_SCOPE) != (wish->result == BACKSTOP_ADVISED))
		return REFUSAL_BACKSTOP_RESULT; /* out of scope is advised where to go; in scope is solved or refused with reasons */
	return wish->result == BACKSTOP_REFUSED && !wish->has_report ? REFUSAL_BACKSTOP_REPORT : REFUSAL_NONE;
}

enum refusal backstop_decide(const struct backstop_facts *was, enum backstop_verb verb, const struct backstop_wish *wish, enum backstop_state *is)
{
	int to = next[was->state][verb];
	enum refusal no = REFUSAL_NONE;
	if (was->own && verb != BACKSTOP_CORRECT)
		return REFUSAL_BACKSTOP_OWN;
	if (to == NO)
		return REFUSAL_BACKSTOP_STATE;
	if (verb == BACKSTOP_RESOLVE)
		no = may_resolve(was, wish);
	if (verb == BACKSTOP_ESCALATE && wish->to <= was->escalated)
		no = REFUSAL_BACKSTOP_ESCALATED;
	if (!no)
		*is = (enum backstop_state)to;
	return no;
}

int32_t backstop_due(const struct backstop_limits *limits, enum backstop_class c, const struct workday_calendar *calendar, int32_t today, bool *provisional)
{
	struct deadline d = deadline_of(calendar, today, limits->days[c], DEADLINE_WORKING);
	*provisional = d.provisional;
	return d.due;
}

/* The day that counts in this state; DATE_NONE-like INT32_MAX when none does. */
static int32_t due_in(enum backstop_state s, int32_t contact_due_on, int32_t due_on)
{
	if (s == BACKSTOP_REPORTED || s == BACKSTOP_ACCEPTED)
		return contact_due_on;
	return s == BACKSTOP_CLASSIFIED || s == BACKSTOP_ASSIGNED || s == BACKSTOP_RESOLVED ? due_on : INT32_MAX;
}

enum backstop_lateness backstop_lateness(enum backstop_state s, int32_t contact_due_on, int32_t due_on, int32_t today)
{
	int32_t due = due_in(s, contact_due_on, due_on);
	return today > due ? BACKSTOP_OVER : today == due ? BACKSTOP_SOON : BACKSTOP_ON_TIME;
}

const char *backstop_lateness_word(enum backstop_lateness l)
{
	static const char *const words[] = { "on_time", "soon", "over" };
	return words[l];
}

enum backstop_level backstop_level_due(enum backstop_state s, int32_t contact_due_on, int32_t due_on, int32_t today, const struct backstop_limits *limits, const struct workday_calendar *calendar)
{
	int32_t due = due_in(s, contact_due_on, due_on);
	if (today <= due)
		return BACKSTOP_HALL;
	return today > deadline_of(calendar, due, limits->county_days, DEADLINE_WORKING).due ? BACKSTOP_COUNTY : BACKSTOP_LEADER;
}
