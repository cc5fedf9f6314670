/* Check digits and birth dates. */
#include "rules/idnumber.h"
#include <stdio.h>
#include <string.h>
#include "base/date.h"

char idnumber_check_digit(const char *number)
{
	static const int weights[17] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = 0;
	for (int i = 0; i < 17; i++)
		sum += (number[i] - '0') * weights[i];
	return "10X98765432"[sum % 11];
}

enum idnumber_verdict idnumber_identity_card(const char *number, int32_t today)
{
	int year, month, day;
	if (strlen(number) != 18 || strspn(number, "0123456789") < 17)
		return IDNUMBER_WRONG;
	char last = number[17] == 'x' ? 'X' : number[17];
	if (last != idnumber_check_digit(number))
		return IDNUMBER_WRONG;
	if (sscanf(number + 6, "%4d%2d%2d", &year, &month, &day) != 3)
		return IDNUMBER_WRONG;
	int32_t born = date_make(year, month, day);
	return born == DATE_NONE || born > today ? IDNUMBER_WRONG : IDNUMBER_GOOD;
}

enum idnumber_verdict idnumber_credit_code(const char *code)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	static const int weights[17] = { 1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28 };
	int sum = 0;
	if (strlen(code) != 18)
		return IDNUMBER_WRONG;
	for (int i = 0; i < 18; i++)
		if (!strchr(alphabet, code[i]))
			return IDNUMBER_WRONG;
	for (int i = 0; i < 17; i++)
		sum += (int)(strchr(alphabet, code[i]) - alphabet) * weights[i];
	return alphabet[(31 - sum % 31) % 31] == code[17] ? IDNUMBER_GOOD : IDNUMBER_DOUBTFUL;
}

enum idnumber_verdict idnumber_check(const char *id_kind, const char *number, int32_t today)
{
	if (!strcmp(id_kind, "identity_card") || !strcmp(id_kind, "resident_permit_hmt"))
		return idnumber_identity_card(number, today);
	if (!strcmp(id_kind, "credit_code"))
		return idnumber_credit_code(number);
	size_t n = strlen(number);
	bool plain = strspn(number, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz()-") == n;
	return n >= 5 && n <= 30 && plain ? IDNUMBER_GOOD : IDNUMBER_WRONG;
}

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

bool idnumber_phone(const char *phone)
{
	return strlen(phone) >= 7 && strspn(phone, "0123456789-+ ") == strlen(phone);
}
