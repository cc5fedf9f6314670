"""What the lints look at: the files of the tree, whether committed yet or not, as text."""

import subprocess
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]


def read_tree():
    """{path: text} of every file that git would take and that is text."""
    listed = subprocess.run(
        ["git", "-C", str(TOP), "ls-files", "-co", "--exclude-standard"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    files = {}
    for name in filter(None, listed):
        try:
            files[name] = (TOP / name).read_text()
        except (UnicodeDecodeError, FileNotFoundError):
            pass
    return files


def name_of(path):
    return path.rsplit("/", 1)[-1]


def language_of(path):
    """The ending without its dot; "" for a file without one."""
    name = name_of(path)
    return name.rsplit(".", 1)[1] if "." in name else ""


def plant(files, path, text):
    """The same tree with text put before a C source or after any other file."""
    spoiled = dict(files)
    was = spoiled.get(path, "")
    spoiled[path] = text + was if path.endswith((".c", ".h")) else was + text
    return spoiled
