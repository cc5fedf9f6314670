#!/usr/bin/env python3
"""Turns the product's tables into C and OpenAPI: generate.py APPLIANCE_DIR OUT_DIR.

tbl/WING/NAME.def -> routes.c shapes.c sets.c events.h events.c settings.h settings.c openapi.json
NOUN.sql       -> NOUN_sql.h (typed prototypes), query_ids.h, queries.c
store/schema, tbl/WING/views -> schema.c (permanent tables, views, digest queries)
sample/        -> sample.S (the sample catalogue, embedded)
A row that does not parse, an unknown name or a wrong count of columns stops the build."""
import hashlib, json, os, re, sys
from pathlib import Path
from lists import check_lists

root, out = Path(sys.argv[1]), Path(sys.argv[2])
out.mkdir(parents=True, exist_ok=True)
errors = []

def fail(text):
    errors.append(text)

def rows(name, macro, columns):
    """The X-macro rows of tbl/WING/NAME.def, as lists of raw column texts."""
    found = []
    tables = [p for p in (root / "tbl").glob("*/*.def") if f".{p.name}".endswith(f".{name}.def")]
    for path in sorted(tables, key=lambda p: (p.parent.name != "common", p.parent.name, p.name)):
        text = re.sub(r"/\*.*?\*/", lambda m: "\n" * m[0].count("\n"), path.read_text(), flags=re.S)
        for number, line in enumerate(text.splitlines(), 1):
            line = line.strip()
            if not line:
                continue
            place = f"{path.relative_to(root)}:{number}"
            m = re.fullmatch(r"(\w+)\((.*)\)", line)
            if not m:
                fail(f"{place}: not a row: {line}")
                continue
            if m[1] != macro:
                continue
            parts = [p.strip() for p in re.findall(r'\s*("(?:[^"\\]|\\.)*"|[^,"]+)\s*(?:,|$)', m[2])]
            if len(parts) != columns:
                fail(f"{place}: {len(parts)} columns, {columns} wanted")
                continue
            found.append(parts)
    return found

def unquote(s):
    return json.loads(s)

def c_string(s):
    return json.dumps(s, ensure_ascii=False)

def write(name, text):
    path = out / name
    if not path.exists() or path.read_text() != text:
        path.write_text(text)

HEAD = "/* Made by tbl/gen/generate.py; change the tables instead. */\n"

# ---- sets, shapes, routes -------------------------------------------------------------------------------------------
sets = {}
for set_name, word, label, rank in rows("words", "SET", 4):
    sets.setdefault(set_name, []).append((word, unquote(label), int(rank)))
for rank, (code, _, label, *_) in enumerate(rows("windows", "ZONE", 6), 1):
    sets.setdefault("zone", []).append((code, unquote(label), rank))
for rank, (code, label, _) in enumerate(rows("windows", "FEATURE", 3), 1):
    sets.setdefault("feature", []).append((code, unquote(label), rank))
for rank, (_, word, _, label, *_) in enumerate(rows("disk", "DISK", 6), 1):
    sets.setdefault("disk_level", []).append((word, unquote(label), rank))
papers = rows("papers", "PAPER", 6)
paper_areas = [unquote(r[0]) for r in rows("papers", "AREAS", 1)]
paper_faults = [(r[0], unquote(r[1])) for r in rows("papers", "FAULT", 2)]
for rank, (kind, label, *_) in enumerate(papers, 1):
    sets.setdefault("id_kind", []).append((kind, unquote(label), rank))
for name, words in sets.items():
    if len({w for w, _, _ in words}) < len(words):
        fail(f"sets.def: {name}: a word twice")
shapes = {}
# what each is: http/shape.h
STRINGS = {"TEXT", "LINES", "SECRET", "CODE", "ID_NO", "PHONE"}
FIELD_TYPES = STRINGS | {"INT", "NUM", "FLAG", "OBJECT", "LIST", "TEXTS", "INTS", "ANY"}
for shape, field, kind, ref, required, least, most, label in rows("shapes", "FIELD", 8):
    if kind not in FIELD_TYPES:
        fail(f"shapes.def: {shape}.{field}: no type {kind}")
    if any(f[0] == field for f in shapes.get(shape, [])):
        fail(f"shapes: {shape}.{field} is there twice")
    if shape in shapes and next(reversed(shapes)) != shape or any(f[0] == field for f in shapes.get(shape, [])):
        fail(f"shapes: {shape}.{field}: two places speak of {shape}")
    shapes.setdefault(shape, []).append((field, kind, unquote(ref), required == "YES", int(least), int(most), unquote(label)))
for shape, fields in shapes.items():
    for field, kind, ref, *_ in fields:
        if kind in ("OBJECT", "LIST") and ref not in shapes:
            fail(f"shapes.def: {shape}.{field} refers to unknown shape {ref}")
        if kind == "TEXT" and ref and ref not in sets:
            fail(f"shapes.def: {shape}.{field} refers to unknown set {ref}")
        kinds = [p[0] for p in papers] + [f[0] for f in fields if f[2] == "id_kind"]
        if kind == "ID_NO" and ref and ref not in kinds:
            fail(f"shapes.def: {shape}.{field}: {ref} is no kind of paper, no field with one")
roles = {r[0]: (unquote(r[1]), unquote(r[2])) for r in rows("roles", "ROLE", 4)}
routes = []
for method, path, name, role, where, request, reply, summary in rows("routes", "ROUTE", 8):
    names = [r.strip() for r in role.split("|")]
    for r in names:
        if r != "ANYONE" and r not in roles:
            fail(f"routes.def: {path}: no role {r}")
    for s in (request, reply):
        if s not in shapes and s not in ("None", "File"):
            fail(f"routes.def: {path}: no shape {s}")
    routes.append((method, unquote(path), name, names, where, request, reply, unquote(summary)))

check_lists(shapes, routes, [r[:2] for r in rows("bounded", "BOUNDED", 3)], fail)

text = HEAD + '#include "http/shape.h"\n\nconst struct shape_field shape_fields[] = {\n'
for shape, fields in sorted(shapes.items()):
    for field, kind, ref, required, least, most, label in fields:
        text += f'\t{{ "{shape}", "{field}", FIELD_{kind}, "{ref}", {str(required).lower()}, {least}, {most}, {c_string(label)} }},\n'
text += "};\nconst size_t shape_field_count = sizeof shape_fields / sizeof *shape_fields;\n"
write("shapes.c", text)

text = HEAD + '#include "words/set.h"\n\nconst struct set_word set_words[] = {\n'
for name, words in sorted(sets.items()):
    for word, label, rank in words:
        text += f'\t{{ "{name}", "{word}", {c_string(label)}, {rank} }},\n'
text += "};\nconst size_t set_word_count = sizeof set_words / sizeof *set_words;\n"
write("sets.c", text)

header = HEAD + "#ifndef GEN_PAPERS_H\n#define GEN_PAPERS_H\nenum paper_fault {\n\tPAPER_GOOD,\n"
header += "".join(f"\tPAPER_{f.upper()},\n" for f, _ in paper_faults)
write("papers.h", header + "};\n#endif\n")
text = HEAD + '#include "words/paper.h"\n\nconst struct paper papers[] = {\n'
for kind, label, check, forms, example, how in papers:
    text += f'\t{{ "{kind}", {label}, PAPER_CHECK_{check}, {forms}, {example}, {how} }},\n'
text += "};\nconst size_t paper_count = sizeof papers / sizeof *papers;\n"
text += 'const char *const paper_words[] = {\n\t[PAPER_GOOD] = "",\n'
text += "".join(f"\t[PAPER_{f.upper()}] = {c_string(words)},\n" for f, words in paper_faults)
write("papers.c", text + f"}};\nconst char paper_areas[] = {c_string(' '.join(paper_areas))};\n")

settings = rows("settings", "SETTING", 9)
header = HEAD + "#ifndef GEN_SETTINGS_H\n#define GEN_SETTINGS_H\nenum setting {\n"
text = HEAD + '#include "words/setting.h"\n\nconst struct setting_row setting_rows[] = {\n'
for name, kind, otherwise, least, most, unit, group, label, help_text in settings:
    if kind not in ("INT", "FLAG", "TEXT", "TIME"):
        fail(f"settings.def: {name}: no type {kind}")
    if kind not in ("TEXT", "TIME") and not int(least) <= int(unquote(otherwise)) <= int(most):
        fail(f"settings.def: {name}: its own default is out of range")
    header += f"\tSETTING_{name.upper()},\n"
    text += f'\t{{ "{name}", SETTING_{kind}, {c_string(unquote(otherwise))}, {least}, {most}, {unit}, {group}, {label}, {help_text} }},\n'
write("settings.h", header + "\tSETTING_COUNT\n};\n#endif\n")
write("settings.c", text + "};\nconst size_t setting_count = sizeof setting_rows / sizeof *setting_rows;\n")

text = HEAD + '#include "http/server.h"\n#include "api/handlers.h"\n\nconst struct route routes[] = {\n'
for method, path, name, names, where, request, reply, summary in routes:
    mask = " | ".join(f"ROLE_{r}" for r in names)
    text += f'\t{{ HTTP_{method}, "{path}", "{name}", api_{name}, {mask}, NODE_{where}, "{request}", "{reply}", {c_string(summary)} }},\n'
text += "};\nconst size_t route_count = sizeof routes / sizeof *routes;\n"
write("routes.c", text)
text = HEAD + "#ifndef GEN_HANDLERS_H\n#define GEN_HANDLERS_H\n#include \"http/server.h\"\n\n"
for route in routes:
    text += f"handler api_{route[2]};\n"
write("handlers_gen.h", text + "\n#endif\n")

# ---- OpenAPI ---------------------------------------------------------------------------------------------------------
def field_schema(kind, ref, least, most, label):
    if kind in STRINGS:
        s = {"type": "string", "description": label}
        if ref and kind == "TEXT":
            s["enum"] = [w for w, _, _ in sets[ref]]
        elif most:
            s["maxLength"] = most
            if least:
                s["minLength"] = least
        return s
    if kind == "INT":
        return {"type": "integer", "minimum": least, "maximum": most, "description": label}
    if kind == "NUM":
        return {"type": "number", "description": label}
    if kind == "FLAG":
        return {"type": "boolean", "description": label}
    if kind == "OBJECT":
        return {"$ref": f"#/components/schemas/{ref}"}
    if kind in ("LIST", "TEXTS", "INTS"):
        items = {"LIST": {"$ref": f"#/components/schemas/{ref}"}, "TEXTS": {"type": "string"}, "INTS": {"type": "integer"}}[kind]
        return {"type": "array", "items": items, "maxItems": most, "description": label}
    return {"description": label}

def nullable(schema):
    if "$ref" in schema:
        return {"oneOf": [schema, {"type": "null"}]}
    if isinstance(schema.get("type"), str):
        schema = dict(schema, type=[schema["type"], "null"])
        if "enum" in schema:
            schema["enum"] = schema["enum"] + [None]
    return schema

schemas = {}
for shape, fields in shapes.items():
    schemas[shape] = {
        "type": "object",
        "required": [f[0] for f in fields if f[3]],
        "properties": {f[0]: field_schema(f[1], f[2], f[4], f[5], f[6]) if f[3] else nullable(field_schema(f[1], f[2], f[4], f[5], f[6])) for f in fields},
    }
schemas["Error"] = {"type": "object", "required": ["error"], "properties": {"error": {"type": "object", "required": ["code", "text", "advice"], "properties": {
    "code": {"type": "string"}, "text": {"type": "string"}, "advice": {"type": "string"}, "detail": {"type": ["string", "null"]}}}}}
paths = {}
arguments = {}
for path, argument, label in rows("routes", "ARGUMENT", 3):
    arguments.setdefault(unquote(path), []).append((argument, unquote(label)))
for path in arguments:
    if path not in {r[1] for r in routes if r[0] == "GET"}:
        fail(f"routes.def: ARGUMENT of {path}: no such GET route")
for method, path, name, names, where, request, reply, summary in routes:
    where_words = {"HALL": "乡镇", "HUB": "县级", "BOTH": "两级"}[where]
    who = "任何人" if "ANYONE" in names else "、".join(roles[r][1] for r in names)
    op = {"operationId": name, "summary": summary, "description": f"{where_words}；可用角色：{who}", "tags": [path.split("/")[2] if path.startswith("/api/") else "link"], "responses": {}}
    params = [{"name": p, "in": "path", "required": True, "schema": {"type": "string"}} for p in re.findall(r":(\w+)", path)]
    if method == "GET":
        params += [{"name": q, "in": "query", "required": False, "description": label, "schema": {"type": "string"}} for q, label in arguments.get(path, [])]
    if method == "POST":
        params.append({"name": "Idempotency-Key", "in": "header", "required": False, "schema": {"type": "string", "maxLength": 64}})
    if params:
        op["parameters"] = params
    if request != "None":
        op["requestBody"] = {"required": True, "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{request}"}}}}
    content = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}} if reply == "File" else {"application/json": {"schema": {"$ref": f"#/components/schemas/{reply}"}}}
    op["responses"]["200"] = {"description": "完成", "content": content}
    op["responses"]["default"] = {"description": "拒绝或故障", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}
    paths.setdefault(re.sub(r":(\w+)", r"{\1}", path), {})[method.lower()] = op
openapi = {"openapi": "3.1.0", "info": {"title": "minihall", "version": "1", "description": "乡镇便民服务中心一体机与县级汇聚端的接口"}, "paths": paths, "components": {"schemas": schemas},
           "x-sets": {name: {w: label for w, label, _ in sorted(words, key=lambda w: w[2])} for name, words in sets.items()},
           "x-papers": {"kinds": {kind: {"check": check, "forms": unquote(forms), "example": unquote(example), "how": unquote(how)}
                                  for kind, _, check, forms, example, how in papers},
                        "areas": " ".join(paper_areas), "faults": dict(paper_faults)},
           "x-roles": {code: label for code, label in roles.values()},
           "x-events": [unquote(e[0]) for e in rows("events", "EVENT", 3)],
           "x-event-writers": {unquote(e[0]): [w.strip() for w in e[1].split("|")] for e in rows("events", "EVENT", 3)},
           "x-refusals": [r[0] for r in rows("refusals", "REFUSAL", 4)]}
write("openapi.json", json.dumps(openapi, ensure_ascii=False, indent=1) + "\n")

# ---- events ----------------------------------------------------------------------------------------------------------
events = {}
writers = {}
for kind, who, label in rows("events", "EVENT", 3):
    events[unquote(kind)] = (unquote(label), [])
    writers[unquote(kind)] = [w.strip() for w in who.split("|")]
    for w in writers[unquote(kind)]:
        if w not in ("HALL", "HUB", "VOICE"):
            fail(f"events: {kind}: nobody is called {w}")
for kind, field, ftype, required in rows("events", "WITH", 4):
    kind = unquote(kind)
    if kind not in events:
        fail(f"events.def: WITH({kind}) before its EVENT")
        continue
    events[kind][1].append((field, ftype, required == "YES"))
C_TYPE = {"TEXT": "const char *", "INT": "int64_t ", "FLAG": "bool ", "JSON": "yyjson_mut_val *"}
header = HEAD + "#ifndef GEN_EVENTS_H\n#define GEN_EVENTS_H\n#include \"store/journal.h\"\n\n"
body = HEAD + '#include "events.h"\n#include "words/event.h"\n#include <assert.h>\n\n'
for kind, (label, fields) in events.items():
    c = kind.replace(".", "_")
    header += f"/* {label} */\nstruct event_{c} {{\n" + "".join(f"\t{C_TYPE[t]}{f};{'' if r else ' /* may be NULL */' if t in ('TEXT', 'JSON') else ''}\n" for f, t, r in fields)
    if not fields:
        header += "\tchar none;\n"
    header += f"}};\nNODISCARD enum rc event_{c}(struct txn *t, const char *stream, const char *subject, const struct event_{c} *e);\n\n"
    body += f"enum rc event_{c}(struct txn *t, const char *stream, const char *subject, const struct event_{c} *e)\n{{\n\tyyjson_mut_val *body = yyjson_mut_obj(t->doc);\n"
    if not fields:
        body += "\t(void)e;\n"
    for f, t, r in fields:
        if t == "TEXT":
            if r:
                body += f"\tassert(e->{f});\n\tyyjson_mut_obj_add_strcpy(t->doc, body, \"{f}\", e->{f});\n"
            else:
                body += f"\tif (e->{f})\n\t\tyyjson_mut_obj_add_strcpy(t->doc, body, \"{f}\", e->{f});\n"
        elif t == "INT":
            body += f"\tyyjson_mut_obj_add_int(t->doc, body, \"{f}\", e->{f});\n"
        elif t == "FLAG":
            body += f"\tyyjson_mut_obj_add_bool(t->doc, body, \"{f}\", e->{f});\n"
        else:
            if r:
                body += f"\tassert(e->{f});\n\tyyjson_mut_obj_add_val(t->doc, body, \"{f}\", e->{f});\n"
            else:
                body += f"\tif (e->{f})\n\t\tyyjson_mut_obj_add_val(t->doc, body, \"{f}\", e->{f});\n"
    body += f"\treturn journal_append(t, stream, \"{kind}\", subject, body);\n}}\n\n"
for i, (kind, (label, fields)) in enumerate(events.items()):
    if fields:
        body += f"static const struct event_field fields_{i}[] = {{ " + ", ".join(f'{{ "{f}", EVENT_{t}, {str(r).lower()} }}' for f, t, r in fields) + " };\n"
body += "const struct event_word event_words[] = {\n"
for i, (kind, (label, fields)) in enumerate(events.items()):
    who = " | ".join(f"EVENT_BY_{w}" for w in writers[kind])
    body += f'\t{{ "{kind}", {c_string(label)}, {who}, {f"fields_{i}" if fields else "NULL"}, {len(fields)} }},\n'
body += "};\nconst size_t event_word_count = sizeof event_words / sizeof *event_words;\n"
write("events.h", header + "#endif\n")
write("events.c", body)

# ---- SQL -------------------------------------------------------------------------------------------------------------
DB_TYPE = {"text": ("DB_TEXT", "const char *"), "int": ("DB_INT", "int64_t "), "flag": ("DB_FLAG", "bool "), "json": ("DB_JSON", "const char *"), "real": ("DB_REAL", "double ")}
queries = []
seen = set()
cuts = {name: (int(most), f"{unquote(what)}只列出前 {most} 条，{unquote(how)}") for name, most, what, how in rows("cut", "CUT", 4)}

def keeps_to_its_hall(sql):
    """An event's effect writes rows of the hall whose stream it is in, whatever its subject or body say."""
    if sql.startswith("INSERT"):
        m = re.match(r"INSERT (?:OR \w+ )?INTO \w+ \(hall, .*?\) (VALUES \(:hall,|SELECT (?::hall|(?:\w+\.)?hall),)", sql)
        return bool(m) and ":hall" in sql
    return bool(re.search(r" WHERE (\w+\.)?hall = :hall( AND |$)", sql))

# By floor and noun, whatever the wing: effects of one event run in this order.
for sql_file in sorted(root.glob("*/**/*.sql"), key=lambda p: (p.relative_to(root).parts[0], p.stem)):
    if "schema" in sql_file.parts or "views" in sql_file.parts:
        continue
    noun = sql_file.stem
    guard = f"GEN_{noun.upper()}_SQL_H"
    header = HEAD + f'#ifndef {guard}\n#define {guard}\n#include <stddef.h>\n#include "query_ids.h"\n#include "store/db.h"\n#include "store/txn.h"\n\n'
    blocks = re.split(r"^-- :", sql_file.read_text(), flags=re.M)[1:]
    for block in blocks:
        first, _, sql = block.partition("\n")
        sql = re.sub(r"\s*--[^\n]*", "", sql)
        sql = re.sub(r"\s+", " ", sql).strip().rstrip(";")
        place = f"{sql_file.relative_to(root)}: {first}"
        m = re.fullmatch(r"apply ([\w.]+)\s*", first)
        if m:
            if m[1] not in events:
                fail(f"{place}: no such event")
            params = [(p, "int" if p == "seq" else "text") for p in dict.fromkeys(re.findall(r":([a-z_]+)", sql))]
            for p, _ in params:
                if p not in ("node", "hall", "seq", "at", "actor", "id", "body", "local"):
                    fail(f"{place}: an effect may not use :{p}")
            if not keeps_to_its_hall(sql):
                fail(f"{place}: an effect must name the rows of :hall, and write no others")
            queries.append((m[1], f"APPLY_{len(queries)}", sql, params, "NONE", True, True))
            continue
        m = re.fullmatch(r"(query|load|list|exec) (\w+)\(([^)]*)\)\s*(one|many)?\s*", first)
        if not m:
            fail(f"{place}: not a block head")
            continue
        what, name, arglist, how = m.groups()
        if name in seen:
            fail(f"{place}: twice")
        seen.add(name)
        args = [tuple(a.split()) for a in arglist.split(",")] if arglist.strip() else []
        if name in cuts: # one row more than is given out tells that there are more
            if not sql.endswith(" LIMIT :most") or "most" in [a for _, a in args] or how == "one" or what in ("load", "exec"):
                fail(f"{place}: cut.def wants a list that ends with LIMIT :most")
            sql = sql.replace("LIMIT :most", f"LIMIT {cuts[name][0] + 1}")
        for t, a in args:
            if t not in DB_TYPE:
                fail(f"{place}: no type {t}")
            if not re.search(rf":{a}\b", sql):
                fail(f"{place}: :{a} is not used")
        used = set(re.findall(r":([a-z_]+)\b", re.sub(r'"[^"]*"|\'[^\']*\'', "", sql)))
        if used - {a for _, a in args}:
            fail(f"{place}: {used - {a for _, a in args}} not declared")
        params = [(a, t) for t, a in args]
        enum = f"QUERY_{name.upper()}"
        c_args = "".join(f", {DB_TYPE[t][1]}{a}" for t, a in args)
        member = {"text": "text", "json": "text", "int": "integer", "flag": "integer", "real": "real"}
        values = f"\tconst union db_value values[] = {{ " + (", ".join(f"{{ .{member[t]} = {a} }}" for t, a in args) or "{ .integer = 0 }") + " };\n"
        if what == "query":
            if how not in ("one", "many"):
                fail(f"{place}: one or many?")
            header += f"static inline enum rc query_{name}(struct txn *t{c_args}, yyjson_mut_val **reply)\n{{\n{values}\treturn db_query_json(t->db, {enum}, values, t->doc, reply);\n}}\n\n"
            queries.append((name, enum, sql, params, how.upper(), False, False))
        elif what == "exec":
            header += f"static inline enum rc exec_{name}(struct txn *t{c_args}, int64_t *changed)\n{{\n{values}\treturn db_query_exec(t->db, {enum}, values, changed);\n}}\n\n"
            queries.append((name, enum, sql, params, "NONE", True, False))
        else:
            m = re.match(r"(?:WITH\b.*?\)\s*)?SELECT\s+(?:DISTINCT\s+)?(.*?)\s+FROM\b", sql, flags=re.S | re.I)
            columns = []
            depth = 0
            part = ""
            select = sql[sql.index("SELECT") + 6:] if not sql.startswith("WITH") else sql[sql.rindex("\x00") + 1:] if "\x00" in sql else sql[sql.rindex(") SELECT") + 8:]
            tokens = []
            for ch in select:
                if ch == "(":
                    depth += 1
                elif ch == ")":
                    depth -= 1
                if depth == 0 and ch == ",":
                    tokens.append(part); part = ""
                    continue
                part += ch
                if depth == 0 and re.search(r"\sFROM\s$", part):
                    part = part[:-6]
                    break
            tokens.append(part)
            for token in tokens:
                token = token.strip()
                a = re.search(r'AS\s+"?([\w:]+)"?$', token)
                alias = a[1] if a else token.split(".")[-1].strip('"')
                col, _, ctype = alias.partition(":")
                ctype = ctype or "text"
                if not re.fullmatch(r"\w+", col) or ctype not in DB_TYPE:
                    fail(f"{place}: can't name column {token}")
                    continue
                columns.append((col, ctype))
            struct = f"row_{name}"
            header += f"struct {struct} {{\n" + "".join(f"\t{DB_TYPE[t][1]}{c};\n" for c, t in columns) + "};\n"
            header += f"static const struct db_column columns_{name}[] = {{ " + ", ".join(f'{{ "{c}", {DB_TYPE[t][0]}, offsetof(struct {struct}, {c}) }}' for c, t in columns) + " };\n"
            if what == "load":
                header += f"static inline enum rc load_{name}(struct txn *t{c_args}, struct {struct} *row)\n{{\n{values}\treturn db_query_row(t->db, {enum}, values, &t->arena, columns_{name}, {len(columns)}, row);\n}}\n\n"
                queries.append((name, enum, sql, params, "ROW", False, False))
            else:
                header += (f"static inline enum rc list_{name}(struct txn *t{c_args}, struct {struct} **rows, size_t *count)\n{{\n{values}\tvoid *all;\n"
                           f"\tenum rc rc = db_query_rows(t->db, {enum}, values, &t->arena, sizeof **rows, columns_{name}, {len(columns)}, &all, count);\n\tif (!rc)\n\t\t*rows = all;\n\treturn rc;\n}}\n\n")
                queries.append((name, enum, sql, params, "ROWS", False, False))
    write(f"{noun}_sql.h", header + "#endif\n")

for name in sorted(cuts.keys() - seen):
    fail(f"cut.def: there is no query {name}")
write("query_ids.h", HEAD + "#ifndef GEN_QUERY_IDS_H\n#define GEN_QUERY_IDS_H\nenum {\n" + "".join(f"\t{q[1]},\n" for q in queries) + "\tQUERY_COUNT\n};\n#endif\n")
text = HEAD + '#include "store/db.h"\n\n'
for i, (name, enum, sql, params, how, writes, apply) in enumerate(queries):
    if params:
        text += f"static const struct db_param params_{i}[] = {{ " + ", ".join(f'{{ ":{p}", {DB_TYPE[t][0]} }}' for p, t in params) + " };\n"
text += "\nconst struct db_query db_queries[] = {\n"
for i, (name, enum, sql, params, how, writes, apply) in enumerate(queries):
    text += f'\t{{ "{name}", {c_string(sql)}, {f"params_{i}" if params else "NULL"}, {len(params)}, DB_YIELD_{how}, {str(writes).lower()}, {str(apply).lower()}, {cuts.get(name, (0,))[0]}, {c_string(cuts[name][1]) if name in cuts else "NULL"} }},\n'
text += "};\nconst size_t db_query_count = sizeof db_queries / sizeof *db_queries;\n"
write("queries.c", text)

# ---- schema ----------------------------------------------------------------------------------------------------------
steps = [(p.stem, p.read_text()) for p in sorted((root / "store/schema/permanent").glob("*.sql"))]
permanent = ["schema_step"]
for n, (name, sql) in enumerate(steps, 1):
    if not re.fullmatch(rf"{n:04}(-[a-z]+)+", name):
        fail(f"store/schema/permanent: {name} should begin with {n:04}-")
    for made, dropped in re.findall(r"^(?:CREATE TABLE (?:IF NOT EXISTS )?(\w+)|DROP TABLE (\w+))", sql, flags=re.M):
        permanent = permanent + [made] if made else [t for t in permanent if t != dropped]
views_sql = "".join(p.read_text() for p in sorted((root / "tbl").glob("*/views/*.sql"), key=lambda p: p.name))
# another shape of the views, or other effects, is another version: an older database is refilled from its journal when it is opened
effects = "".join(f"{q[0]} {q[2]}\n" for q in queries if q[6])
views_version = int(hashlib.sha256((views_sql + effects).encode()).hexdigest()[:7], 16) + 1
text = HEAD + '#include "store/schema.h"\n\n'
def c_lines(sql):
    return "\n".join("\t" + c_string(line + "\n") for line in sql.splitlines() if line.strip() and not line.strip().startswith("--"))
text += "const struct schema_step schema_steps[] = {\n" + "".join(f'\t{{ "{name}",\n{c_lines(sql)} }},\n' for name, sql in steps)
text += "};\nconst size_t schema_step_count = sizeof schema_steps / sizeof *schema_steps;\n\n"
text += "const char *const schema_permanent[] = { " + ", ".join(c_string(t) for t in permanent) + ", NULL };\n\n"
text += "const char schema_views[] =\n" + c_lines(views_sql) + ";\n\nconst int schema_views_version = " + str(views_version) + ";\n\nconst struct schema_view schema_view_tables[] = {\n"
for m in re.finditer(r"CREATE TABLE (\w+) \((.*?)\n\)([^;]*);[ \t]*(-- cache)?", views_sql, flags=re.S):
    table, columns, _, cache = m.groups()
    pk = re.search(r"PRIMARY KEY \(([^)]*)\)", columns)
    if not pk or not re.match(r"\s*hall TEXT", columns):
        if not cache:
            fail(f"views: {table} needs a hall column and a PRIMARY KEY (…)")
    digest = "NULL" if cache else c_string(f"SELECT * FROM {table} WHERE hall = ?1 ORDER BY {pk[1]}")
    text += f'\t{{ "{table}", "DROP TABLE IF EXISTS {table}", {digest} }},\n'
text += "};\nconst size_t schema_view_count = sizeof schema_view_tables / sizeof *schema_view_tables;\n"
write("schema.c", text)

# ---- what the program is made of --------------------------------------------------------------------------------------
parts, mends = [], {}
for line in (root / "../image/deps/lock").read_text().splitlines():
    part = line.split("#")[0].split()
    if part and part[0] == "apply":
        mends.setdefault(part[1], []).append(part[2])
    elif part and part[0] != "patches":
        parts.append(part)
write("sbom.h", HEAD + """#ifndef GEN_SBOM_H
#define GEN_SBOM_H
#include <stddef.h>
struct sbom_row { const char *name, *version, *sha256, *const *patches; /* NULL ends them */ };
extern const struct sbom_row sbom[];
extern const size_t sbom_count;
#endif
""")
text = HEAD + '#include "sbom.h"\n\nconst struct sbom_row sbom[] = {\n'
for name, version, _, _, _, sha256 in parts:
    patches = "".join(f'"{patch}", ' for patch in mends.get(name, []))
    text += f'\t{{ "{name}", "{version}", "{sha256}", (const char *const[]){{ {patches}NULL }} }},\n'
write("sbom.c", text + "};\nconst size_t sbom_count = sizeof sbom / sizeof *sbom;\n")

# ---- embedded files --------------------------------------------------------------------------------------------------
text = HEAD.replace("/*", "/*")
names = sorted(p for p in (root / "sample").rglob("*") if p.is_file()) if (root / "sample").exists() else []
names.append(out / "openapi.json")
c = HEAD + '#include "base/embed.h"\n\n'
table = "const struct embed embeds[] = {\n"
for i, p in enumerate(names):
    rel = p.relative_to(root).as_posix() if p.is_relative_to(root) else p.name
    c += f"/* {hashlib.sha256(p.read_bytes()).hexdigest()} */\n"   # other contents are another file to make
    c += f'__asm__(".section .rodata\\n.balign 16\\n.global embed_{i}\\nembed_{i}:\\n.incbin \\"{os.path.relpath(p)}\\"\\n.global embed_{i}_end\\nembed_{i}_end:\\n.byte 0\\n.previous\\n");\nextern const char embed_{i}[], embed_{i}_end[];\n'
    table += f'\t{{ "{rel}", embed_{i}, embed_{i}_end }},\n'
c += table + "};\nconst size_t embed_count = sizeof embeds / sizeof *embeds;\n"
write("embed.c", c)

if errors:
    print("\n".join(errors), file=sys.stderr)
    sys.exit(1)
