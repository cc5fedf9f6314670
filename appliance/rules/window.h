/* Names of halls and windows (policy 三（一）, 三（三）). Derived, never typed. */
#ifndef RULES_WINDOW_H
#define RULES_WINDOW_H
#include <stddef.h>
#include "base/arena.h"

/* "沙溪镇" + developed_town -> "沙溪镇政务服务中心" (S-3.1.1a, b, c). kind is a word of the set hall_kind. */
char *window_hall_name(struct arena *a, const char *place, const char *kind);

/* What the sign over a window says. `same_zone` counts the windows set up in its zone, `ordinal` is its place among them from 1.
 * 通用综合受理 is always numbered (S-3.3.4b); 公安集成综合受理 and 公共服务综合受理 only when there is more than one (S-3.3.4a); a window that only
 * issues says 出件 (S-3.3.4c). A pause does not change `same_zone`. */
char *window_sign(struct arena *a, const char *zone, int ordinal, int same_zone);

/* The queue's letter for a zone: A general, B public_security, C public_utility, D issue; 0 for an unknown zone. */
char window_letter(const char *zone);

#endif
