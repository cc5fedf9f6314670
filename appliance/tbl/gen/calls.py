"""The C side of named statements: a call each, structs of rows, tables of columns."""

DB_TYPE = {
    "text": ("DB_TEXT", "const char *", "text"),
    "json": ("DB_JSON", "const char *", "text"),
    "int": ("DB_INT", "int64_t ", "integer"),
    "flag": ("DB_FLAG", "bool ", "integer"),
    "real": ("DB_REAL", "double ", "real"),
    "member": ("DB_MEMBER", "", "member"),
}


class Calls:
    """spans: {set: (where its words begin, how many)}"""

    def __init__(self, t, columns, spans):
        self.t, self.columns, self.spans, self.said = t, columns, spans, set()

    def knows(self, kind):
        """A type that an argument or a column may have."""
        self.said |= {kind} & self.spans.keys()
        return (kind in DB_TYPE and kind != "member") or kind in self.spans

    def sets_said(self):
        """The headers of the sets that were asked for since the last file."""
        said, self.said = sorted(self.said), set()
        return [f'"words/{name}.h"' for name in said]

    def of(self, q):
        """The C function that runs it."""
        args = "".join(f", {c_type(kind)}{a}" for a, kind in q.params)
        cells = ", ".join(value_of(a, kind) for a, kind in q.params)
        values = f"\tconst union db_value values[] = {{ {cells or '{ .integer = 0 }'} }};\n"
        begin = "static inline enum rc"
        if q.how == "EXEC":
            text = f"{begin} exec_{q.name}(struct txn *t{args}, int64_t *changed)\n{{\n{values}"
            return text + f"\treturn db_query_exec(t->db, {q.constant}, values, changed);\n}}\n\n"
        if q.how in ("ONE", "MANY"):
            text = f"{begin} query_{q.name}(struct txn *t{args}, yyjson_mut_val **reply)\n{{\n"
            run = f"db_query_json(t->db, {q.constant}, values, t->doc, reply)"
            return text + f"{values}\treturn {run};\n}}\n\n"
        return self.row_of(q) + rows_call(q, args, values)

    def row_of(self, q):
        """The struct of a row, and where its columns go."""
        found = self.columns.of(q.place, q.sql)
        members, places = "", ""
        for name, kind in found:
            if not self.knows(kind):
                self.t.fail(f"{q.place}: column {name}: no type {kind}")
                continue
            members += f"\t{c_type(kind)}{name};\n"
            offset = f"offsetof(struct row_{q.name}, {name})"
            places += column_row(name, kind, offset, self.spans.get(kind, (0, 0)))
        text = f"struct row_{q.name} {{\n{members}}};\n"
        return text + f"static const struct db_column columns_{q.name}[] = {{\n{places}}};\n"

    def wire_columns(self, q):
        if q.how not in ("ONE", "MANY"):
            return ""
        return "".join(column_row(*c, 0, (0, 0)) for c in self.columns.of(q.place, q.sql))


def c_type(kind):
    return DB_TYPE[kind][1] if kind in DB_TYPE else f"enum {kind} "


def value_of(name, kind):
    if kind in DB_TYPE:
        return f"{{ .{DB_TYPE[kind][2]} = {name} }}"
    return f"{{ .text = {kind}_word({name}) }}"


def column_row(name, kind, offset, span):
    db_type = DB_TYPE[kind][0] if kind in DB_TYPE else "DB_WORD"
    return f'\t{{ "{name}", {db_type}, {offset}, {{ {span[0]}, {span[1]} }} }},\n'


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
