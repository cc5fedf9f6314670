/* 办不成事反映 (S-3.6.4c, domain 3.7): the loop 受理-分类-转办-办结-反馈-核查-备案 as a table. No verb deletes;
 * corrections append. The limits are local practice, so all come from settings. */
#ifndef RULES_BACKSTOP_H
#define RULES_BACKSTOP_H
#include <stdbool.h>
#include <stdint.h>
#include "words/backstop_class.h"
#include "words/backstop_level.h"
#include "words/backstop_result.h"
#include "words/backstop_state.h"
#include "words/lateness.h"
#include "words/refusal.h"
#include "rules/place/workday.h"

enum backstop_verb {
	BACKSTOP_ACCEPT,
	BACKSTOP_CLASSIFY,
	BACKSTOP_ASSIGN,
	BACKSTOP_RESOLVE,
	BACKSTOP_ANSWER,
	BACKSTOP_CHECK,
	BACKSTOP_SEND_BACK,
	BACKSTOP_FILE,
	BACKSTOP_ESCALATE,
	BACKSTOP_CONTACT,
	BACKSTOP_CORRECT,
	BACKSTOP_VERBS
};

struct backstop_facts {
	enum backstop_state state;
	bool own; /* it is about the person who acts now */
	enum backstop_class class; /* unset before classification */
	enum backstop_level escalated;
};
struct backstop_wish {
	enum backstop_result result; /* of RESOLVE */
	bool has_report; /* the 否定答复报告: basis and text, with RESOLVE */
	enum backstop_level to; /* of ESCALATE */
};
/* REFUSAL_NONE and the new state, or why not. */
enum refusal backstop_decide(const struct backstop_facts *was, enum backstop_verb verb,
	const struct backstop_wish *wish, enum backstop_state *is);

struct backstop_limits {
	int days[BACKSTOP_CLASS_COUNT];
	int contact_days, county_days;
};
/* When it is due after it was classified today; working days, 0 the same day. */
int32_t backstop_due(const struct backstop_limits *limits, enum backstop_class c,
	const struct workday_calendar *calendar, int32_t today, bool *provisional);

/* Before classification the limit of the first contact counts, then the class's; after the answer
 * nothing does. */
enum lateness backstop_lateness(
	enum backstop_state s, int32_t contact_due_on, int32_t due_on, int32_t today);
/* Where an overdue report belongs now: the leader at once, the county `county_days` working days
 * later. `due`: the day that counts in its state. */
int32_t backstop_due_in(enum backstop_state s, int32_t contact_due_on, int32_t due_on);
enum backstop_level backstop_level_due(int32_t due, int32_t today,
	const struct backstop_limits *limits, const struct workday_calendar *calendar);

#endif
