/* Characters as dots. */
#include "print/glyph.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

#define LAST_CODE 0x2ffffu
#define MAP_BYTES ((LAST_CODE + 1) / 8)
#define GLYPH_BYTES 72

static const uint8_t *unpacked(void)
{
	static uint8_t *all;
	if (all)
		return all;
	uint8_t *fresh = malloc(glyph_unpacked);
	size_t n = fresh ? ZSTD_decompress(fresh, glyph_unpacked, glyph_packed,
				   (size_t)(glyph_packed_end - glyph_packed))
			 : 0;
	if (n != glyph_unpacked) { /* no memory: every character is then a marked substitute */
		free(fresh);
		return NULL;
	}
	return all = fresh;
}

static bool covered(const uint8_t *map, uint32_t code)
{
	return code <= LAST_CODE && map[code >> 3] >> (code & 7) & 1;
}

static size_t place_of(const uint8_t *map, uint32_t code)
{
	size_t before = 0;
	for (uint32_t byte = 0; byte < code >> 3; byte++)
		before += (size_t)__builtin_popcount(map[byte]);
	return before + (size_t)__builtin_popcount(map[code >> 3] & ((1u << (code & 7)) - 1));
}

/* 3 by 5 dots a digit, a row in each octal digit from the top. */
static const uint16_t small_digits[16] = { 075557, 026227, 071747, 071717, 055711, 074717, 074757,
	071111, 075757, 075717, 025755, 065656, 034443, 065556, 074647, 074644 };

static void small_hex(uint32_t rows[GLYPH_SIZE], const char *digits, int top)
{
	for (int i = 0; digits[i]; i++) {
		uint32_t digit = (uint32_t)(digits[i] <= '9' ? digits[i] - '0'
							     : digits[i] - 'A' + 10);
		for (int y = 0; y < 5; y++)
			rows[top + y] |= (uint32_t)(small_digits[digit] >> (12 - 3 * y) & 7)
					 << (18 - 6 * i);
	}
}

static void substitute(uint32_t code, uint32_t rows[GLYPH_SIZE])
{
	char hex[8];
	snprintf(hex, sizeof hex, "%06X", (unsigned)(code & 0xffffff));
	for (int y = 1; y < GLYPH_SIZE - 1; y++)
		rows[y] = 0x400002;
	rows[1] = rows[22] = 0x7ffffe;
	rows[10] = rows[13] = 0x4ffff2; /* 〓 */
	rows[11] = rows[14] = 0x4ffff2;
	small_hex(rows, (char[]){ hex[0], hex[1], hex[2], '\0' }, 3);
	small_hex(rows, (char[]){ hex[3], hex[4], hex[5], '\0' }, 16);
}

bool glyph_draw(uint32_t code, uint32_t rows[GLYPH_SIZE])
{
	const uint8_t *all = unpacked();
	memset(rows, 0, GLYPH_SIZE * sizeof *rows);
	if (!all || !covered(all, code)) {
		substitute(code, rows);
		return false;
	}
	const uint8_t *dots = all + MAP_BYTES + place_of(all, code) * GLYPH_BYTES;
	for (int y = 0; y < GLYPH_SIZE; y++)
		for (int x = 0; x < GLYPH_SIZE; x++)
			rows[y] |= (uint32_t)(dots[y / 8 * GLYPH_SIZE + x] >> (7 - y % 8) & 1)
				   << (GLYPH_SIZE - 1 - x);
	return true;
}

int glyph_columns(uint32_t code)
{
	if (code < 0x20 || (code >= 0x7f && code < 0xa0))
		return 0;
	if ((code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0000 && code <= 0xe0fff) ||
		(code >= 0x200b && code <= 0x200f) || code == 0xfeff)
		return 0;
	return code < 0x7f ? 1 : 2;
}

uint32_t glyph_next(const char **text)
{
	const uint8_t *p = (const uint8_t *)*text;
	if (!*p)
		return 0;
	uint32_t code = *p;
	int more = code < 0x80                   ? 0
		   : code >= 0xc2 && code < 0xe0 ? 1
		   : code >= 0xe0 && code < 0xf0 ? 2
		   : code >= 0xf0 && code < 0xf5 ? 3
						 : -1;
	if (more > 0)
		code &= 0x3fu >> more;
	for (int i = 1; i <= more; i++) {
		if ((p[i] & 0xc0) != 0x80) { /* also the NUL */
			*text += i;
			return 0xfffd;
		}
		code = code << 6 | (p[i] & 0x3f);
	}
	*text += more > 0 ? more + 1 : 1;
	return more < 0 || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff ? 0xfffd : code;
}
