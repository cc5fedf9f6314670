"""Events: a struct and a writer each, and the table of what their bodies hold."""

from rows import HEAD, bars, c_bool, c_string, unquote

C_TYPE = {"TEXT": "const char *", "INT": "int64_t ", "FLAG": "bool ", "JSON": "yyjson_mut_val *"}
MAY_BE_NULL = " /* may be NULL */"


def read_events(t, sets):
    """{kind: (label, writers, [(member, type, required)])}"""
    events = {}
    for kind, who, label in t.rows("events", "EVENT", 3):
        for w in bars(who):
            if w not in ("HALL", "HUB", "VOICE"):
                t.fail(f"events.def: {kind}: nobody is called {w}")
        events[unquote(kind)] = (unquote(label), bars(who), [])
    for kind, member, kind_of, required in t.rows("events", "WITH", 4):
        if unquote(kind) not in events:
            t.fail(f"events.def: WITH({kind}) before its EVENT")
        elif kind_of not in C_TYPE and kind_of not in sets:
            t.fail(f"events.def: {kind}.{member}: no type {kind_of}")
        else:
            events[unquote(kind)][2].append((member, kind_of, required == "YES"))
    return events


def struct_of(name, label, members):
    text = f"/* {label} */\nstruct event_{name} {{\n"
    for member, kind, required in members:
        note = MAY_BE_NULL if kind in ("TEXT", "JSON") and not required else ""
        text += f"\t{C_TYPE.get(kind, f'enum {kind} ')}{member};{note}\n"
    return text + ("" if members else "\tchar none;\n") + "};\n"


def adds(event, member, kind, required):
    """The lines that put a member into the body; a word of a set is a text there. A word may come
    from a record or a peer that knows more words than we: then the unit is a fault, no assert."""
    if kind not in C_TYPE:
        value = f'(t->doc, body, "{member}", {kind}_word(e->{member}));\n'
        add = f"\tyyjson_mut_obj_add_strcpy{value}"
        told = f'return fault("{event}: {member} is no word of {kind}");\n'
        guard = f"\tif (!e->{member})\n\t\t{told}"
        return guard + add if required else f"\tif (e->{member})\n\t{add}"
    value = f'(t->doc, body, "{member}", e->{member});\n'
    if kind in ("INT", "FLAG"):
        return f"\tyyjson_mut_obj_add_{'int' if kind == 'INT' else 'bool'}{value}"
    add = f"yyjson_mut_obj_add_{'strcpy' if kind == 'TEXT' else 'val'}{value}"
    return f"\tassert(e->{member});\n\t{add}" if required else f"\tif (e->{member})\n\t\t{add}"


def write_events(t, events):
    header = "\n"
    text = HEAD + '#include "events.h"\n#include <assert.h>\n#include "words/event.h"\n\n'
    for kind, (label, _, members) in events.items():
        name = kind.replace(".", "_")
        call = (
            f"enum rc event_{name}(struct txn *t, const char *stream, const char *subject,\n"
            f"\tconst struct event_{name} *e)"
        )
        header += struct_of(name, label, members) + f"NODISCARD {call};\n"
        header += f"#define record_{name}(t, subject, ...) \\\n"
        given = f"&(struct event_{name}){{ __VA_ARGS__ }}"
        header += f"\tevent_{name}(t, NULL, subject, {given})\n\n"
        text += f"{call}\n{{\n\tyyjson_mut_val *body = yyjson_mut_obj(t->doc);\n"
        text += "".join(adds(kind, *m) for m in members) or "\t(void)e;\n"
        text += f'\treturn journal_append(t, stream, "{kind}", subject, body);\n}}\n\n'
    said = {kind for _, _, members in events.values() for _, kind, _ in members} - C_TYPE.keys()
    t.header("events.h", header, ['"store/journal.h"', *(f'"words/{s}.h"' for s in sorted(said))])
    t.write("events.c", text + table_of(events))


def table_of(events):
    text, rows = "", ""
    for i, (kind, (label, writers, members)) in enumerate(events.items()):
        if members:
            kinds = ((m, k if k in C_TYPE else "TEXT", r) for m, k, r in members)
            cells = (f'{{ "{m}", EVENT_{k}, {c_bool(r)} }}' for m, k, r in kinds)
            text += f"static const struct event_field fields_{i}[] = {{\n\t"
            text += ",\n\t".join(cells) + "\n};\n"
        who = " | ".join(f"EVENT_BY_{w}" for w in writers)
        fields = f"fields_{i}" if members else "NULL"
        rows += f'\t{{ "{kind}", {c_string(label)}, {who}, {fields}, {len(members)} }},\n'
    text += f"const struct event_word event_words[] = {{\n{rows}}};\n"
    return text + "const size_t event_word_count = sizeof event_words / sizeof *event_words;\n"
