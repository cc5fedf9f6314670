/* Pictures of characters, 24 by 24 dots, unpacked from the program on first use (about 5 MB for as
 * long as the process lives: only the process that prints one job does this). */
#ifndef PRINT_GLYPH_H
#define PRINT_GLYPH_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GLYPH_SIZE 24

/* zstd; its layout is told in gen/glyphs.py */
extern const char glyph_packed[], glyph_packed_end[];
extern const size_t glyph_unpacked;

/* 24 rows, the leftmost dot is bit 23. False when there is no picture of this character: rows then
 * show a marked substitute, a box with 〓 and the code point in small hexadecimal, so that what is
 * missing can be named. */
bool glyph_draw(uint32_t code, uint32_t rows[GLYPH_SIZE]);
/* Columns of 12 dots that a character takes: 1 for ASCII, 2 for everything else, 0 for what has no
 * width (variation selectors, joiners, controls). */
int glyph_columns(uint32_t code);
/* The next code point of UTF-8 text, moving *text on; 0 at the end. Bytes that are not UTF-8 read
 * as U+FFFD. */
uint32_t glyph_next(const char **text);

#endif
