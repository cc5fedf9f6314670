#!/usr/bin/env python3
"""The ratchet: tests/lint/ratchet holds what the tree counts today of what it should have less of;
nothing may rise. What must not fall (asserts) stands there too. When a count has fallen, the table
follows: `tests/lint/ratchet.py --lower` writes it. A small lag is allowed while it is large, so that
two who mend at once need not write the same row. Two rows of one name after a merge: the lower holds.
tests/lint/globals, back_windows and upward name one by one what is still there; they only shrink.
`tests/lint/ratchet.py --show NAME` prints where a count stands."""

import sys
from pathlib import Path
from counts import COUNTS, asserts
from named import LISTS
from planted import PLANTED, PLANTED_NAMED
from tree import plant, read_tree

HERE = Path(__file__).resolve().parent
TABLE = HERE / "ratchet"
LAG = 20  # one in so many


def read_table(text):
    table = {}
    for line in text.splitlines():
        name, _, count = line.partition(" ")
        table[name] = min(int(count), table.get(name, int(count)))
    return table


def measure(files):
    counts = {name: sum(1 for _ in find(files)) for name, find in COUNTS.items()}
    return counts | asserts(files)


def judge(table, counts):
    """What is wrong, in words; what may be lowered, in words."""
    bad, slack = [], []
    for name in sorted(counts.keys() | table.keys()):
        is_now, was, kept = counts.get(name, 0), table.get(name), name.startswith("assert.")
        if was is None:
            bad.append(f"{name}: not in the table: run tests/lint/ratchet.py --lower")
        elif (is_now < was) if kept else (is_now > was):
            way = "fell" if kept else "rose"
            bad.append(f"{name} {way} from {was} to {is_now}: see --show {name}")
        elif is_now != was:
            words = f"{name}: {was} has become {is_now}: run tests/lint/ratchet.py --lower"
            (bad if kept or abs(was - is_now) > was // LAG else slack).append(words)
    return bad, slack


def judge_list(listed, found, name):
    bad = [f"tests/lint/{name}: {row}: a new one" for row in sorted(found - listed)]
    return bad + [
        f"tests/lint/{name}: {row}: is no more: run tests/lint/ratchet.py --lower"
        for row in sorted(listed - found)
    ]


def read_list(name):
    return set((HERE / name).read_text().splitlines())


def lower(files):
    """Writes the table as low as the tree is; never higher."""
    table, counts = read_table(TABLE.read_text()) if TABLE.exists() else {}, measure(files)
    for name in [n for n in table if n not in counts]:
        del table[name]
    for name, count in counts.items():
        best = max if name.startswith("assert.") else min
        table[name] = best(count, table.get(name, count))
    TABLE.write_text("".join(f"{name} {table[name]}\n" for name in sorted(table)))
    for name, find in LISTS.items():
        found = find(files)
        listed = read_list(name) if (HERE / name).exists() else found
        (HERE / name).write_text("".join(f"{row}\n" for row in sorted(listed & found)))


def prove(files, table, counts):
    """Each planted violation must raise its count (or lower it, where it may not fall)."""
    missed = []
    for words, (name, path, text) in PLANTED.items():
        found = measure_one(plant(files, path, text), name)
        if found == counts.get(name, 0):
            missed.append(words)
        elif not judge(counts, counts | {name: found})[0]:
            missed.append(f"{words} (counted, not judged)")
    for words, (name, path, text) in PLANTED_NAMED.items():
        if not judge_list(LISTS[name](files), LISTS[name](plant(files, path, text)), name):
            missed.append(words)
    for words, spoiled in {
        "a count that rose": {n: c - (not n.startswith("assert.")) for n, c in table.items()},
        "an assert that is gone": {n: c + n.startswith("assert.") for n, c in table.items()},
        "a table that lags": {n: c + c // 10 + 1 for n, c in table.items()},
        "a row that is missing": {},
    }.items():
        if not judge(spoiled, counts)[0]:
            missed.append(words)
    return len(PLANTED) + len(PLANTED_NAMED) + 4, missed


def measure_one(files, name):
    return sum(1 for _ in COUNTS[name](files)) if name in COUNTS else asserts(files).get(name, 0)


def main():
    files = read_tree()
    if sys.argv[1:2] == ["--lower"]:
        lower(files)
        return 0
    if sys.argv[1:2] == ["--show"]:
        places = (
            LISTS[sys.argv[2]](files)
            if sys.argv[2] in LISTS
            else [f"{path}:{line}" for path, line in COUNTS[sys.argv[2]](files)]
        )
        print("\n".join(sorted(places)))
        return 0
    table, counts = read_table(TABLE.read_text()), measure(files)
    bad, slack = judge(table, counts)
    for name, find in LISTS.items():
        bad += judge_list(read_list(name), find(files), name)
    planted, missed = prove(files, table, counts)
    bad += [f"planted: {words} was not caught" for words in missed]
    for words in bad:
        print(f"not ok {words}")
    for words in slack:
        print(f"# {words}")
    print(f"{1 + planted - len(missed)} passed, {len(bad)} failed")
    return bool(bad)


sys.exit(main())
