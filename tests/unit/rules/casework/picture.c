/* Pictures made by hand from what the formats say, whole and spoiled in every place. */
#include "rules/casework/picture.h"
#include <stdlib.h>
#include "check.h"

struct file {
	uint8_t bytes[4096];
	size_t n;
};

static void put(struct file *f, const void *bytes, size_t n)
{
	memcpy(f->bytes + f->n, bytes, n);
	f->n += n;
}

static void put_text(struct file *f, const char *text)
{
	put(f, text, strlen(text));
}

static void put_big(struct file *f, uint32_t v, int bytes)
{
	for (int i = bytes - 1; i >= 0; i--)
		f->bytes[f->n++] = (uint8_t)(v >> (8 * i));
}

static void put_little(struct file *f, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		f->bytes[f->n++] = (uint8_t)(v >> (8 * i));
}

/* The sum bit by bit, as the format's own paper has it. */
static uint32_t sum(const uint8_t *b, size_t n)
{
	uint32_t c = 0xFFFFFFFFu;
	for (size_t i = 0; i < n; i++) {
		c ^= b[i];
		for (int k = 0; k < 8; k++)
			c = c & 1 ? c >> 1 ^ 0xEDB88320u : c >> 1;
	}
	return ~c;
}

static void chunk(struct file *f, const char *type, const void *data, size_t n)
{
	put_big(f, (uint32_t)n, 4);
	size_t from = f->n;
	put_text(f, type);
	put(f, data, n);
	put_big(f, sum(f->bytes + from, n + 4), 4);
}

static struct file png(uint32_t width, uint32_t height, const char *drawn)
{
	struct file f = { .n = 0 }, head = { .n = 0 };
	put_big(&head, width, 4);
	put_big(&head, height, 4);
	put(&head, "\x08\x02\0\0", 5);
	put(&f, "\x89PNG\r\n\x1A\n", 8);
	chunk(&f, "IHDR", head.bytes, head.n);
	chunk(&f, "IDAT", drawn, strlen(drawn));
	chunk(&f, "IEND", "", 0);
	return f;
}

static struct file jpeg(uint32_t width, uint32_t height, const char *lines)
{
	struct file f = { .n = 0 };
	put(&f, "\xFF\xD8\xFF\xE0\0\x04JF\xFF\xFF\xC2\0\x08\x08", 14);
	put_big(&f, height, 2);
	put_big(&f, width, 2);
	put(&f, "\x01\xFF\xDA\0\x02", 5);
	put_text(&f, lines);
	put(&f, "\xFF\0\xFF\xD0\x07\xFF\xDA\0\x02\x05\xFF\xD9", 12);
	return f;
}

static struct file pdf(void)
{
	struct file f = { .n = 0 };
	put_text(&f, "%PDF-1.4\n1 0 obj <<>> endobj\n");
	size_t at = f.n;
	char end[64];
	put_text(&f, "xref\n0 1\ntrailer <<>>\n");
	snprintf(end, sizeof end, "startxref\n%zu\n%%%%EOF\n", at);
	put_text(&f, end);
	return f;
}

static struct file webp(void)
{
	struct file f = { .n = 0 };
	put_text(&f, "RIFF");
	put_little(&f, 4 + 8 + 4);
	put_text(&f, "WEBPVP8L");
	put_little(&f, 3);
	put(&f, "abc\0", 4);
	return f;
}

/* The bytes lie at the end of their own memory, so that a sanitised run meets a read beyond it. */
static bool whole(const uint8_t *bytes, size_t n)
{
	uint8_t *own = malloc(n ? n : 1);
	memcpy(own, bytes, n);
	bool is = picture_whole(own, n);
	free(own);
	return is;
}

static size_t whole_when_cut(const struct file *f)
{
	size_t count = 0;
	for (size_t n = 0; n < f->n; n++)
		count += whole(f->bytes, n);
	return count;
}

static void good_and_cut(void)
{
	struct file j = jpeg(600, 420, "abc"), p = png(600, 420, "abc"), w = webp(), d = pdf();
	CHECK("a JPEG", whole(j.bytes, j.n));
	CHECK("a JPEG cut anywhere is not", whole_when_cut(&j) == 0);
	CHECK("a PNG", whole(p.bytes, p.n));
	CHECK("a PNG cut anywhere is not", whole_when_cut(&p) == 0);
	CHECK("a WebP", whole(w.bytes, w.n));
	CHECK("a WebP cut anywhere is not", whole_when_cut(&w) == 0);
	CHECK("a PDF", whole(d.bytes, d.n));
	CHECK("a PDF cut before its end is not", whole_when_cut(&d) <= 1); /* the last line end */
	put(&j, "a film that a telephone wrote", 29);
	CHECK("what follows a JPEG is not looked at", whole(j.bytes, j.n));
}

static void spoiled(void)
{
	struct file f = png(600, 420, "abc");
	size_t whole_ones = 0;
	for (size_t i = 8; i < f.n; i++) {
		f.bytes[i] ^= 0x10;
		whole_ones += whole(f.bytes, f.n);
		f.bytes[i] ^= 0x10;
	}
	CHECK("a PNG with any byte turned is none", whole_ones == 0);
	f = png(0, 420, "abc");
	CHECK("a picture without width", !whole(f.bytes, f.n));
	f = png(30000, 30000, "abc");
	CHECK("a picture that fills the memory", !whole(f.bytes, f.n));
	f = png(16384, 12288, "abc");
	CHECK("the largest of a telephone", whole(f.bytes, f.n));
	f = png(9, 9, "");
	CHECK("a PNG in which nothing is drawn", !whole(f.bytes, f.n));
	f = jpeg(0, 9, "abc");
	CHECK("a JPEG without width", !whole(f.bytes, f.n));
	f = (struct file){ .n = 0 };
	put(&f, "\xFF\xD8\xFF\xE0\0\x04JF\xFF\xD9", 10);
	CHECK("a head and an end and nothing between", !whole(f.bytes, f.n));
	f = (struct file){ .n = 0 };
	put(&f, "\xFF\xD8\xFF\xE0\0\x01\xFF\xD9", 8);
	CHECK("a segment shorter than its own length", !whole(f.bytes, f.n));
	f = (struct file){ .n = 0 };
	put_text(&f, "%PDF<script>alert(1)</script>");
	CHECK("a word that begins like a PDF", picture_kind_of(f.bytes, f.n) == PICTURE_OTHER);
	f = (struct file){ .n = 0 };
	put_text(&f, "%PDF-1.4\nstartxref\n99999999999999999999\n%%EOF\n");
	CHECK("a PDF whose table is far away", !whole(f.bytes, f.n));
	f = (struct file){ .n = 0 };
	put_text(&f, "startxref 027 %PDF-1.4 %%EOF");
	CHECK("a PDF whose table lies behind its end", !whole(f.bytes, f.n));
	f = (struct file){ .n = 0 };
	put_text(&f, "%PDF-1.4\nstartxref\n0\n%%EOF\n");
	CHECK("a PDF without a table", !whole(f.bytes, f.n));
}

static void kinds(void)
{
	static const struct {
		const char *bytes;
		size_t n;
		enum picture_kind is;
		const char *why;
	} rows[] = {
		/* clang-format off */
		{ "\0\0\0\x18" "ftypheic\0\0\0\0", 16, PICTURE_HEIC, "an iPhone's" },
		{ "\0\0\0\x18" "ftypmif1\0\0\0\0", 16, PICTURE_HEIC, "its other brand" },
		{ "\0\0\0\x18" "ftypavif\0\0\0\0", 16, PICTURE_AVIF, "AVIF" },
		{ "\0\0\0\x18" "ftypmp42\0\0\0\0", 16, PICTURE_FILM, "a film" },
		/* clang-format on */
		{ "GIF89a", 6, PICTURE_GIF, "GIF" },
		{ "BM\x36\0\0\0\0\0\0\0\x36\0\0\0", 14, PICTURE_BMP, "BMP" },
		{ "II*\0\x08\0\0\0", 8, PICTURE_TIFF, "TIFF" },
		{ " \n<SVG xmlns=", 13, PICTURE_PAGE, "SVG" },
		{ "\xEF\xBB\xBF<!DOCTYPE html>", 18, PICTURE_PAGE, "a page" },
		{ "PK\x03\x04\x14\0", 6, PICTURE_PACKED, "a packed file" },
		{ "\xD0\xCF\x11\xE0\xA1\xB1", 6, PICTURE_OFFICE, "an office file" },
		{ "hello", 5, PICTURE_OTHER, "words" },
		{ "", 0, PICTURE_OTHER, "nothing" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const uint8_t *bytes = (const uint8_t *)rows[i].bytes;
		CHECK(rows[i].why, picture_kind_of(bytes, rows[i].n) == rows[i].is);
		CHECK(rows[i].why, !whole(bytes, rows[i].n) && !picture_mime(rows[i].is));
		CHECK(rows[i].why, rows[i].is == PICTURE_OTHER || picture_kind_name(rows[i].is)[0]);
	}
}

/* What a record says of a picture becomes a head line: it is a word of ours or none. */
static void said(void)
{
	CHECK("a kind that is kept", !strcmp(picture_mime_of("image/png"), "image/png"));
	static const char *const none[] = { "", "image/svg+xml", "text/html", "image/png ",
		"image/png\r\nset-cookie: a=b", "application/octet-stream" };
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		CHECK("no kind of ours", !picture_mime_of(none[i]));
}

int main(void)
{
	good_and_cut();
	spoiled();
	kinds();
	said();
	return FINISH();
}
