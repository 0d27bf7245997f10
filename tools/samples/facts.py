"""Reading the figures under tests/facts."""

import csv
from pathlib import Path

Fact = dict[str, str]


def read(path: Path) -> list[Fact]:
    """Return the rows of one CSV, in file order."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def number(text: str) -> int | float | None:
    """Turn a printed figure into a cell value; nothing printed is an empty cell."""
    if not text:
        return None
    value = float(text)
    return int(value) if value.is_integer() else value


def less(whole: str, part: str) -> int | float | None:
    """Return whole minus part, the figure carried from before; empty where nothing was printed."""
    if not whole:
        return None
    return number(str(float(whole) - float(part or 0)))
