/* Every list × hours × reason, and every promise × who is on duty. Argument: a scratch directory
 * (unused). */
#include "check.h"
#include "rules/booking/service_list.h"

#define ALL ((1u << OPENING_KIND_COUNT) - 1)
#define REST (1u << OPENING_KIND_REST_DAY | 1u << OPENING_KIND_FESTIVAL)
#define BEYOND (1u << OPENING_KIND_NOON | 1u << OPENING_KIND_AFTER | REST)
#define ANY (BEYOND | 1u << OPENING_KIND_NORMAL)

static enum service_fault fault_wanted(const struct service_entry *e)
{
	switch (e->list) {
	case SERVICE_LIST_NONE:
		return e->reason ? SERVICE_FAULT_NONE : SERVICE_FAULT_UNPLACED;
	case SERVICE_LIST_EXTENDED:
		return e->hours && !(e->hours & ~BEYOND) ? SERVICE_FAULT_NONE : SERVICE_FAULT_HOURS;
	case SERVICE_LIST_APPOINTMENT:
		return e->hours && !(e->hours & ~ANY) ? SERVICE_FAULT_NONE : SERVICE_FAULT_HOURS;
	case SERVICE_LIST_UNSET:
	case SERVICE_LIST_COUNT:
		break;
	}
	return SERVICE_FAULT_UNPLACED;
}

static unsigned lacks_wanted(
	const struct service_entry *e, enum opening_kind kind, bool clerk, bool approver)
{
	bool listed = e->list == SERVICE_LIST_EXTENDED || e->list == SERVICE_LIST_APPOINTMENT;
	if (!listed || !(e->hours & service_list_hours(e->list) & 1u << kind))
		return 0;
	return (clerk ? 0 : SERVICE_LACK_CLERK) |
	       (approver || !e->decided_here ? 0 : SERVICE_LACK_APPROVER);
}

static void check_lacks(const struct service_entry *e)
{
	for (int kind = OPENING_KIND_UNSET; kind < OPENING_KIND_COUNT; kind++)
		for (int people = 0; people < 4; people++) {
			bool clerk = people & 1, approver = people >> 1;
			unsigned got = service_list_lacks(
				e, (enum opening_kind)kind, clerk, approver);
			CHECK("what a session lacks",
				got == lacks_wanted(e, (enum opening_kind)kind, clerk, approver));
		}
}

int main(void)
{
	for (int list = SERVICE_LIST_UNSET; list < SERVICE_LIST_COUNT; list++)
		for (unsigned hours = 0; hours <= ALL; hours++)
			for (int rest = 0; rest < 4; rest++) {
				struct service_entry e = { (enum service_list)list, hours, rest & 1,
					rest >> 1 };
				CHECK("fault of an entry",
					service_list_fault(&e) == fault_wanted(&e));
				check_lacks(&e);
			}
	for (int items = 0; items < 12; items++)
		for (int clerks = 0; clerks < 4; clerks++)
			for (int most = 1; most < 5; most++)
				CHECK("more than people carry",
					service_list_overloads(items, clerks, most) ==
						(clerks && (items + clerks - 1) / clerks > most));
	return FINISH();
}
