"""Which number formats show a date (ECMA-376 part 1, 18.8.30 and 18.8.31)."""

from __future__ import annotations

import re
from collections.abc import Mapping

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
    return "General" not in bare and re.search("[dmyhs]|aaa", bare, re.IGNORECASE) is not None


def date_numbers(codes: Mapping[int, str]) -> set[int]:
    """Numbers of the formats that show a date; `codes` are those the file defines, the rest is built in.

    python-calamine misses the Chinese built-in ones, weekdays, and in an .xlsb all built-in ones.
    """
    return {number for number, code in codes.items() if shows_date(code)} | (BUILT_IN_DATES - codes.keys())
