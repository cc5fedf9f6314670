/* 办不成事反映 (S-3.6.4c, domain 3.7): the loop 受理-分类-转办-办结-反馈-核查-备案 as a table. No verb deletes; corrections append. The limits are local
 * practice, so all come from settings. */
#ifndef RULES_BACKSTOP_H
#define RULES_BACKSTOP_H
#include <stdbool.h>
#include <stdint.h>
#include "words/refusal.h"
#include "rules/place/workday.h"

enum backstop_state { BACKSTOP_REPORTED, BACKSTOP_ACCEPTED, BACKSTOP_CLASSIFIED, BACKSTOP_ASSIGNED, BACKSTOP_RESOLVED, BACKSTOP_ANSWERED, BACKSTOP_CHECKED, BACKSTOP_FILED, BACKSTOP_STATES };
enum backstop_verb { BACKSTOP_ACCEPT, BACKSTOP_CLASSIFY, BACKSTOP_ASSIGN, BACKSTOP_RESOLVE, BACKSTOP_ANSWER, BACKSTOP_CHECK, BACKSTOP_SEND_BACK, BACKSTOP_FILE, BACKSTOP_ESCALATE,
	BACKSTOP_CONTACT, BACKSTOP_CORRECT, BACKSTOP_VERBS };
/* simple at once; complex; special; 应办未办; what can't be done at all; 涉法涉诉涉访 and requests against policy */
enum backstop_class { BACKSTOP_SIMPLE, BACKSTOP_COMPLEX, BACKSTOP_SPECIAL, BACKSTOP_NOT_DONE, BACKSTOP_CANNOT, BACKSTOP_OUT_OF_SCOPE, BACKSTOP_CLASSES };
enum backstop_result { BACKSTOP_SOLVED, BACKSTOP_REFUSED, BACKSTOP_ADVISED, BACKSTOP_RESULTS };
enum backstop_level { BACKSTOP_HALL, BACKSTOP_LEADER, BACKSTOP_COUNTY };   /* where it has been escalated to */

int backstop_state_of(const char *word);    /* these: -1 for an unknown word */
int backstop_class_of(const char *word);
int backstop_result_of(const char *word);
const char *backstop_state_word(enum backstop_state s);
const char *backstop_level_word(enum backstop_level l);

struct backstop_facts {
	enum backstop_state state;
	bool own;                       /* it is about the person who acts now */
	int class;                      /* -1 before classification */
	enum backstop_level escalated;
};
struct backstop_wish {
	int class, result;              /* of CLASSIFY, RESOLVE */
	bool has_report;                /* the 否定答复报告: basis and text, with RESOLVE */
	enum backstop_level to;         /* of ESCALATE */
};
/* REFUSAL_NONE and the new state, or why not. */
enum refusal backstop_decide(const struct backstop_facts *was, enum backstop_verb verb, const struct backstop_wish *wish, enum backstop_state *is);

struct backstop_limits { int days[BACKSTOP_CLASSES]; int contact_days, county_days; };
/* When it is due after it was classified today; working days, 0 the same day. */
int32_t backstop_due(const struct backstop_limits *limits, enum backstop_class c, const struct workday_calendar *calendar, int32_t today, bool *provisional);

enum backstop_lateness { BACKSTOP_ON_TIME, BACKSTOP_SOON, BACKSTOP_OVER };
/* Before classification the limit of the first contact counts, then the class's; after the answer nothing does. */
enum backstop_lateness backstop_lateness(enum backstop_state s, int32_t contact_due_on, int32_t due_on, int32_t today);
const char *backstop_lateness_word(enum backstop_lateness l);
/* Where an overdue report belongs now: the leader at once, the county `county_days` working days later. */
enum backstop_level backstop_level_due(enum backstop_state s, int32_t contact_due_on, int32_t due_on, int32_t today, const struct backstop_limits *limits, const struct workday_calendar *calendar);

#endif
