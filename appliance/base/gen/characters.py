#!/usr/bin/env python3
"""What every code point is to a reader of texts, from Unicode's categories: characters.py OUT_DIR -> characters.c.

Whatever is in no range may be in no text: controls, line and paragraph separators, what turns the direction, what has no width, surrogates, noncharacters and
what Unicode has not assigned. The planes of rare Han and the private areas are allowed whole: fonts and registers are ahead of tables there."""

import sys, unicodedata
from pathlib import Path

HIDDEN = {
    0x034F,
    0x115F,
    0x1160,
    0x17B4,
    0x17B5,
    0x3164,
    0xFFA0,
}  # drawn as nothing, whatever their category says
SELECTORS = [(0x180B, 0x180D), (0x180F, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF)]
PICTURES = [
    (0x2190, 0x21FF),
    (0x2300, 0x23FF),
    (0x2600, 0x27BF),
    (0x2B00, 0x2BFF),
    (0x1F000, 0x1FAFF),
]


def within(code, ranges):
    return any(a <= code <= b for a, b in ranges)


def kind(code):
    if within(code, SELECTORS):
        return "SELECTOR"
    if code == 0x200D:
        return "JOINER"
    if code in HIDDEN or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return None
    if code == 0x2800 or unicodedata.category(chr(code)) == "Zs":
        return "BLANK"
    if 0x20000 <= code < 0x40000 or unicodedata.category(chr(code)) == "Co":
        return "VISIBLE"
    category = unicodedata.category(chr(code))
    if category[0] == "C" or category in ("Zl", "Zp"):
        return None
    if category in ("Mn", "Me"):
        return "MARK"
    return "PICTURE" if within(code, PICTURES) else "VISIBLE"


ranges = []
for code in range(0x110000):
    k = kind(code)
    if not k:
        continue
    if ranges and ranges[-1][1] == code - 1 and ranges[-1][2] == k:
        ranges[-1][1] = code
    else:
        ranges.append([code, code, k])
out = '/* Made by base/gen/characters.py. */\n#include "base/text.h"\n\nconst struct text_range text_ranges[] = {\n'
for a, b, k in ranges:
    out += f"\t{{ {a:#x}, {b:#x}, CHARACTER_{k} }},\n"
out += "};\nconst size_t text_range_count = sizeof text_ranges / sizeof *text_ranges;\n"
path = Path(sys.argv[1]) / "characters.c"
if not path.exists() or path.read_text() != out:
    path.write_text(out)
