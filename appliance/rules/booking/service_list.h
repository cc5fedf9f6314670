/* The 延时错时 list and the 预约 list: which item is in which, and whether the roster can keep what they promise (S-3.6.2a-d). An item has one place,
 * so it can never be in both; it may be in neither only with a reason. */
#ifndef RULES_SERVICE_LIST_H
#define RULES_SERVICE_LIST_H
#include <stdbool.h>
#include <stdint.h>
#include "rules/place/opening.h"

enum service_list { SERVICE_LIST_UNPLACED, SERVICE_LIST_EXTENDED, SERVICE_LIST_APPOINTMENT, SERVICE_LIST_NEITHER };

struct service_entry {
	enum service_list list;
	unsigned hours;         /* 1 << enum opening_kind for each kind of hours it is promised in */
	bool reason;            /* a reason for being in neither is given */
	bool decided_here;      /* the hall's own approver must be there too */
};
enum service_fault { SERVICE_FAULT_NONE, SERVICE_FAULT_UNPLACED /* in no list, no reason */, SERVICE_FAULT_HOURS /* no hours, or normal hours called extended */ };
enum service_fault service_list_fault(const struct service_entry *e);

#define SERVICE_LACK_CLERK 1u
#define SERVICE_LACK_APPROVER 2u
/* What a session of this kind lacks to keep the entry's promise; clerks: those on duty in the entry's zone. 0: nothing, or nothing promised then. */
unsigned service_list_lacks(const struct service_entry *e, enum opening_kind kind, int clerks, int approvers);
/* Realistic lists (S-3.6.2c): more items are promised in a session than the clerks on duty carry, `most` each. Nobody on duty is a lack, not a load. */
bool service_list_overloads(int items, int clerks, int64_t most);
enum service_list service_list_of(const char *word);   /* of the set service_list; UNPLACED for NULL or an unknown word */
/* The kinds of hours that a list may promise at all. */
unsigned service_list_hours(enum service_list list);

#endif
