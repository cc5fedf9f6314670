#!/usr/bin/env python3
"""The lock of third-party sources, what is known against them (image/deps/vex) and what was built of
them say the same; with planted contradictions, on itself."""

import datetime, re, subprocess, sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
TARGET = "x86_64"
VERDICTS = {"patched", "absent", "unused", "elsewhere"}


def read_lock(text):
    """{name: version}, {name: patches applied}, and what is wrong in the lock itself."""
    versions, carriers, applied, bad = {}, set(), {}, []
    for line in text.splitlines():
        row = line.split()
        if not row or row[0].startswith("#"):
            continue
        if row[0] == "patches":
            sound = len(row) == 5 and row[1] in versions and re.fullmatch(r"[0-9a-f]{64}", row[4])
            carriers.add(row[1])
        elif row[0] == "apply":
            sound = len(row) == 3 and row[1] in carriers and row[2].endswith(".patch")
            applied.setdefault(row[1], []).append(row[-1])
        else:
            sound = (
                len(row) == 6 and row[0] not in versions and re.fullmatch(r"[0-9a-f]{64}", row[5])
            )
            versions[row[0]] = row[1]
        if not sound:
            bad.append(f"lock: not a row: {line}")
    bad += [
        f"lock: {name}: patches are fetched and none is applied"
        for name in carriers
        if name not in applied
    ]
    return versions, applied, bad


def is_day(text):
    try:
        return datetime.date.fromisoformat(text) is not None
    except ValueError:
        return False


def check_fault(row, applied, built, said):
    name, _, fault, verdict, what, why, _ = row
    subjects = [s.strip() for s in what.split(",")]
    if not re.fullmatch(r"CVE-\d{4}-\d{4,}", fault):
        yield f"{fault} is no fault's name"
    if not why:
        yield f"{fault}: no reason"
    if verdict not in VERDICTS:
        yield f"{fault}: no verdict {verdict}"
    elif verdict == "patched":
        said.update((name, s) for s in subjects)
        yield from (
            f"{fault}: {s} is not applied" for s in subjects if s not in applied.get(name, [])
        )
    elif verdict == "absent":
        yield from (
            f"{fault}: {name} has {s}" for s in subjects if s in built["defined"].get(name, ())
        )
    elif verdict == "unused":
        yield from (f"{fault}: the product calls {s}" for s in subjects if s in built["called"])
    elif TARGET in subjects:
        yield f"{fault}: it is about {TARGET}"


def check(lock, vex, built):
    versions, applied, bad = read_lock(lock)
    checked, seen, said = set(), set(), set()
    for line in vex.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        row = [part.strip() for part in line.split("|")]
        name, version = (row + ["", ""])[:2]
        if versions.get(name) != version:
            bad.append(f"vex: {name} {version} is not in the lock: {line[:60]}")
        if len(row) == 5 and row[2] == "checked":
            checked.add(name)
            if not is_day(row[3]) or not row[4]:
                bad.append(f"vex: {name}: no day, or not what was read")
        elif len(row) == 7 and row[6]:
            if (name, row[2]) in seen:
                bad.append(f"vex: {name}: {row[2]} twice")
            seen.add((name, row[2]))
            bad += [f"vex: {name}: {words}" for words in check_fault(row, applied, built, said)]
        else:
            bad.append(f"vex: not a row: {line[:60]}")
    bad += [f"vex: nobody looked at {name}" for name in versions if name not in checked]
    for name, patches in applied.items():
        bad += [f"vex: {p} mends nothing that is named" for p in patches if (name, p) not in said]
    return bad


LIBRARIES = {
    "musl": ["libc"],
    "openssl": ["libssl", "libcrypto"],
    "zlib": ["libz"],
    "sqlite": ["libsqlite3"],
    "http-parser": ["libhttp_parser"],
    "zstd": ["libzstd"],
}


def symbols(archive, kinds):
    shown = subprocess.run(
        ["nm", "-P", str(archive)], capture_output=True, text=True, check=True
    ).stdout
    return {
        row[0] for row in map(str.split, shown.splitlines()) if len(row) > 1 and row[1] in kinds
    }


def what_was_built(names):
    prefix = Path((TOP / "build/.deps-musl").read_text().strip())
    defined = {}
    for name in names:
        for file in LIBRARIES.get(name, [name if name.startswith("lib") else f"lib{name}"]):
            archive = prefix / "lib" / f"{file}.a"
            if archive.exists():
                defined.setdefault(name, set()).update(symbols(archive, "TtWw"))
    return {"defined": defined, "called": symbols(TOP / "build/musl/libminihall.a", "U")}


def planted(lock, vex, built):
    first = next(line for line in vex.splitlines() if "| patched |" in line)
    patch = first.split("|")[4].strip()
    row = "openssl | 3.5.7 | CVE-2026-00001 | {} | {} | why | where"
    yield (
        "a row for another version",
        lock,
        re.sub(r"^(openssl \|) [^|]+", r"\1 1.0.0", vex, flags=re.M),
    )
    yield (
        "a version raised and nobody looked",
        re.sub(r"^(sqlite\s+)\S+", r"\g<1>9.9.9", lock, flags=re.M),
        vex,
    )
    yield (
        "a library nobody looked at",
        lock,
        "\n".join(x for x in vex.splitlines() if not x.startswith("zstd")),
    )
    yield "a patch no longer applied", lock.replace(patch, "other.patch"), vex
    yield "a patch that mends nothing named", lock, vex.replace(first, "")
    yield "a function that is there", lock, f"{vex}\n{row.format('absent', 'SSL_new')}"
    yield "a function that is called", lock, f"{vex}\n{row.format('unused', 'EVP_DigestSign')}"
    yield "this kind of machine", lock, f"{vex}\n{row.format('elsewhere', TARGET)}"
    yield "an unknown verdict", lock, f"{vex}\n{row.format('harmless', 'x')}"
    yield (
        "a fault without a source",
        lock,
        vex + "\nopenssl | 3.5.7 | CVE-2026-00001 | unused | x | why |",
    )
    yield (
        "a day that is none",
        lock,
        re.sub(r"(zstd[^|]*\|[^|]*\| checked \|) \S+", r"\1 soon", vex),
    )
    yield "a row that is none", lock + "\nmusl 1\n", vex


def main():
    lock = (TOP / "image/deps/lock").read_text()
    vex = (TOP / "image/deps/vex").read_text()
    built = what_was_built(read_lock(lock)[0])
    found = check(lock, vex, built)
    known = built["defined"]
    found += [
        f"no symbols of {name}"
        for name in ("openssl", "libgit2", "libwebsockets")
        if not known.get(name)
    ]
    for words in found:
        print(f"not ok {words}")
    passed, failed = int(not found), len(found)
    for name, bad_lock, bad_vex in planted(lock, vex, built):
        if len(check(bad_lock, bad_vex, built)) > len(check(lock, vex, built)):
            passed += 1
        else:
            failed += 1
            print(f"not ok planted: {name} was not caught")
    print(f"{passed} passed, {failed} failed")
    return failed != 0


sys.exit(main())
