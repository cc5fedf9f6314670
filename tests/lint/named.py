"""What is still there of what should not be, one by one: lists that may only shrink. A row names a
file without its folder, since files move."""

import re
from functions import variables_in_c
from counts import PRODUCT, sources
from tree import name_of
from wings import upward


def globals_of(files):
    """Variables that outlive a call and may change, in the product."""
    return {
        f"{name_of(path)} {name}"
        for path, text in sources(files, ("c", "h"), PRODUCT)
        for name in variables_in_c(text)
    }


QUERIES = re.compile(r'^#include "(?:[\w/]+/)?(\w+)_sql\.h"', re.M)


def back_windows(files):
    """Files that ask another noun's queries: a noun is the beginning of the file's own name."""
    found = set()
    for path, text in sources(files, ("c", "h"), PRODUCT):
        stem = name_of(path).rsplit(".", 1)[0]
        for noun in QUERIES.findall(text):
            if stem != noun and not stem.startswith(noun + "_"):
                found.add(f"{name_of(path)} {noun}")
    return found


LISTS = {"globals": globals_of, "back_windows": back_windows, "upward": upward}
