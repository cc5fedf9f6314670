/* Erlang C, by way of Erlang B's recursion, which stays within the numbers a double holds. */
#include "rules/queue/staffing.h"
#include <assert.h>
#include <math.h>

double staffing_share(struct staffing_load load, int windows, double within_s)
{
	double offered = load.per_hour * load.occupied_s / 3600;
	if (offered <= 0)
		return 1;
	if (windows <= offered)
		return 0;
	double blocked = 1;
	for (int i = 1; i <= windows; i++)
		blocked = offered * blocked / (i + offered * blocked);
	assert(blocked >= 0 && blocked <= 1);
	double waits = blocked / (1 - offered / windows * (1 - blocked));
	return 1 - waits * exp(-(windows - offered) * within_s / load.occupied_s);
}

int staffing_windows(struct staffing_load load, double share, double within_s, int most)
{
	if (load.per_hour * load.occupied_s <= 0)
		return 0;
	for (int windows = 1; windows < most; windows++)
		if (staffing_share(load, windows, within_s) >= share)
			return windows;
	return most;
}
