/* Every length that a file names is held against what is left of it before it is used; nothing is
 * allocated. */
#include "rules/casework/picture.h"
#include <string.h>

#define SIDE_MOST 30000u
#define PIXELS_MOST 250000000u /* a telephone's largest are 200 million */
#define PDF_HEAD 1024 /* readers look for the head and the end of a PDF this far */
#define PDF_TAIL 2048

struct span {
	const uint8_t *at;
	size_t n;
};

static uint32_t big(const uint8_t *p, int bytes)
{
	uint32_t v = 0;
	for (int i = 0; i < bytes; i++)
		v = v << 8 | p[i];
	return v;
}

static uint32_t little(const uint8_t *p, int bytes)
{
	uint32_t v = 0;
	for (int i = bytes - 1; i >= 0; i--)
		v = v << 8 | p[i];
	return v;
}

static bool sane(uint32_t width, uint32_t height)
{
	return width && height && width <= SIDE_MOST && height <= SIDE_MOST &&
	       (uint64_t)width * height <= PIXELS_MOST;
}

static bool is_frame(uint8_t mark)
{
	return mark >= 0xC0 && mark <= 0xCF && mark != 0xC4 && mark != 0xC8 && mark != 0xCC;
}

/* Over the coded lines to the next mark; 0 when there is none. */
static size_t lines_end(const uint8_t *b, size_t n, size_t at)
{
	for (; at + 1 < n; at++)
		if (b[at] == 0xFF && b[at + 1] && b[at + 1] != 0xFF && (b[at + 1] & 0xF8) != 0xD0)
			return at;
	return 0;
}

/* SOI, segments with a frame before the first scan, its lines, EOI. */
static bool jpeg_whole(const uint8_t *b, size_t n)
{
	bool framed = false, drawn = false;
	for (size_t at = 2; at + 1 < n;) {
		uint8_t mark = b[at + 1];
		if (b[at] != 0xFF || !mark)
			return false;
		if (mark == 0xFF) {
			at++;
			continue;
		}
		if (mark == 0xD9)
			return drawn;
		if (n - at < 4 || big(b + at + 2, 2) < 2 || big(b + at + 2, 2) > n - at - 2)
			return false;
		size_t length = big(b + at + 2, 2);
		if (is_frame(mark)) {
			if (length < 8 || !sane(big(b + at + 7, 2), big(b + at + 5, 2)))
				return false;
			framed = true;
		}
		at += 2 + length;
		if (mark != 0xDA)
			continue;
		size_t end = lines_end(b, n, at);
		if (!framed || end <= at)
			return false;
		drawn = true;
		at = end;
	}
	return false;
}

static uint32_t crc(const uint8_t *b, size_t n)
{
	static const uint32_t nibble[16] = { 0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC,
		0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C, 0xEDB88320, 0xF00F9344, 0xD6D6A3E8,
		0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C };
	uint32_t c = 0xFFFFFFFFu;
	for (size_t i = 0; i < n; i++) {
		c ^= b[i];
		c = c >> 4 ^ nibble[c & 15];
		c = c >> 4 ^ nibble[c & 15];
	}
	return ~c;
}

/* IHDR first, every chunk as its sum says, something drawn, IEND. */
static bool png_whole(const uint8_t *b, size_t n)
{
	bool drawn = false;
	for (size_t at = 8; n - at >= 12;) {
		size_t length = big(b + at, 4);
		const uint8_t *type = b + at + 4;
		if (length > n - at - 12 || crc(type, length + 4) != big(type + 4 + length, 4))
			return false;
		if ((at == 8) != !memcmp(type, "IHDR", 4))
			return false;
		if (at == 8 && (length != 13 || !sane(big(type + 4, 4), big(type + 8, 4))))
			return false;
		if (!memcmp(type, "IEND", 4))
			return drawn;
		drawn |= length && !memcmp(type, "IDAT", 4);
		at += 12 + length;
	}
	return false;
}

static bool webp_whole(const uint8_t *b, size_t n)
{
	bool drawn = false;
	size_t end = little(b + 4, 4);
	if (end > n - 8)
		return false;
	end += 8;
	for (size_t at = 12; at < end;) {
		if (end - at < 8)
			return false;
		size_t length = little(b + at + 4, 4);
		if (length > end - at - 8)
			return false;
		drawn |= length && (!memcmp(b + at, "VP8 ", 4) || !memcmp(b + at, "VP8L", 4) ||
					   !memcmp(b + at, "ANMF", 4));
		at += 8 + length + (length & 1 && length < end - at - 8);
	}
	return drawn;
}

/* Where the last of such words begins within a span; NULL: nowhere. */
static const uint8_t *last_of(struct span in, const char *word)
{
	size_t length = strlen(word);
	for (size_t i = in.n >= length ? in.n - length + 1 : 0; i-- > 0;)
		if (!memcmp(in.at + i, word, length))
			return in.at + i;
	return NULL;
}

static bool begins(struct span in, const char *word)
{
	size_t length = strlen(word);
	if (in.n < length)
		return false;
	for (size_t i = 0; i < length; i++) {
		uint8_t c = in.at[i];
		if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != (uint8_t)word[i])
			return false;
	}
	return true;
}

static bool is_blank(uint8_t c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || !c;
}

/* Its end names where the table of its parts stands, and there one stands. */
static bool pdf_whole(const uint8_t *b, size_t n)
{
	size_t from = n > PDF_TAIL ? n - PDF_TAIL : 0;
	const uint8_t *end = last_of((struct span){ b + from, n - from }, "%%EOF");
	const uint8_t *say = end ? last_of((struct span){ b + from, (size_t)(end - b) - from },
					   "startxref")
				 : NULL;
	if (!say)
		return false;
	const uint8_t *p = say + strlen("startxref");
	size_t at = 0;
	while (p < end && is_blank(*p))
		p++;
	for (; p < end && *p >= '0' && *p <= '9'; p++) {
		at = at * 10 + (size_t)(*p - '0');
		if (at >= n)
			return false;
	}
	/* what stands before the head shifts the places in some files */
	struct span head = { b, n < PDF_HEAD ? n : PDF_HEAD };
	const uint8_t *begin = last_of(head, "%PDF-");
	for (int shifted = 0; at && shifted < 2; shifted++) {
		size_t there = at + (shifted && begin ? (size_t)(begin - b) : 0);
		while (there < n && is_blank(b[there]))
			there++;
		struct span table = { there < n ? b + there : b, there < n ? n - there : 0 };
		if (begins(table, "xref") || (table.n && *table.at >= '0' && *table.at <= '9'))
			return true;
	}
	return false;
}

static bool any_of(const uint8_t *brand, const char *brands)
{
	for (; *brands; brands += 4)
		if (!memcmp(brand, brands, 4))
			return true;
	return false;
}

static enum picture_kind box_kind(const uint8_t *brand)
{
	if (any_of(brand, "heicheixhevchevxheimheishevmhevsmif1msf1"))
		return PICTURE_HEIC;
	return any_of(brand, "avifavis") ? PICTURE_AVIF : PICTURE_FILM;
}

static bool is_page(struct span in)
{
	static const char *const words[] = { "<svg", "<?xml", "<!doctype", "<html", "<!--" };
	if (in.n >= 3 && !memcmp(in.at, "\xEF\xBB\xBF", 3))
		in = (struct span){ in.at + 3, in.n - 3 };
	while (in.n && is_blank(*in.at))
		in = (struct span){ in.at + 1, in.n - 1 };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (begins(in, words[i]))
			return true;
	return false;
}

enum picture_kind picture_kind_of(const uint8_t *b, size_t n)
{
	static const struct {
		const char *bytes;
		size_t n;
		enum picture_kind is;
	} marks[] = {
		{ "\xFF\xD8\xFF", 3, PICTURE_JPEG },
		{ "\x89PNG\r\n\x1A\n", 8, PICTURE_PNG },
		{ "GIF8", 4, PICTURE_GIF },
		{ "II*\0", 4, PICTURE_TIFF },
		{ "MM\0*", 4, PICTURE_TIFF },
		{ "PK\x03\x04", 4, PICTURE_PACKED },
		{ "Rar!", 4, PICTURE_PACKED },
		{ "7z\xBC\xAF", 4, PICTURE_PACKED },
		{ "\xD0\xCF\x11\xE0", 4, PICTURE_OFFICE },
	};
	if (n >= 12 && !memcmp(b + 4, "ftyp", 4))
		return box_kind(b + 8);
	if (n >= 12 && !memcmp(b, "RIFF", 4))
		return !memcmp(b + 8, "WEBP", 4) ? PICTURE_WEBP : PICTURE_FILM;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (n >= marks[i].n && !memcmp(b, marks[i].bytes, marks[i].n))
			return marks[i].is;
	if (n >= 14 && !memcmp(b, "BM", 2) && !big(b + 6, 4))
		return PICTURE_BMP;
	if (last_of((struct span){ b, n < PDF_HEAD ? n : PDF_HEAD }, "%PDF-"))
		return PICTURE_PDF;
	return is_page((struct span){ b, n }) ? PICTURE_PAGE : PICTURE_OTHER;
}

static const struct {
	const char *name, *mime;
	bool (*whole)(const uint8_t *bytes, size_t n);
} kinds[PICTURE_KINDS] = {
	[PICTURE_OTHER] = { "", NULL, NULL },
	[PICTURE_JPEG] = { "JPEG照片", "image/jpeg", jpeg_whole },
	[PICTURE_PNG] = { "PNG图片", "image/png", png_whole },
	[PICTURE_WEBP] = { "WebP图片", "image/webp", webp_whole },
	[PICTURE_PDF] = { "PDF文件", "application/pdf", pdf_whole },
	[PICTURE_HEIC] = { "HEIC照片", NULL, NULL },
	[PICTURE_AVIF] = { "AVIF图片", NULL, NULL },
	[PICTURE_FILM] = { "视频或录音", NULL, NULL },
	[PICTURE_GIF] = { "GIF动图", NULL, NULL },
	[PICTURE_BMP] = { "BMP位图", NULL, NULL },
	[PICTURE_TIFF] = { "TIFF图片", NULL, NULL },
	[PICTURE_PAGE] = { "网页或SVG", NULL, NULL },
	[PICTURE_PACKED] = { "压缩包或Word、WPS文档", NULL, NULL },
	[PICTURE_OFFICE] = { "Word、WPS文档", NULL, NULL },
};

const char *picture_kind_name(enum picture_kind kind)
{
	return kinds[kind].name;
}

const char *picture_mime(enum picture_kind kind)
{
	return kinds[kind].mime;
}

const char *picture_mime_of(const char *said)
{
	for (int i = 0; i < PICTURE_KINDS; i++)
		if (kinds[i].mime && !strcmp(kinds[i].mime, said))
			return kinds[i].mime;
	return NULL;
}

bool picture_whole(const uint8_t *bytes, size_t n)
{
	enum picture_kind kind = picture_kind_of(bytes, n);
	return kinds[kind].whole && kinds[kind].whole(bytes, n);
}
