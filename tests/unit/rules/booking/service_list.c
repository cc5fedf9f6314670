/* Every list × hours × reason, and every promise × who is on duty. Argument: a scratch directory
 * (unused). */
#include "check.h"
#include "rules/booking/service_list.h"

int main(void)
{
	const unsigned all = (1u << OPENING_KINDS) - 1,
		       beyond = 1u << OPENING_NOON | 1u << OPENING_AFTER | 1u << OPENING_REST_DAY |
				1u << OPENING_FESTIVAL;
	for (int list = SERVICE_LIST_UNSET; list < SERVICE_LIST_COUNT; list++)
		for (unsigned hours = 0; hours <= all; hours++)
			for (int reason = 0; reason < 2; reason++) {
				struct service_entry e = { (enum service_list)list, hours, reason,
					true };
				enum service_fault got = service_list_fault(&e),
						   want = SERVICE_FAULT_NONE;
				if (list == SERVICE_LIST_UNSET ||
					(list == SERVICE_LIST_NONE && !reason))
					want = SERVICE_FAULT_UNPLACED;
				else if (list == SERVICE_LIST_EXTENDED)
					want = hours && !(hours & ~beyond) ? SERVICE_FAULT_NONE
									   : SERVICE_FAULT_HOURS;
				else if (list == SERVICE_LIST_APPOINTMENT)
					want = hours && !(hours & ~(beyond | 1u << OPENING_NORMAL))
						       ? SERVICE_FAULT_NONE
						       : SERVICE_FAULT_HOURS;
				CHECK("fault of an entry", got == want);
				for (int kind = 0; kind < OPENING_KINDS; kind++)
					for (int people = 0; people < 4; people++)
						for (int here = 0; here < 2; here++) {
							e.decided_here = here;
							bool promised =
								(list == SERVICE_LIST_EXTENDED ||
									list == SERVICE_LIST_APPOINTMENT) &&
								hours &
									service_list_hours(
										(enum service_list)
											list) &
									1u << kind;
							unsigned lacks =
								promised
									? (people & 1 ? 0
										      : SERVICE_LACK_CLERK) |
										  (people & 2 || !here
												  ? 0
												  : SERVICE_LACK_APPROVER)
									: 0;
							CHECK("what a session lacks",
								service_list_lacks(&e,
									(enum opening_kind)kind,
									people & 1,
									people >> 1) == lacks);
						}
			}
	for (int items = 0; items < 12; items++)
		for (int clerks = 0; clerks < 4; clerks++)
			for (int most = 1; most < 5; most++)
				CHECK("more than people carry",
					service_list_overloads(items, clerks, most) ==
						(clerks && (items + clerks - 1) / clerks > most));
	return FINISH();
}
