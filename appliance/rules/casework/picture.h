/* What a photographed paper is, by its bytes and never by its name, and whether all of it is there:
 * from its first mark to its last, so that what is kept can be looked at. */
#ifndef RULES_PICTURE_H
#define RULES_PICTURE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum picture_kind {
	PICTURE_OTHER,
	PICTURE_JPEG,
	PICTURE_PNG,
	PICTURE_WEBP,
	PICTURE_PDF,
	PICTURE_HEIC,
	PICTURE_AVIF,
	PICTURE_FILM,
	PICTURE_GIF,
	PICTURE_BMP,
	PICTURE_TIFF,
	PICTURE_PAGE,
	PICTURE_PACKED,
	PICTURE_OFFICE,
	PICTURE_KINDS
};

enum picture_kind picture_kind_of(const uint8_t *bytes, size_t n);
/* What it is called in a refusal; "" of the unknown. */
const char *picture_kind_name(enum picture_kind kind);
/* NULL: of a kind that is not kept. */
const char *picture_mime(enum picture_kind kind);
/* What a record says of a picture, as a word of ours; NULL: of nothing that is kept. */
const char *picture_mime_of(const char *said);
/* Of a kind that is kept: whole. What follows the end of a picture is not looked at: cameras write
 * films and second pictures there. */
bool picture_whole(const uint8_t *bytes, size_t n);

#endif
