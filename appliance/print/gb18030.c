/* Unicode to GB 18030, and what of it a printer has. */
#include "print/gb18030.h"
#include <stdbool.h>
#include <string.h>

enum repertoire repertoire_of(const char *word)
{
	static const char *const words[REPERTOIRES] = { "ascii", "gb2312", "gbk", "gb18030_2000" };
	for (int i = 0; i < REPERTOIRES; i++)
		if (word && !strcmp(word, words[i]))
			return (enum repertoire)i;
	return REPERTOIRE_ASCII;
}

static const struct gb18030_cell *cell_of(uint32_t code)
{
	const struct gb18030_cell *page = code < 0x10000 ? gb18030_pages[code >> 8] : NULL;
	return page && page[code & 255].code ? &page[code & 255] : NULL;
}

static size_t four(uint32_t linear, uint8_t out[4])
{
	out[0] = (uint8_t)(0x81 + linear / 12600);
	out[1] = (uint8_t)(0x30 + linear / 1260 % 10);
	out[2] = (uint8_t)(0x81 + linear / 10 % 126);
	out[3] = (uint8_t)(0x30 + linear % 10);
	return 4;
}

size_t gb18030_encode(uint32_t code, uint8_t out[4])
{
	if (code < 0x80) {
		out[0] = (uint8_t)code;
		return 1;
	}
	const struct gb18030_cell *cell = cell_of(code);
	if (cell) {
		out[0] = (uint8_t)(cell->code >> 8);
		out[1] = (uint8_t)cell->code;
		return 2;
	}
	if (code >= 0x10000)
		return code > 0x10ffff ? 0 : four(189000 + code - 0x10000, out);
	for (size_t i = 0; i < gb18030_range_count; i++)
		if (code >= gb18030_ranges[i].first && code <= gb18030_ranges[i].last)
			return four(gb18030_ranges[i].linear + code - gb18030_ranges[i].first, out);
	return 0;
}

size_t gb18030_printable(uint32_t code, enum repertoire has, uint8_t out[4])
{
	if (code < 0x80)
		return code >= 0x20 && code < 0x7f ? gb18030_encode(code, out) : 0;
	const struct gb18030_cell *cell = cell_of(code);
	if (cell)
		return (int)has >= (int)REPERTOIRE_GB2312 + cell->rank ? gb18030_encode(code, out)
								       : 0;
	bool extension_a = code >= 0x3400 && code <= 0x4db5;
	return has == REPERTOIRE_GB18030 && extension_a ? gb18030_encode(code, out) : 0;
}
