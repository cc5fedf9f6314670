/* ESC/POS bytes. */
#include "print/escpos.h"
#include <qrcodegen.h>
#include <stdlib.h>
#include <string.h>
#include "print/glyph.h"

#define LEAD 6 /* dots between lines */
/* rows of one GS v 0: its height then has no second byte, and printers with small buffers keep
 * up */
#define BAND 255
/* the code is at most this wide: 37 mm, well over what phones and counter scanners read */
#define QR_DOTS 300
#define QR_MODULE 8
#define QUIET 4 /* modules of white around the code, as its standard wants */
#define FEED_DOTS 40 /* past the cutter; GS V 66 adds the printer's own distance */

static void bytes(struct buf *out, const char *data, size_t n)
{
	buf_add(out, data, n);
}
#define put(out, literal) bytes((out), (literal), sizeof(literal) - 1)

static void put2(struct buf *out, const char *head, int value)
{
	char last = (char)value;
	buf_puts(out, head);
	buf_add(out, &last, 1);
}

/* A printer obeys DLE EOT, ENQ and DC4 wherever they stand: no picture may say them. */
static void harmless(uint8_t *data, size_t n)
{
	for (size_t i = 0; i + 1 < n; i++)
		if (data[i] == 0x10 &&
			(data[i + 1] == 0x04 || data[i + 1] == 0x05 || data[i + 1] == 0x14))
			data[i] = 0;
}

static void picture(struct buf *out, uint8_t *dots, int row_bytes, int rows)
{
	harmless(dots, (size_t)(row_bytes * rows));
	for (int y = 0; y < rows; y += BAND) {
		int band = rows - y < BAND ? rows - y : BAND;
		const char head[] = { 0x1d, 'v', '0', 0, (char)row_bytes, 0, (char)band, 0 };
		buf_add(out, head, sizeof head);
		buf_add(out, dots + (size_t)(y * row_bytes), (size_t)(band * row_bytes));
	}
}

static void dot(uint8_t *dots, int row_bytes, int x, int y)
{
	if (x >= 0 && x < row_bytes * 8)
		dots[y * row_bytes + x / 8] |= (uint8_t)(0x80 >> x % 8);
}

static void draw_glyph(uint8_t *dots, int row_bytes, int left, int size,
	const uint32_t rows[GLYPH_SIZE], bool bold)
{
	for (int y = 0; y < GLYPH_SIZE * size; y++)
		for (int x = 0; x < GLYPH_SIZE * size; x++)
			if (rows[y / size] >> (GLYPH_SIZE - 1 - x / size) & 1) {
				dot(dots, row_bytes, left + x, y);
				if (bold)
					dot(dots, row_bytes, left + x + 1, y);
			}
}

static int dots_wide(const char *text, int size)
{
	int columns = 0;
	for (uint32_t code; (code = glyph_next(&text));)
		columns += glyph_columns(code);
	return columns * GLYPH_SIZE / 2 * size;
}

static void line_as_picture(const struct slip_line *line, int width, struct buf *out)
{
	int row_bytes = width / 8, rows = GLYPH_SIZE * line->size + LEAD,
	    left = line->align == SLIP_CENTRE ? (width - dots_wide(line->text, line->size)) / 2 : 0;
	uint8_t *dots = calloc((size_t)row_bytes, (size_t)rows);
	if (!dots) {
		out->full = true;
		return;
	}
	const char *text = line->text;
	for (uint32_t code, glyph[GLYPH_SIZE]; (code = glyph_next(&text));) {
		int columns = glyph_columns(code);
		if (!columns)
			continue;
		glyph_draw(code, glyph);
		draw_glyph(dots, row_bytes, left, line->size, glyph, line->bold);
		left += columns * GLYPH_SIZE / 2 * line->size;
	}
	picture(out, dots, row_bytes, rows);
	free(dots);
}

/* The line in the printer's own codes; false (and nothing said) when its font lacks a character. */
static bool line_as_text(const struct slip_line *line, enum repertoire has, struct buf *coded)
{
	const char *text = line->text;
	uint8_t code_bytes[4];
	for (uint32_t code; (code = glyph_next(&text));) {
		if (!glyph_columns(code))
			continue;
		size_t n = gb18030_printable(code, has, code_bytes);
		if (!n)
			return false;
		buf_add(coded, code_bytes, n);
	}
	return !coded->full;
}

static void line_of_text(
	const struct slip_line *line, struct escpos_paper paper, int width, struct buf *out)
{
	struct buf coded;
	buf_init(&coded, 4096);
	if (line_as_text(line, paper.has, &coded)) {
		put2(out,
			"\x1b"
			"a",
			line->align == SLIP_CENTRE ? 1 : 0);
		put2(out,
			"\x1b"
			"E",
			line->bold);
		put2(out, "\x1d!", (line->size - 1) << 4 | (line->size - 1));
		put2(out,
			"\x1b"
			"3",
			GLYPH_SIZE * line->size + LEAD);
		if (coded.len)
			buf_add(out, coded.data, coded.len);
		put(out, "\n");
	} else {
		put(out, "\x1b"
			 "a\0");
		line_as_picture(line, width, out);
	}
	buf_release(&coded);
}

static void line_of_rule(int width, struct buf *out)
{
	uint8_t dots[10 * 72] = { 0 };
	for (int x = 0; x < width; x++)
		if (x % 12 < 8) {
			dot(dots, width / 8, x, 3);
			dot(dots, width / 8, x, 4);
		}
	put(out, "\x1b"
		 "a\0");
	picture(out, dots, width / 8, 10);
}

static void line_of_qr(const char *text, int width, struct buf *out)
{
	uint8_t code[qrcodegen_BUFFER_LEN_FOR_VERSION(20)],
		scratch[qrcodegen_BUFFER_LEN_FOR_VERSION(20)];
	if (!qrcodegen_encodeText(
		    text, scratch, code, qrcodegen_Ecc_MEDIUM, 1, 20, qrcodegen_Mask_AUTO, true))
		return; /* longer than a phone would read from paper: the text under it remains */
	int modules = qrcodegen_getSize(code),
	    module = QR_DOTS / modules < QR_MODULE ? QR_DOTS / modules : QR_MODULE;
	int rows = (modules + 2 * QUIET) * module, left = (width - modules * module) / 2;
	uint8_t *dots = calloc((size_t)(width / 8), (size_t)rows);
	if (!dots) {
		out->full = true;
		return;
	}
	for (int y = 0; y < modules * module; y++)
		for (int x = 0; x < modules * module; x++)
			if (qrcodegen_getModule(code, x / module, y / module))
				dot(dots, width / 8, left + x, QUIET * module + y);
	put(out, "\x1b"
		 "a\0");
	picture(out, dots, width / 8, rows);
	free(dots);
}

bool escpos_slip(const struct slip *s, struct escpos_paper paper, struct buf *out)
{
	int width = slip_columns(paper.mm) * GLYPH_SIZE / 2;
	put(out, "\x1b@");
	if (paper.has != REPERTOIRE_ASCII)
		put(out, "\x1c&");
	for (size_t i = 0; i < s->count; i++) {
		const struct slip_line *line = &s->lines[i];
		switch (line->kind) {
		case SLIP_TEXT:
			line_of_text(line, paper, width, out);
			break;
		case SLIP_RULE:
			line_of_rule(width, out);
			break;
		case SLIP_QR:
			line_of_qr(line->text, width, out);
			break;
		case SLIP_SPACE:
			put2(out, "\x1bJ", GLYPH_SIZE);
			break;
		}
	}
	put(out, "\x1b"
		 "a\0");
	put2(out,
		"\x1d"
		"VB",
		FEED_DOTS);
	return !out->full;
}

void escpos_ask(enum escpos_query query, struct buf *out)
{
	if (query == ESCPOS_DONE)
		put(out, "\x1dr\x01");
	else
		put2(out, "\x10\x04", (int)query);
}

bool escpos_answer(enum escpos_query query, uint8_t byte, struct escpos_status *status)
{
	/* bits 7 and 4 are off; 2 and 3 the end of the paper, 0 and 1 near it */
	if (query == ESCPOS_DONE) {
		if (byte & 0x90)
			return false;
		status->paper_low |= (byte & 0x03) != 0;
		status->paper_out |= (byte & 0x0c) != 0;
		return true;
	}
	if ((byte & 0x93) != 0x12) /* the fixed bits of every real-time answer */
		return false;
	switch (query) {
	case ESCPOS_PRINTER:
		status->offline |= (byte & 0x08) != 0;
		break;
	case ESCPOS_OFFLINE:
		status->cover_open |= (byte & 0x04) != 0;
		status->paper_out |= (byte & 0x20) != 0;
		status->error |= (byte & 0x40) != 0;
		break;
	case ESCPOS_ERROR:
		status->error |= (byte & 0x6c) != 0;
		break;
	case ESCPOS_PAPER:
		status->paper_low |= (byte & 0x0c) != 0;
		status->paper_out |= (byte & 0x60) != 0;
		break;
	case ESCPOS_DONE:
		break;
	}
	return true;
}

const char *escpos_hindrance(const struct escpos_status *status)
{
	return status->paper_out    ? "paper_out"
	       : status->cover_open ? "cover_open"
	       : status->error      ? "printer_error"
	       : status->offline    ? "offline"
				    : NULL;
}
