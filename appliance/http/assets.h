/* The web pages, embedded at build time, each in three encodings. Hashed names are served
 * immutable, HTML no-cache with ETag. */
#ifndef HTTP_ASSETS_H
#define HTTP_ASSETS_H
#include <stdbool.h>
#include <stddef.h>

/* data NULL: this encoding is not stored */
struct asset_body {
	const unsigned char *data;
	size_t size;
};
struct asset {
	const char *path; /* "/kiosk.html", "/assets/kiosk-3f2a.js" */
	const char *mime;
	const char *etag; /* quoted */
	bool immutable;
	struct asset_body raw, gzip, br;
};
extern const struct asset assets[]; /* sorted by path */
extern const size_t asset_count;
extern const char assets_version[]; /* hash over all of them */

#endif
