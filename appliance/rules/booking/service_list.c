/* What a list may say. */
#include "rules/booking/service_list.h"
#include <assert.h>

unsigned service_list_hours(enum service_list list)
{
	unsigned beyond = 1u << OPENING_KIND_NOON | 1u << OPENING_KIND_AFTER |
			  1u << OPENING_KIND_REST_DAY | 1u << OPENING_KIND_FESTIVAL;
	if (list == SERVICE_LIST_EXTENDED)
		return beyond;
	return list == SERVICE_LIST_APPOINTMENT ? beyond | 1u << OPENING_KIND_NORMAL : 0;
}

enum service_fault service_list_fault(const struct service_entry *e)
{
	if (e->list == SERVICE_LIST_UNSET || (e->list == SERVICE_LIST_NONE && !e->reason))
		return SERVICE_FAULT_UNPLACED;
	if (e->list == SERVICE_LIST_NONE)
		return SERVICE_FAULT_NONE;
	return !e->hours || e->hours & ~service_list_hours(e->list) ? SERVICE_FAULT_HOURS
								    : SERVICE_FAULT_NONE;
}

unsigned service_list_lacks(
	const struct service_entry *e, enum opening_kind kind, int clerks, int approvers)
{
	assert(clerks >= 0 && approvers >= 0);
	if (!(e->hours & service_list_hours(e->list) & 1u << kind))
		return 0;
	return (clerks > 0 ? 0 : SERVICE_LACK_CLERK) |
	       (approvers > 0 || !e->decided_here ? 0 : SERVICE_LACK_APPROVER);
}

bool service_list_overloads(int items, int clerks, int64_t most)
{
	assert(items >= 0 && most > 0);
	return clerks > 0 && items > clerks * most;
}
