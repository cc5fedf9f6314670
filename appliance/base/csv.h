/* The one writer of tables for spreadsheets: UTF-8 with a byte order mark, lines and quotes by RFC
 * 4180, every text quoted. A text cell that a spreadsheet would run as a formula (it begins with =
 * + - @, tab or return) gets an apostrophe before it; numbers are written as numbers. */
#ifndef BASE_CSV_H
#define BASE_CSV_H
#include <stdint.h>
#include "base/buf.h"

void csv_begin(struct buf *b); /* the byte order mark */
void csv_text(struct buf *b, const char *text); /* one cell; NULL is an empty one */
void csv_int(struct buf *b, int64_t n);
void csv_real(struct buf *b, double x); /* at most three decimals */
void csv_line(struct buf *b); /* ends the line */

#endif
