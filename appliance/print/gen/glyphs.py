#!/usr/bin/python3
"""The pictures of characters that a receipt printer may lack: glyphs.py OUT_DIR -> glyphs.zst, glyphs.c.

Drawn at build time from Debian's fonts: every Han character of Noto Sans CJK SC (all of the basic block, extension A, and all of 通用规范汉字表 with its 196
beyond U+FFFF), the other signs of that font except Hangul, and from Hanazono those of extensions B to F that have a mainland source (kIRG_GSource in
Unihan): people registered here bear names made of these. Measured: 8-row stripes of columns compress to 29 bytes a character, rows to 40.

glyphs.zst unpacks to a map of code points (1 bit each, U+0000 to U+2FFFF, lowest bit first), then 72 bytes for each set bit in order: three stripes of 24
columns, the topmost dot is the highest bit. Half-width signs lie in the left 12 columns."""

import bz2, ctypes, os, subprocess, sys
from pathlib import Path
import freetype

NOTO = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
MONO_SC = 7  # in the collection: "Noto Sans Mono CJK SC", whose Latin is half as wide
HANAZONO = "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"
SOURCES = "/usr/share/unicode/Unihan_IRGSources.txt.bz2"
SIZE, BASELINE, LAST = 24, 21, 0x2FFFF


def code_points(face):
    char, glyph = face.get_first_char()
    found = set()
    while glyph:
        found.add(char)
        char, glyph = face.get_next_char(char, glyph)
    return found


def mainland():
    with bz2.open(SOURCES, "rt") as lines:
        return {int(line.split("\t", 1)[0][2:], 16) for line in lines if "\tkIRG_GSource\t" in line}


def rows_of(face, code):
    """24 rows of 24 bits."""
    face.load_char(chr(code), freetype.FT_LOAD_RENDER | freetype.FT_LOAD_TARGET_MONO)
    bitmap = face._FT_Face.contents.glyph.contents
    left, top, rows, pitch = (
        bitmap.bitmap_left,
        BASELINE - bitmap.bitmap_top,
        bitmap.bitmap.rows,
        bitmap.bitmap.pitch,
    )
    data = ctypes.string_at(bitmap.bitmap.buffer, rows * pitch) if rows else b""
    out = [0] * SIZE
    for y in range(rows):
        bits = int.from_bytes(data[y * pitch : (y + 1) * pitch], "big")
        shift = pitch * 8 + left - SIZE
        bits = bits >> shift if shift > 0 else bits << -shift
        if 0 <= top + y < SIZE:
            out[top + y] = bits & 0xFFFFFF
    return out


def striped(rows):
    out = bytearray()
    for stripe in range(3):
        for x in range(SIZE):
            column = 0
            for y in range(8):
                column = column << 1 | rows[stripe * 8 + y] >> (SIZE - 1 - x) & 1
            out.append(column)
    return bytes(out)


def main():
    out = Path(sys.argv[1])
    noto, hanazono = freetype.Face(NOTO, MONO_SC), freetype.Face(HANAZONO)
    for face in (noto, hanazono):
        face.set_pixel_sizes(0, SIZE)
    ours = {
        c
        for c in code_points(noto)
        if 0x20 <= c <= LAST
        and not 0xAC00 <= c <= 0xD7FF
        and not 0x1100 <= c <= 0x11FF
        and not 0x1F000 <= c <= 0x1FFFF
    }
    theirs = {c for c in code_points(hanazono) & mainland() if 0x20000 <= c <= LAST} - ours
    covered = bytearray((LAST + 1) // 8)
    pictures = []
    for code in sorted(ours | theirs):
        covered[code >> 3] |= 1 << (code & 7)
        pictures.append(striped(rows_of(noto if code in ours else hanazono, code)))
    raw = bytes(covered) + b"".join(pictures)
    packed = subprocess.run(
        ["zstd", "-q", "--ultra", "-22", "--no-check", "-c"],
        input=raw,
        stdout=subprocess.PIPE,
        check=True,
    ).stdout
    (out / "glyphs.zst").write_bytes(packed)
    name = os.path.relpath(out / "glyphs.zst")
    (out / "glyphs.c").write_text(f'''/* Made by print/gen/glyphs.py. */
#include "print/glyph.h"

__asm__(".section .rodata\\n.balign 16\\n.global glyph_packed\\nglyph_packed:\\n.incbin \\"{name}\\"\\n.global glyph_packed_end\\nglyph_packed_end:\\n.byte 0\\n.previous\\n");
const size_t glyph_unpacked = {len(raw)};
''')
    print(f"glyphs: {len(pictures)} characters, {len(packed)} bytes")


main()
