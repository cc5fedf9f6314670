/* The hall and its windows. Names and signs are derived by rules/place/window.h; nobody types
 * them. */
#ifndef HALL_SITE_H
#define HALL_SITE_H
#include <stdbool.h>
#include "site_sql.h"
#include "store/txn.h"

#define SITE_WINDOWS 200

/* A window as everybody sees it. */
struct site_window {
	struct row_window_rows row;
	const char *sign; /* "不动产登记综合受理1": by what it is called */
	const char *display; /* "综合受理1": what its own display says */
	const char *above; /* "不动产登记" over the display, or "" */
	const char *const *features;
	size_t feature_count;
	bool accepts;
	bool alone; /* its only sign is a feature's */
};

/* RC_NOTFOUND until the hall was set up. */
/* Where phones reach the hall, for QR codes: the setting slip_base_url, else `base`
 * ("https://host", or NULL) as the asker reached it, else "". In capitals, which keep a code in its
 * smaller alphanumeric mode. In the arena. */
const char *site_address(struct txn *t, const char *base);
NODISCARD enum rc site_load(struct txn *t, struct row_site_row *out);
NODISCARD enum rc site_windows(struct txn *t, struct site_window **windows, size_t *count);
/* at the county: of any hall */
NODISCARD enum rc site_windows_of(
	struct txn *t, const char *hall, struct site_window **windows, size_t *count);
/* its own zone and, as a tide window, the one it helps */
bool site_window_serves(const struct site_window *w, const char *zone);
/* REFUSAL_WINDOW_UNKNOWN */
NODISCARD enum rc site_window(struct txn *t, int64_t no, struct site_window *out);
/* that is called or served there now, NULL for none */
const char *site_window_number(struct txn *t, int64_t no);
yyjson_mut_val *site_window_json(struct txn *t, const struct site_window *w); /* shape Window */
NODISCARD enum rc site_windows_json(struct txn *t, yyjson_mut_val **out);
NODISCARD enum rc site_json(struct txn *t, yyjson_mut_val **out); /* shape Site */

#endif
