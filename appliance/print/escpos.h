/* Slips as ESC/POS, and what a printer says of itself. The commands are those that Epson documents
 * and every maker of receipt printers copies: ESC @, ESC 3, ESC a, ESC E, GS !, FS &, GS v 0, GS V,
 * DLE EOT, GS r. */
#ifndef PRINT_ESCPOS_H
#define PRINT_ESCPOS_H
#include <stdbool.h>
#include "base/buf.h"
#include "print/gb18030.h"
#include "rules/queue/slip.h"

#define ESCPOS_LIMIT (2u << 20) /* bytes of one slip */

struct escpos_paper {
	int mm;
	enum repertoire has;
};

/* The whole slip: begun, printed, fed and cut. A line that the printer's font can print goes as
 * text; one with any other character goes as one picture as wide as the paper, laid out on the same
 * 12-dot columns. No three bytes of a picture read as a real-time command (DLE EOT, DLE ENQ, DLE
 * DC4): printers obey those inside data too, so such a dot is left out. False when the slip is
 * larger than the buffer's limit. */
NODISCARD bool escpos_slip(const struct slip *s, struct escpos_paper paper, struct buf *out);

/* What is asked: DLE EOT 1 to 4 are answered at once, even off line; GS r 1 is answered when
 * everything sent before it has been worked through. */
enum escpos_query {
	ESCPOS_PRINTER = 1,
	ESCPOS_OFFLINE = 2,
	ESCPOS_ERROR = 3,
	ESCPOS_PAPER = 4,
	ESCPOS_DONE = 5
};
void escpos_ask(enum escpos_query query, struct buf *out);

struct escpos_status {
	bool offline, cover_open, paper_low, paper_out, error;
};
/* Adds to `status` what one byte of an answer says. False when the byte can't be an answer to that
 * query (noise, another answer, a drawer's notice): status is then as it was. Any byte may come. */
bool escpos_answer(enum escpos_query query, uint8_t byte, struct escpos_status *status);
/* The word of the set print_reason for what keeps this printer from printing, NULL when nothing
 * does. */
const char *escpos_hindrance(const struct escpos_status *status);

#endif
