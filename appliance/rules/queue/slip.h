/* What is on a slip, as data: facts in, lines out. The box prints these lines, the browser may show
 * the same ones. A column is 12 dots: ASCII takes one, everything else two. */
#ifndef RULES_SLIP_H
#define RULES_SLIP_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"

enum slip_kind { SLIP_TEXT, SLIP_RULE, SLIP_QR, SLIP_SPACE };
enum slip_align { SLIP_LEFT, SLIP_CENTRE };

struct slip_line {
	enum slip_kind kind;
	/* of SLIP_TEXT: already broken to fit; of SLIP_QR: what the code says; else "" */
	const char *text;
	int size; /* 1 to 8 times the plain size */
	enum slip_align align;
	bool bold;
};

struct slip {
	struct slip_line *lines;
	size_t count;
	int columns; /* of the paper at size 1: 48 for 80 mm, 32 for 58 mm */
};

int slip_columns(int paper_mm); /* 80 or 58; anything else is 58, which fits both */
int slip_width(const char *text); /* columns that a text takes */

/* Strings may be NULL where nothing is known; lists end at their counts. */
struct slip_facts {
	const char *hall, *number, *zone, *priority; /* priority: its label, NULL for none */
	const char *place; /* where the windows are */
	int64_t ahead; /* people in front; -1 unknown */
	/* minutes to wait; -1 unknown: then nothing is said rather than a guess */
	int64_t least, most;
	const char *taken; /* "2026-11-24 09:12" */
	const char *const *items; /* names of what is to be done */
	size_t item_count;
	const char *const *notes; /* what to have ready */
	size_t note_count;
	const char *url, *code; /* of the QR code; the slip's secret for who can't scan */
	int64_t copy; /* 1 for the first print; later ones say that the number is the same */
	const char *notice; /* the hall has closed: what becomes of it; may be "" */
};
void slip_of_ticket(struct arena *a, const struct slip_facts *f, int paper_mm, struct slip *out);

/* A technician's test: every kind of character that gives trouble, all sizes, a rule across the
 * paper and a code. */
void slip_of_test(struct arena *a, const char *hall, const char *printer, const char *at,
	int paper_mm, struct slip *out);

/* A receipt for papers: title, pairs of label and value, paragraphs; used for vouchers on receipt
 * paper. */
struct slip_pair {
	const char *label, *value;
};
void slip_of_receipt(struct arena *a, const char *hall, const char *title,
	const struct slip_pair *pairs, size_t count, const char *text, const char *url,
	int paper_mm, struct slip *out);

/* What a machine tells a citizen on paper, without stamp or signature: a heading, facts,
 * paragraphs, and a code with words below it. */
struct slip_note {
	const char *hall, *title, *heading;
	const struct slip_pair *pairs;
	size_t pair_count;
	const char *const *paragraphs;
	size_t paragraph_count;
	const char *url, *below; /* of the code; below it */
	const char *at; /* "2026-11-24 09:12" */
};
void slip_of_note(struct arena *a, const struct slip_note *n, int paper_mm, struct slip *out);

#endif
