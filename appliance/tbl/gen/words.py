"""Closed sets of words (SET rows, and tables that are sets themselves) and papers of identity."""

from rows import HEAD, c_string, unquote


def read_sets(t):
    """{set: [(word, label, rank)]} in the order of the tables."""
    sets = {}

    def add(name, word, label, rank):
        sets.setdefault(name, []).append((word, label, rank))

    for name, word, label, rank in t.rows("words", "SET", 4):
        add(name, word, unquote(label), int(rank))
    for rank, (code, _, label, *_) in enumerate(t.rows("windows", "ZONE", 6), 1):
        add("zone", code, unquote(label), rank)
    for rank, (code, label, _) in enumerate(t.rows("windows", "FEATURE", 3), 1):
        add("feature", code, unquote(label), rank)
    for rank, (_, word, _, label, *_) in enumerate(t.rows("disk", "DISK", 6), 1):
        add("disk_level", word, unquote(label), rank)
    for rank, (kind, label, *_) in enumerate(t.rows("papers", "PAPER", 6), 1):
        add("id_kind", kind, unquote(label), rank)
    for name, words in sets.items():
        if len({w for w, _, _ in words}) < len(words):
            t.fail(f"words.def: {name}: a word twice")
    return sets


def spans(sets):
    """{set: (where its words begin in set_words, how many there are)}"""
    first, found = 0, {}
    for name, words in sorted(sets.items()):
        found[name] = first, len(words)
        first += len(words)
    return found


def hints(t, sets):
    """{(set, word): what the user is told to do next}"""
    found = {(name, word): unquote(text) for name, word, text in t.rows("words", "HINT", 3)}
    for name, word in found:
        if word not in {w for w, _, _ in sets.get(name, [])}:
            t.fail(f"words.def: HINT({name}, {word}): no such word")
    return found


def write_sets(t, sets):
    said = hints(t, sets)
    text = HEAD + '#include "words/set.h"\n\nconst struct set_word set_words[] = {\n'
    for name, words in sorted(sets.items()):
        for word, label, rank in words:
            hint = c_string(said.get((name, word), ""))
            text += f'\t{{ "{name}", "{word}", {c_string(label)}, {hint}, {rank} }},\n'
    text += "};\nconst size_t set_word_count = sizeof set_words / sizeof *set_words;\n"
    t.write("sets.c", text)
    for name, (first, _) in spans(sets).items():
        t.header(f"words/{name}.h", enum_of(name, sets[name], first), ['"words/set.h"'])


def enum_of(name, words, first):
    """NAME_UNSET is 0: no word, or one that this version does not know."""
    upper = name.upper()
    members = (
        [f"{upper}_UNSET"] + [f"{upper}_{w.upper()}" for w, _, _ in words] + [f"{upper}_COUNT"]
    )
    text = f"\nenum {name} {{\n" + "".join(f"\t{m},\n" for m in members) + "};\n"
    text += f"#define {upper}_SET ((struct set_span){{ {first}, {len(words)} }})\n"
    of = f"\treturn (enum {name})set_index({upper}_SET, word);\n"
    text += f"static inline enum {name} {name}_of(const char *word)\n{{\n{of}}}\n"
    for what in ("word", "label", "hint"):
        get = f"\treturn set_{what}_at({upper}_SET, (int)value);\n"
        text += f"static inline const char *{name}_{what}(enum {name} value)\n{{\n{get}}}\n"
    return text


def read_papers(t):
    """Papers of identity, the areas that registers know, what may be wrong with a number."""
    papers = t.rows("papers", "PAPER", 6)
    areas = " ".join(unquote(r[0]) for r in t.rows("papers", "AREAS", 1))
    faults = {r[0]: unquote(r[1]) for r in t.rows("papers", "FAULT", 2)}
    return papers, areas, faults


def write_papers(t, papers, areas, faults):
    members = "".join(f"\tPAPER_{f.upper()},\n" for f in faults)
    t.header("papers.h", "enum paper_fault {\n\tPAPER_GOOD,\n" + members + "};\n")
    text = HEAD + '#include "words/paper.h"\n\nconst struct paper papers[] = {\n'
    for kind, label, check, forms, example, how in papers:
        row = f'"{kind}", {label}, PAPER_CHECK_{check}, {forms}, {example}, {how}'
        text += f"\t{{ {row} }},\n"
    text += "};\nconst size_t paper_count = sizeof papers / sizeof *papers;\n"
    text += 'const char *const paper_words[] = {\n\t[PAPER_GOOD] = "",\n'
    for fault, words in faults.items():
        text += f"\t[PAPER_{fault.upper()}] = {c_string(words)},\n"
    t.write("papers.c", text + f"}};\nconst char paper_areas[] = {c_string(areas)};\n")


def write_findings(t, sets):
    """What a hall's set-up may lack: an enum of codes, and a row each."""
    rows = t.rows("findings", "FINDING", 4)
    severities = {word for word, _, _ in sets["severity"]}
    names = [code.upper() for code, *_ in rows]
    members = "".join(f"\tFINDING_{name},\n" for name in ["NONE", *names, "COUNT"])
    t.header("findings.h", "\nenum finding {\n" + members + "};\n")
    text = HEAD + '#include "words/finding.h"\n\n'
    text += "const struct finding_row finding_rows[FINDING_COUNT] = {\n"
    for code, severity, said, advice in rows:
        if severity not in severities:
            t.fail(f"findings.def: {code}: no severity {severity}")
        row = f'"{code}", SEVERITY_{severity.upper()}, {said}, {advice}'
        text += f"\t[FINDING_{code.upper()}] = {{ {row} }},\n"
    t.write("findings.c", text + "};\n")
