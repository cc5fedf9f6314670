#!/usr/bin/python3
"""What a person would see. draw.py slip OUT.png: the operations of escpos.mjs as JSON on standard input, drawn on paper; text in Noto Sans CJK, pictures as
they are. draw.py cells: {"characters": "…"} in, for each its 24 by 24 picture out, drawn by another library than the product's and from the outlines."""

import base64, json, sys
from PIL import Image, ImageDraw, ImageFont

NOTO, MONO_SC = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 7
HANAZONO = "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"


def font(size, path=NOTO):
    return ImageFont.truetype(path, size, index=MONO_SC if path == NOTO else 0)


def columns(text):
    return sum(1 if ord(c) < 0x80 else 2 for c in text)


def line(op, paper):
    w, h = op["width"], op["height"]
    image = Image.new("L", (paper, max(op["spacing"], 24 * h)), 255)
    strip = Image.new("L", (columns(op["text"]) * 12, 24), 255)
    draw, x = ImageDraw.Draw(strip), 0
    for c in op["text"]:
        draw.text(
            (x, 21), c, font=font(24), fill=0, anchor="ls", stroke_width=1 if op["bold"] else 0
        )
        x += 12 * columns(c)
    strip = strip.resize((strip.width * w, 24 * h), Image.NEAREST)
    left = {"left": 0, "centre": (paper - strip.width) // 2, "right": paper - strip.width}[
        op["align"]
    ]
    image.paste(strip, (left, 0))
    return image


def picture(op, paper):
    image = Image.frombytes(
        "1", (op["across"] * 8, op["down"]), bytes(b ^ 255 for b in base64.b64decode(op["dots"]))
    ).convert("L")
    page = Image.new("L", (paper, op["down"]), 255)
    page.paste(image, (0, 0))
    return page


def slip(out):
    wanted = json.load(sys.stdin)
    paper, parts = wanted["paper"], []
    for op in wanted["ops"]:
        if op["kind"] == "text":
            parts.append(line(op, paper))
        elif op["kind"] == "picture":
            parts.append(picture(op, paper))
        elif op["kind"] == "feed":
            parts.append(Image.new("L", (paper, op["dots"]), 255))
        elif op["kind"] == "cut":
            parts.append(Image.new("L", (paper, op["feed"]), 255))
    page = Image.new("L", (paper + 64, sum(p.height for p in parts) + 48), 255)
    y = 24
    for part in parts:
        page.paste(part, (32, y))
        y += part.height
    page.save(out)


def cells():
    wanted, out = json.load(sys.stdin)["characters"], {}
    for c in wanted:
        path = (
            NOTO
            if font(24).getmask(c).getbbox() != font(24).getmask("\U000e0fff").getbbox()
            or ord(c) < 0x20000
            else HANAZONO
        )
        image = Image.new("L", (24, 24), 0)
        ImageDraw.Draw(image).text((0, 21), c, font=font(24, path), fill=255, anchor="ls")
        data = list(image.getdata())
        out[c] = [
            "".join("1" if data[y * 24 + x] > 96 else "0" for x in range(24)) for y in range(24)
        ]
    json.dump(out, sys.stdout)


slip(sys.argv[2]) if sys.argv[1] == "slip" else cells()
