#!/usr/bin/env python3
"""Every named statement of the product is prepared on a PostgreSQL of its own, so that the SQL
stays one that both databases take. tests/postgres/refused names what is still refused; the list
only shrinks (lint counts it): `tests/postgres/run.py --lower` strikes out what is taken by now,
`--show` says why the rest is not. Preparing is not running: that both answer alike is not shown."""

import json, re, signal, subprocess, sys
from collections import Counter
from pathlib import Path
import dialect
from cluster import Cluster

HERE = Path(__file__).resolve().parent
TOP = HERE.parents[1]
REFUSED = HERE / "refused"
SEARCH = "SET search_path = hall, pg_catalog;"
WRONG = ("planted", "SELECT :x + y.z", [["x", "int"]])


def read_statements():
    """[(name, sql, params)]; several effects of one event in a file are numbered."""
    subprocess.run(["make", "-s", "build/gen/.stamp"], cwd=TOP, check=True)
    said, seen, rows = json.loads((TOP / "build/gen/statements.json").read_text()), Counter(), []
    for row in said["statements"]:
        name = row["place"].split("(")[0]
        seen[name] += 1
        again = f" ({seen[name]})" if seen[name] > 1 else ""
        rows.append((name + again, row["sql"], row["params"]))
    return said["schema"], rows


def refusals(cluster, rows):
    """{name: what PostgreSQL says}; and how many it has then prepared."""
    lines = [dialect.prepared(f"s{i}", sql, params) for i, (_, sql, params) in enumerate(rows)]
    count = "SELECT count(*) FROM pg_prepared_statements;"
    ran = cluster.psql("\n".join([SEARCH, *lines, count]), stop=False)
    found = {}
    for line, words in re.findall(r"^psql:[^:]*:(\d+): ERROR:  (.*)", ran.stderr, flags=re.M):
        found.setdefault(rows[int(line) - 2][0], words)
    return found, int(re.search(r"^ *(\d+)$", ran.stdout, flags=re.M)[1])


def judge(listed, found):
    bad = [f"{name}: {found[name]}" for name in sorted(found.keys() - listed)]
    taken = sorted(listed - found.keys())
    return bad + [f"{name}: is taken: run tests/postgres/run.py --lower" for name in taken]


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the cluster is put down then as well
    subprocess.run([TOP / "image/deps/tools.sh", HERE / "apt.txt"], check=True)
    schema, rows = read_statements()
    listed = set(REFUSED.read_text().splitlines())
    with Cluster() as cluster:
        functions = (HERE / "functions.sql").read_text()
        cluster.psql("\n".join([functions, *map(dialect.tables, schema)]))
        found, prepared = refusals(cluster, [*rows, WRONG])
    if sys.argv[1:] == ["--lower"]:
        REFUSED.write_text("".join(f"{name}\n" for name in sorted(listed & found.keys())))
        return 0
    if sys.argv[1:] == ["--show"]:
        print("\n".join(f"{name}: {words}" for name, words in sorted(found.items())))
        return 0
    bad = [] if found.pop("planted", "") else ["what is wrong was taken"]
    if prepared != len(rows) - len(found):
        bad.append(f"{len(rows)} statements, {prepared} prepared, {len(found)} refused")
    bad += judge(listed, found)
    for words in bad:
        print(f"not ok {words}")
    print(f"{prepared} passed, {len(bad)} failed")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
