#!/usr/bin/env python3
"""What the generator must refuse, planted in a copy of the tables: above all a list of a reply that ends in silence."""

import shutil, subprocess, sys, tempfile
from pathlib import Path
from tree import read_tree

TOP = Path(__file__).resolve().parents[2]
PLANTED = {
    "a list that says nothing": (
        "appliance/tbl/common/shapes.def",
        'FIELD(Done, things, LIST, "Enrol", YES, 0, 9, "x")\n',
        "neither says",
    ),
    "a nested list that says nothing": (
        "appliance/tbl/link/shapes.def",
        'FIELD(HubGap, things, LIST, "HubGap", YES, 0, 9, "x")\n',
        "neither says",
    ),
    "bounded, but no list": (
        "appliance/tbl/common/bounded.def",
        'BOUNDED(Done, done, "x")\n',
        "no list of a reply",
    ),
    "cut, but no query": (
        "appliance/tbl/common/cut.def",
        'CUT(nobodys_list, 9, "x", "y")\n',
        "no query nobodys_list",
    ),
    "cut, but without a limit": (
        "appliance/tbl/common/cut.def",
        'CUT(fleet_nodes, 9, "x", "y")\n',
        "LIMIT :most",
    ),
    "an insert that only SQLite takes": (
        "appliance/hall/place/setting.sql",
        "\n-- :exec planted()\nINSERT OR REPLACE INTO setting (key, value) VALUES ('a', 'b');\n",
        "ON CONFLICT REPLACE",
    ),
    "an insert that replaces what nothing names": (
        "appliance/hall/place/setting.sql",
        "\n-- :exec planted()\nINSERT INTO credential (actor, login, secret)\n"
        "VALUES ('a', 'b', 'c') ON CONFLICT REPLACE;\n",
        "one key",
    ),
    "an order that does not say where NULLs go": (
        "appliance/hall/place/setting.sql",
        "\n-- :list planted()\nSELECT t.id FROM ticket t ORDER BY t.rank, t.called_at DESC;\n",
        "ORDER BY t.called_at DESC",
    ),
    "an order by what is joined or not": (
        "appliance/hall/place/setting.sql",
        "\n-- :list planted()\nSELECT t.id FROM ticket t LEFT JOIN rating r ON r.ticket = t.id\n"
        "ORDER BY r.at;\n",
        "ORDER BY r.at",
    ),
    "a sum that is whole in SQLite alone": (
        "appliance/hall/place/setting.sql",
        '\n-- :load planted()\nSELECT sum(rank) / 2 AS "x:int" FROM ticket;\n',
        "before /",
    ),
    "a cast of no width": (
        "appliance/hall/place/setting.sql",
        '\n-- :load planted(text x)\nSELECT CAST(:x AS INTEGER) AS "x:int";\n',
        "names its width",
    ),
    "cut, but one row": (
        "appliance/tbl/common/cut.def",
        'CUT(case_row, 9, "x", "y")\n',
        "LIMIT :most",
    ),
}


def generate(top, out):
    ran = subprocess.run(
        [
            sys.executable,
            str(top / "appliance/tbl/gen/generate.py"),
            str(top / "appliance"),
            str(out),
        ],
        capture_output=True,
        text=True,
        cwd=top,
    )
    return ran.returncode, ran.stderr


def unread():
    """Tables whose change would not run the generator again: make does not know of them."""
    said = subprocess.run(["make", "-s", "tables"], capture_output=True, text=True, cwd=TOP)
    known = said.stdout.split()
    return {
        path
        for path in read_tree()
        if path.startswith("appliance/")
        and path.endswith((".def", ".sql"))
        or path.startswith("appliance/tbl/gen/")
        and path.endswith(".py")
    } - set(known)


def main():
    missing = unread()
    for path in sorted(missing):
        print(f"not ok {path}: make does not know that the generator reads it")
    passed, failed = int(not missing), len(missing)
    with tempfile.TemporaryDirectory() as place:
        top, out = Path(place) / "top", Path(place) / "gen"
        for part in ("tbl", "store/schema"):
            shutil.copytree(TOP / "appliance" / part, top / "appliance" / part)
        for sql in (TOP / "appliance").rglob("*.sql"):
            to = top / sql.relative_to(TOP)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(sql, to)
        (top / "image/deps").mkdir(parents=True)
        shutil.copy(TOP / "image/deps/lock", top / "image/deps")
        trials = {"the tables as they are": (None, "", "")} | PLANTED
        for name, (path, row, words) in trials.items():
            was = (top / path).read_text() if path else ""
            if path:
                (top / path).write_text(was + row)
            code, said = generate(top, out)
            if (code != 0) == bool(path) and words in said:
                passed += 1
            else:
                failed += 1
                print(f"not ok {name}: {code} {said.strip()[:300]}")
            if path:
                (top / path).write_text(was)
    print(f"{passed} passed, {failed} failed")
    return failed != 0


sys.exit(main())
