"""Named statements of noun.sql files: typed C calls, and the table that the database works by."""

import re

from calls import DB_TYPE, Calls
from columns import parameters
from common_sql import check_common
from conflict import written_out
from order_by import may_be_null
from rows import HEAD, c_bool, c_string, unquote
from statements import EFFECT, Query, files, fold, keeps_to_its_hall

INCLUDES = ["<stddef.h>", '"query_ids.h"', '"store/db.h"', '"store/txn.h"']


class Queries:
    def __init__(self, t, events, columns, spans):
        self.t, self.events, self.columns = t, events, columns
        self.calls, self.nullable = Calls(t, columns, spans), may_be_null(columns.db)
        self.all, self.cuts = [], {}
        for name, most, what, how in t.rows("cut", "CUT", 4):
            words = f"{unquote(what)}只列出前 {most} 条，{unquote(how)}"
            self.cuts[name] = int(most), words
        for path in files(t.root):
            self.read_file(path)
        for name in sorted(self.cuts.keys() - {q.name for q in self.all}):
            t.fail(f"cut.def: there is no query {name}")

    def read_file(self, path):
        text = ""
        for block in re.split(r"^-- :", path.read_text(), flags=re.M)[1:]:
            head, _, sql = block.partition("\n")
            place = f"{path.relative_to(self.t.root)}: {head}"
            sql = fold(sql)
            check_common(self.t, place, sql, self.nullable)
            text += self.read(place, head, written_out(self.t, place, sql, self.columns.db))
        self.t.header(f"{path.stem}_sql.h", "\n" + text, INCLUDES + self.calls.sets_said())

    def read(self, place, head, sql):
        """A statement's C code."""
        if re.fullmatch(r"apply [\w. ]+", head):
            for kind in head.split()[1:]:  # each of these events does the same
                self.read_effect(place, kind, sql)
            return ""
        m = re.fullmatch(r"(query|load|list|exec) (\w+)\(([^)]*)\)\s*(one|many)?\s*", head)
        if not m or (m[1] == "query") != bool(m[4]):
            self.t.fail(f"{place}: not a block head")
            return ""
        what, name, arglist, how = m.groups()
        if name in {q.name for q in self.all}:
            self.t.fail(f"{place}: twice")
        sql = self.cut(place, name, sql, what == "list" or how == "many")
        args = [tuple(a.split()) for a in arglist.split(",")] if arglist.strip() else []
        self.check_args(place, sql, args)
        self.columns.check(place, sql)
        params = [(a, kind) for kind, a in args]
        how = {"query": (how or "").upper(), "load": "ROW", "list": "ROWS"}.get(what, "EXEC")
        self.all.append(Query(place, name, f"QUERY_{name.upper()}", sql, params, how))
        return self.calls.of(self.all[-1])

    def read_effect(self, place, kind, sql):
        if kind not in self.events:
            self.t.fail(f"{place}: no such event")
        members = {member for member, *_ in self.events.get(kind, ("", "", []))[2]}
        for name in members & EFFECT.keys():
            self.t.fail(f"events.def: {kind}.{name}: every event has its own {name}")
        params = [(p, EFFECT.get(p, "member")) for p in parameters(sql)]
        for p, how in params:
            if how == "member" and p not in members:
                self.t.fail(f"{place}: {kind} has no member {p}")
        if not keeps_to_its_hall(sql):
            self.t.fail(f"{place}: an effect must name the rows of :hall, and write no others")
        self.columns.check(place, sql)
        self.all.append(Query(place, kind, f"APPLY_{len(self.all)}", sql, params, "APPLY"))

    def cut(self, place, name, sql, many):
        """One row more than is given out tells that there are more."""
        if name not in self.cuts:
            return sql
        if not sql.endswith(" LIMIT :most") or not many:
            self.t.fail(f"{place}: cut.def wants a list that ends with LIMIT :most")
        return sql.replace("LIMIT :most", f"LIMIT {self.cuts[name][0] + 1}")

    def check_args(self, place, sql, args):
        used, declared = set(parameters(sql)), {a for _, a in args}
        for kind, _ in args:
            if not self.calls.knows(kind):
                self.t.fail(f"{place}: no type {kind}")
        if used != declared:
            self.t.fail(f"{place}: {used - declared} not declared, {declared - used} not used")

    def write(self):
        ids = "".join(f"\t{q.constant},\n" for q in self.all)
        self.t.header("query_ids.h", f"enum {{\n{ids}\tQUERY_COUNT\n}};\n")
        text, rows = HEAD + '#include "store/db.h"\n\n', ""
        for i, q in enumerate(self.all):
            kinds = ((p, DB_TYPE.get(kind, DB_TYPE["text"])) for p, kind in q.params)
            params = ", ".join(f'{{ ":{p}", {kind[0]} }}' for p, kind in kinds)
            if params:
                text += f"static const struct db_param params_{i}[] = {{ {params} }};\n"
            columns = self.calls.wire_columns(q)
            if columns:
                text += f"static const struct db_column columns_{i}[] = {{\n{columns}}};\n"
            most, words = self.cuts.get(q.name, (0, None))
            how = "NONE" if q.writes else q.how
            flags = f"{c_bool(q.writes)}, {c_bool(q.how == 'APPLY')}"
            rows += f'\t{{ "{q.name}", {c_string(q.sql)},\n'
            rows += f"\t\t{f'params_{i}' if params else 'NULL'}, {len(q.params)}, "
            rows += f"{f'columns_{i}' if columns else 'NULL'}, {columns.count(chr(10))}, "
            rows += f"DB_YIELD_{how}, {flags}, {most}, {c_string(words) if words else 'NULL'} }},\n"
        text += f"\nconst struct db_query db_queries[] = {{\n{rows}}};\n"
        text += "const size_t db_query_count = sizeof db_queries / sizeof *db_queries;\n"
        self.t.write("queries.c", text)
