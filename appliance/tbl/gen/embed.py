"""What the program is made of, and the files that it carries inside."""

import hashlib
import os

from rows import HEAD

SBOM_H = """#include <stddef.h>
/* patches: NULL ends them */
struct sbom_row { const char *name, *version, *sha256, *const *patches; };
extern const struct sbom_row sbom[];
extern const size_t sbom_count;
"""


def write_sbom(t):
    parts, mends = [], {}
    for line in (t.root / "../image/deps/lock").read_text().splitlines():
        part = line.split("#")[0].split()
        if part and part[0] == "apply":
            mends.setdefault(part[1], []).append(part[2])
        elif part and part[0] != "patches":
            parts.append(part)
    t.header("sbom.h", SBOM_H)
    text = HEAD + '#include "sbom.h"\n\nconst struct sbom_row sbom[] = {\n'
    for name, version, _, _, _, sha256 in parts:
        patches = "".join(f'"{patch}", ' for patch in mends.get(name, []))
        text += f'\t{{ "{name}", "{version}",\n\t\t"{sha256}",\n'
        text += f"\t\t(const char *const[]){{ {patches}NULL }} }},\n"
    t.write("sbom.c", text + "};\nconst size_t sbom_count = sizeof sbom / sizeof *sbom;\n")


def write_embeds(t):
    names = sorted(p for p in (t.root / "sample").rglob("*") if p.is_file())
    names.append(t.out / "openapi.json")
    text = HEAD + '#include "base/embed.h"\n\n'
    rows = ""
    for i, path in enumerate(names):
        inside = path.is_relative_to(t.root)
        name = path.relative_to(t.root).as_posix() if inside else path.name
        code = [
            ".section .rodata",
            ".balign 16",
            f".global embed_{i}",
            f"embed_{i}:",
            f'.incbin \\"{os.path.relpath(path)}\\"',
            f".global embed_{i}_end",
            f"embed_{i}_end:",
            ".byte 0",
            ".previous",
        ]
        # other contents are another file to make
        text += f"/* {hashlib.sha256(path.read_bytes()).hexdigest()} */\n"
        text += '__asm__("' + "".join(line + "\\n" for line in code) + '");\n'
        text += f"extern const char embed_{i}[], embed_{i}_end[];\n"
        rows += f'\t{{ "{name}", embed_{i}, embed_{i}_end }},\n'
    text += f"const struct embed embeds[] = {{\n{rows}}};\n"
    t.write("embed.c", text + "const size_t embed_count = sizeof embeds / sizeof *embeds;\n")
