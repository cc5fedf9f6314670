"""The tables as text: X-macro rows of tbl/WING/NAME.def, and what every part of this does."""

import json
import re
from pathlib import Path

HEAD = "/* Made by tbl/gen/generate.py; change the tables instead. */\n"


class Tables:
    """Reads rows and writes what is made of them; collects what is wrong: one run says it all."""

    def __init__(self, root, out):
        self.root, self.out, self.errors = Path(root), Path(out), []
        self.out.mkdir(parents=True, exist_ok=True)

    def fail(self, text):
        self.errors.append(text)

    def files(self, name):
        """tbl/*/NAME.def, and NAME_PART.def after it where a wing has many: common first."""
        tables = self.root / "tbl"
        found = [*tables.glob(f"*/{name}.def"), *tables.glob(f"*/{name}_*.def")]
        return sorted(found, key=lambda p: (p.parent.name != "common", p.parent.name, p.name))

    def rows(self, name, macro, columns):
        """The rows of one macro, as lists of raw column texts."""
        return [parts for path in self.files(name) for parts in self.read(path, macro, columns)]

    def read(self, path, macro, columns):
        keep_lines = lambda m: "\n" * m[0].count("\n")
        text = re.sub(r"/\*.*?\*/", keep_lines, path.read_text(), flags=re.S)
        for number, line in enumerate(map(str.strip, text.splitlines()), 1):
            place = f"{path.relative_to(self.root)}:{number}"
            m = re.fullmatch(r"(\w+)\((.*)\)", line)
            if line and not m:
                self.fail(f"{place}: not a row: {line}")
            if not m or m[1] != macro:
                continue
            column = r'\s*("(?:[^"\\]|\\.)*"|[^,"]+)\s*(?:,|$)'
            parts = [p.strip() for p in re.findall(column, m[2])]
            if len(parts) == columns:
                yield parts
            else:
                self.fail(f"{place}: {len(parts)} columns, {columns} wanted")

    def write(self, name, text):
        """Only what is new is written: what did not change is not compiled again."""
        path = self.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text() != text:
            path.write_text(text)

    def header(self, name, text, includes=()):
        guard = "GEN_" + re.sub(r"\W", "_", name).upper()
        lines = "".join(f"#include {i}\n" for i in includes)
        self.write(name, f"{HEAD}#ifndef {guard}\n#define {guard}\n{lines}{text}#endif\n")


def unquote(text):
    return json.loads(text)


def c_string(text):
    return json.dumps(text, ensure_ascii=False)


def c_bool(yes):
    return "true" if yes else "false"


def bars(text):
    """The names of a column like A | B."""
    return [part.strip() for part in text.split("|")]
