"""Named statements of noun.sql files: typed C calls, and the table that the database works by."""

import re

from columns import parameters
from rows import HEAD, c_bool, c_string, unquote

DB_TYPE = {
    "text": ("DB_TEXT", "const char *", "text"),
    "json": ("DB_JSON", "const char *", "text"),
    "int": ("DB_INT", "int64_t ", "integer"),
    "flag": ("DB_FLAG", "bool ", "integer"),
    "real": ("DB_REAL", "double ", "real"),
}
INCLUDES = ["<stddef.h>", '"query_ids.h"', '"store/db.h"', '"store/txn.h"']
# What an effect is given of its event: its place in the record, and its body.
EFFECT = ("node", "hall", "seq", "at", "actor", "id", "body", "local")


class Query:
    def __init__(self, place, name, constant, sql, params, how):
        self.place, self.name, self.constant = place, name, constant
        self.sql, self.params, self.how = sql, params, how
        self.writes = how in ("EXEC", "APPLY")


def fold(sql):
    """One line without comments."""
    sql = re.sub(r"\s*--[^\n]*", "", sql)
    return re.sub(r"\s+", " ", sql).strip().rstrip(";")


def files(root):
    """By floor and noun, whatever the wing: the effects of one event run in this order."""
    found = (p for p in root.glob("*/**/*.sql") if not {"schema", "views"} & set(p.parts))
    return sorted(found, key=lambda p: (p.relative_to(root).parts[0], p.stem))


def keeps_to_its_hall(sql):
    """An effect writes rows of the hall whose stream its event is in, whatever the body says."""
    if sql.startswith("INSERT"):
        into = r"INSERT (?:OR \w+ )?INTO \w+ \(hall, .*?\) "
        m = re.match(into + r"(VALUES \(:hall,|SELECT (?::hall|(?:\w+\.)?hall),)", sql)
        return bool(m) and ":hall" in sql
    return bool(re.search(r" WHERE (\w+\.)?hall = :hall( AND |$)", sql))


class Queries:
    def __init__(self, t, events, columns):
        self.t, self.events, self.columns = t, events, columns
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
            text += self.read(f"{path.relative_to(self.t.root)}: {head}", head, fold(sql))
        self.t.header(f"{path.stem}_sql.h", "\n" + text, INCLUDES)

    def read(self, place, head, sql):
        """A statement's C code."""
        m = re.fullmatch(r"apply ([\w.]+)\s*", head)
        if m:
            return self.read_effect(place, m[1], sql)
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
        return call_of(self.all[-1], self.columns)

    def read_effect(self, place, kind, sql):
        if kind not in self.events:
            self.t.fail(f"{place}: no such event")
        params = [(p, "int" if p == "seq" else "text") for p in parameters(sql)]
        for p, _ in params:
            if p not in EFFECT:
                self.t.fail(f"{place}: an effect may not use :{p}")
        if not keeps_to_its_hall(sql):
            self.t.fail(f"{place}: an effect must name the rows of :hall, and write no others")
        self.columns.check(place, sql)
        self.all.append(Query(place, kind, f"APPLY_{len(self.all)}", sql, params, "APPLY"))
        return ""

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
            if kind not in DB_TYPE:
                self.t.fail(f"{place}: no type {kind}")
        if used != declared:
            self.t.fail(f"{place}: {used - declared} not declared, {declared - used} not used")

    def write(self):
        ids = "".join(f"\t{q.constant},\n" for q in self.all)
        self.t.header("query_ids.h", f"enum {{\n{ids}\tQUERY_COUNT\n}};\n")
        text, rows = HEAD + '#include "store/db.h"\n\n', ""
        for i, q in enumerate(self.all):
            params = ", ".join(f'{{ ":{p}", {DB_TYPE[kind][0]} }}' for p, kind in q.params)
            if params:
                text += f"static const struct db_param params_{i}[] = {{ {params} }};\n"
            most, words = self.cuts.get(q.name, (0, None))
            how = "NONE" if q.writes else q.how
            flags = f"{c_bool(q.writes)}, {c_bool(q.how == 'APPLY')}"
            rows += f'\t{{ "{q.name}", {c_string(q.sql)},\n'
            rows += f"\t\t{f'params_{i}' if params else 'NULL'}, {len(q.params)}, "
            rows += f"DB_YIELD_{how}, {flags}, {most}, {c_string(words) if words else 'NULL'} }},\n"
        text += f"\nconst struct db_query db_queries[] = {{\n{rows}}};\n"
        text += "const size_t db_query_count = sizeof db_queries / sizeof *db_queries;\n"
        self.t.write("queries.c", text)


def call_of(q, columns):
    """The C function that runs it."""
    args = "".join(f", {DB_TYPE[kind][1]}{a}" for a, kind in q.params)
    cells = ", ".join(f"{{ .{DB_TYPE[kind][2]} = {a} }}" for a, kind in q.params)
    values = f"\tconst union db_value values[] = {{ {cells or '{ .integer = 0 }'} }};\n"
    begin = "static inline enum rc"
    if q.how == "EXEC":
        text = f"{begin} exec_{q.name}(struct txn *t{args}, int64_t *changed)\n{{\n{values}"
        return text + f"\treturn db_query_exec(t->db, {q.constant}, values, changed);\n}}\n\n"
    if q.how in ("ONE", "MANY"):
        text = f"{begin} query_{q.name}(struct txn *t{args}, yyjson_mut_val **reply)\n{{\n{values}"
        return text + f"\treturn db_query_json(t->db, {q.constant}, values, t->doc, reply);\n}}\n\n"
    return row_of(q, columns) + rows_call(q, args, values)


def row_of(q, columns):
    """The struct of a row, and where its columns go."""
    found = columns.of(q.place, q.sql)
    members = "".join(f"\t{DB_TYPE[kind][1]}{name};\n" for name, kind in found)
    places = ""
    for name, kind in found:
        offset = f"offsetof(struct row_{q.name}, {name})"
        places += f'\t{{ "{name}", {DB_TYPE[kind][0]}, {offset} }},\n'
    text = f"struct row_{q.name} {{\n{members}}};\n"
    return text + f"static const struct db_column columns_{q.name}[] = {{\n{places}}};\n"


def rows_call(q, args, values):
    given = f"t->db, {q.constant}, values, &t->arena"
    columns = f"columns_{q.name},\n\t\tsizeof columns_{q.name} / sizeof *columns_{q.name}"
    if q.how == "ROW":
        text = f"static inline enum rc load_{q.name}(struct txn *t{args}, struct row_{q.name} *row)"
        return text + f"\n{{\n{values}\treturn db_query_row({given}, {columns}, row);\n}}\n\n"
    return (
        f"static inline enum rc list_{q.name}(\n"
        f"\tstruct txn *t{args}, struct row_{q.name} **rows, size_t *count)\n{{\n{values}"
        f"\tvoid *all;\n\tenum rc rc = db_query_rows({given}, sizeof **rows, {columns},\n"
        f"\t\t&all, count);\n\tif (!rc)\n\t\t*rows = all;\n\treturn rc;\n}}\n\n"
    )
