/* Names and numbers where not everybody may read them. */
#include "rules/place/idnumber.h"
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static size_t character(const char *p)
{
	size_t n = 1;
	while (((unsigned char)p[n] & 0xC0) == 0x80)
		n++;
	return n;
}

void idnumber_mask_name(const char *name, char *out, unsigned long room)
{
	size_t n = strlen(name);
	if (n == 0) {
		snprintf(out, room, "*");
		return;
	}
	size_t first = character(name), last = n;
	while (last > 0 && ((unsigned char)name[--last] & 0xC0) == 0x80)
		;
	if (last <= first) /* one or two characters: only the first is shown */
		snprintf(out, room, "%.*s*", (int)first, name);
	else
		snprintf(out, room, "%.*s*%s", (int)first, name, name + last);
}

void idnumber_mask_number(const char *number, char *out, unsigned long room)
{
	size_t n = strlen(number), head = n > 8 ? 3 : 0, tail = n > 8 ? 4 : n > 4 ? 2 : 0;
	bool plain = true;
	for (size_t i = 0; i < n; i++)
		plain &= (unsigned char)number[i] < 0x80;
	if (n >= room)
		n = room - 1;
	for (size_t i = 0; i < n; i++)
		out[i] = plain && (i < head || i + tail >= n) ? number[i] : '*';
	out[n] = '\0';
}
