/* A binary search for the first of several rows of one name, which bsearch() does not find. */
#include "base/sorted.h"
#include <string.h>

size_t sorted_first(const void *rows, size_t count, size_t size, const char *name)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *here;
		memcpy(&here, (const char *)rows + middle * size, sizeof here);
		if (strcmp(here, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
