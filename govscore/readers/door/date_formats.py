"""Which number formats show a date (ECMA-376 part 1, 18.8.30 and 18.8.31)."""

from __future__ import annotations

import re

# Built into Chinese Excel: no format code for them need stand in the file.
EAST_ASIAN_DATES = frozenset([*range(27, 37), *range(50, 59)])
BUILT_IN_DATES = frozenset([*range(14, 23), *range(45, 48)]) | EAST_ASIAN_DATES
ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
LITERAL = re.compile(r'"[^"]*"?|\\.|[_*].|\[[^\]]*\]')


def shows_date(code: str) -> bool:
    """Whether a custom format code shows a date, a time or a duration; its literal text does not count."""
    if ELAPSED.search(code):
        return True
    bare = LITERAL.sub("", code)
    return "General" not in bare and re.search("[dmyhs]", bare, re.IGNORECASE) is not None
