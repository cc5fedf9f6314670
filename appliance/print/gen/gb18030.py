#!/usr/bin/env python3
"""The table from Unicode to GB codes, from Python's codecs: gb18030.py OUT_DIR -> gb18030_table.c. musl has no such conversion.

Two-byte codes lie in pages of 256 code points; four-byte codes of the basic plane run in order through the code points that have no two-byte one, so
ranges with a constant difference say it all."""

import sys
from pathlib import Path


def can(code, codec):
    try:
        return len(chr(code).encode(codec)) <= 2
    except UnicodeEncodeError:
        return False


pages, ranges = {}, []
for code in range(0x80, 0x10000):
    if 0xD800 <= code < 0xE000:
        continue
    gb = chr(code).encode("gb18030")
    if len(gb) == 2:
        rank = 0 if can(code, "gb2312") else 1 if can(code, "gbk") else 2
        pages.setdefault(code >> 8, [(0, 0)] * 256)[code & 255] = (gb[0] << 8 | gb[1], rank)
        continue
    linear = (gb[0] - 0x81) * 12600 + (gb[1] - 0x30) * 1260 + (gb[2] - 0x81) * 10 + gb[3] - 0x30
    if ranges and ranges[-1][1] == code - 1 and ranges[-1][2] + code - ranges[-1][0] == linear:
        ranges[-1][1] = code
    else:
        ranges.append([code, code, linear])
out = '/* Made by print/gen/gb18030.py. */\n#include "print/gb18030.h"\n\n'
for page, cells in sorted(pages.items()):
    out += (
        f"static const struct gb18030_cell page_{page:02x}[256] = {{ "
        + ", ".join(f"[{i}] = {{ {gb}, {rank} }}" for i, (gb, rank) in enumerate(cells) if gb)
        + " };\n"
    )
out += (
    "\nconst struct gb18030_cell *const gb18030_pages[256] = {\n"
    + "".join(f"\t[{page}] = page_{page:02x},\n" for page in sorted(pages))
    + "};\n\n"
)
out += (
    "const struct gb18030_range gb18030_ranges[] = {\n"
    + "".join(f"\t{{ {a}, {b}, {c} }},\n" for a, b, c in ranges)
    + "};\n"
)
out += "const size_t gb18030_range_count = sizeof gb18030_ranges / sizeof *gb18030_ranges;\n"
Path(sys.argv[1], "gb18030_table.c").write_text(out)
