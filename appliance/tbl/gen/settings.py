"""What a director may tune, and every way a rule says no."""

from rows import HEAD, c_string, unquote


def write_settings(t):
    """Pages show the groups in the order of the GROUP rows."""
    order = {unquote(r[0]): i for i, r in enumerate(t.rows("groups", "GROUP", 1))}
    rows = t.rows("settings", "SETTING", 9)
    for row in rows:
        if unquote(row[6]) not in order:
            t.fail(f"settings.def: {row[0]}: no group {row[6]} in groups.def")
    rows.sort(key=lambda row: order.get(unquote(row[6]), 0))
    header = "enum setting {\n"
    text = HEAD + '#include "words/setting.h"\n\nconst struct setting_row setting_rows[] = {\n'
    for name, kind, otherwise, least, most, unit, group, label, help_text in rows:
        if kind not in ("INT", "FLAG", "TEXT", "TIME"):
            t.fail(f"settings.def: {name}: no type {kind}")
        elif kind in ("INT", "FLAG") and not int(least) <= int(unquote(otherwise)) <= int(most):
            t.fail(f"settings.def: {name}: its own default is out of range")
        header += f"\tSETTING_{name.upper()},\n"
        value = c_string(unquote(otherwise))
        text += f'\t{{ "{name}", SETTING_{kind}, {value}, {least}, {most}, {unit}, {group},\n'
        text += f"\t\t{label}, {help_text} }},\n"
    t.header("settings.h", header + "\tSETTING_COUNT\n};\n")
    text += "};\nconst size_t setting_count = sizeof setting_rows / sizeof *setting_rows;\n"
    t.write("settings.c", text)


def write_refusals(t):
    """Returns the codes."""
    rows = t.rows("refusals", "REFUSAL", 4)
    members = "".join(f"\tREFUSAL_{code},\n" for code, *_ in rows)
    t.header("refusals.h", f"enum refusal {{\n\tREFUSAL_NONE,\n{members}\tREFUSAL_COUNT\n}};\n")
    text = HEAD + '#include "words/refusal.h"\n\n'
    text += "const struct refusal_row refusal_rows[REFUSAL_COUNT] = {\n"
    for code, status, words, advice in rows:
        text += f'\t[REFUSAL_{code}] = {{ "{code}", {status}, {words}, {advice} }},\n'
    t.write("refusals.c", text + "};\n")
    codes = [code for code, *_ in rows]
    for code in {c for c in codes if codes.count(c) > 1}:
        t.fail(f"refusals.def: {code} is there twice")
    return codes
