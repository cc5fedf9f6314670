/* The 延时错时 list and the 预约 list: which item is in which, and whether the roster can keep what they
 * promise (S-3.6.2a-d). An item has one place, so it can never be in both; it may be in neither
 * only with a reason. */
#ifndef RULES_SERVICE_LIST_H
#define RULES_SERVICE_LIST_H
#include <stdbool.h>
#include <stdint.h>
#include "words/service_list.h"
#include "rules/place/opening.h"

struct service_entry {
	enum service_list list; /* unset: not placed yet; none: in neither */
	unsigned hours; /* 1 << enum opening_kind for each kind of hours it is promised in */
	bool reason; /* a reason for being in neither is given */
	bool decided_here; /* the hall's own approver must be there too */
};
enum service_fault {
	SERVICE_FAULT_NONE,
	SERVICE_FAULT_UNPLACED, /* in no list, no reason */
	SERVICE_FAULT_HOURS /* no hours, or normal hours called extended */
};
enum service_fault service_list_fault(const struct service_entry *e);

#define SERVICE_LACK_CLERK 1u
#define SERVICE_LACK_APPROVER 2u
/* What a session of this kind lacks to keep the entry's promise; clerks: those on duty in the
 * entry's zone. 0: nothing, or nothing promised then. */
unsigned service_list_lacks(
	const struct service_entry *e, enum opening_kind kind, int clerks, int approvers);
/* Realistic lists (S-3.6.2c): more items are promised in a session than the clerks on duty carry,
 * `most` each. Nobody on duty is a lack, not a load. */
bool service_list_overloads(int items, int clerks, int64_t most);
/* The kinds of hours that a list may promise at all. */
unsigned service_list_hours(enum service_list list);

#endif
