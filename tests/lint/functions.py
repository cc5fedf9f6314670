"""Where functions begin and end, and what stands outside them: by the form the house writes, no
compiler needed. A form that it does not know counts as nothing, so the form is checked too."""

import ast, functools, re

# Comments, texts and characters: what they hold is no code. Their lines stay, so that lines agree.
QUIET = re.compile(r"/\*.*?\*/|//[^\n]*|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'", re.S)
# A function in C: its head begins at the margin, its braces stand at the margin, alone.
IN_C = re.compile(
    r"^(?P<head>(?!typedef\b|struct\s+\w+\s*$)[A-Za-z_][^;{}#]*?\b(?P<name>\w+)"
    r"\((?P<parameters>[^;{}]*?)\))[^;{}()]*\n\{(?P<body>.*?)^\}",
    re.M | re.S,
)
# In a script: an opening line with `function` or an arrow, closed by a brace as deep.
OPENS = re.compile(
    r"^(?P<deep>[ \t]*)(?:export )?(?:default )?(?:async )?"
    r"(?:function\b\*? ?(?P<name>\w*)|(?:const|let) (?P<arrow>\w+) = .*=>).*\{$"
)


@functools.cache
def quiet(text):
    """C without what comments and texts say, line for line."""
    return QUIET.sub(lambda m: "\n" * m[0].count("\n") or '""' * (m[0][0] == '"'), text)


def parameters_of(words):
    """How many parameters a list of them names; commas within a parameter's own list do not part."""
    words = words.strip()
    if words in ("", "void"):
        return 0
    deep, count = 0, 1
    for letter in words:
        deep += (letter in "([") - (letter in ")]")
        count += letter == "," and deep == 0
    return count


@functools.cache
def functions_in_c(text):
    """(name, first line, lines, parameters) of every function."""
    code = quiet(text)
    return tuple(
        (
            m["name"],
            code.count("\n", 0, m.start()) + 1,
            m[0].count("\n") + 1,
            parameters_of(m["parameters"]),
        )
        for m in IN_C.finditer(code)
    )


@functools.cache
def functions_in_script(text):
    lines, found = text.split("\n"), []
    for number, line in enumerate(lines):
        m = OPENS.match(line)
        if not m:
            continue
        closing = re.compile(re.escape(m["deep"]) + r"\}")
        end = next((n for n in range(number + 1, len(lines)) if closing.match(lines[n])), number)
        found.append((m["name"] or m["arrow"] or "", number + 1, end - number + 1, 0))
    return tuple(found)


@functools.cache
def functions_in_python(text):
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return ()
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return tuple(
        (n.name, n.lineno, n.end_lineno - n.lineno + 1, len(n.args.args) + len(n.args.kwonlyargs))
        for n in ast.walk(tree)
        if isinstance(n, kinds)
    )


READERS = {
    "c": functions_in_c,
    "h": functions_in_c,
    "py": functions_in_python,
    "ts": functions_in_script,
    "mjs": functions_in_script,
    "vue": functions_in_script,
}

# The begin of a declaration of a variable: words, a name, and what comes after a name.
DECLARES = re.compile(
    r"^(?P<within>[ \t]+(?=static\b))?(?!(?:typedef|extern|return|goto|else|case)\b)"
    r"(?P<type>[A-Za-z_][\w \t]*[\w \t*])(?<=[ \t*])(?P<name>\w+)[ \t]*(?=[\[=;,])",
    re.M,
)
NO_VARIABLE = re.compile(r"(?:static\s+)?(?:struct|enum|union)\s*")


def names_in(declaration):
    """The names of `a[N] = { 1, 2 }, *b`: what begins each part."""
    deep, part, found = 0, "", []
    for letter in declaration + ",":
        deep += (letter in "([{") - (letter in ")]}")
        if letter == "," and deep == 0:
            found.append(re.match(r"[\s*]*(\w*)", part)[1])
            part = ""
        else:
            part += letter
    return found


def declaration_at(code, start):
    """From a name to the semicolon that ends its declaration."""
    deep = 0
    for at in range(start, len(code)):
        deep += (code[at] in "([{") - (code[at] in ")]}")
        if code[at] == ";" and deep == 0:
            return code[start:at]
    return code[start:]


@functools.cache
def variables_in_c(text):
    """Names of what keeps its value from call to call and may change: at the margin, or `static`."""
    code = quiet(text)
    found = set()
    for m in DECLARES.finditer(code):
        fixed = re.search(r"\bconst\b", m["type"]) and "*" not in m["type"]
        if not fixed and not NO_VARIABLE.fullmatch(m["type"]):
            found.update(names_in(declaration_at(code, m.start("name"))))
    return found - {""}
