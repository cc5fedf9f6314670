/* Unicode to the codes that Chinese receipt printers print. What a printer's own font holds is its
 * repertoire; anything else must be drawn. */
#ifndef PRINT_GB18030_H
#define PRINT_GB18030_H
#include <stddef.h>
#include <stdint.h>

/* In growing order: a printer that prints one prints those before it too. ASCII: no Chinese font at
 * all, every line of Chinese is a picture. */
enum repertoire {
	REPERTOIRE_ASCII,
	REPERTOIRE_GB2312,
	REPERTOIRE_GBK,
	REPERTOIRE_GB18030,
	REPERTOIRES
};

/* rank 0: GB 2312, 1: GBK, 2: GB 18030 only */
struct gb18030_cell {
	uint16_t code;
	uint8_t rank;
};
/* four-byte codes counted from 0x81308130 */
struct gb18030_range {
	uint32_t first, last, linear;
};
/* by the high byte of the code point; NULL where there is none */
extern const struct gb18030_cell *const gb18030_pages[256];
extern const struct gb18030_range gb18030_ranges[];
extern const size_t gb18030_range_count;

/* The word of the set print_repertoire: "ascii", "gb2312", "gbk", "gb18030_2000"; the smallest for
 * an unknown one, which is always right to print. */
enum repertoire repertoire_of(const char *word);
/* Any code point's code in 1, 2 or 4 bytes; 0 for a surrogate or past U+10FFFF. */
size_t gb18030_encode(uint32_t code, uint8_t out[4]);
/* The same if a printer of this repertoire has the character in its font, else 0. In GB 18030 of
 * 2000 that is the two-byte part and extension A. */
size_t gb18030_printable(uint32_t code, enum repertoire has, uint8_t out[4]);

#endif
