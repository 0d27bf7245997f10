"""Problems: what is wrong, where, and how to mend it, in the clerk's words.

The wordings stand in `problems.toml`, one table a code: `severity` (`stop`: no official file is written;
`note`: files are written and the summary lists it), `message` and `fix`, with {names} to be filled. A stop that
lies not in the workbook says so: `failure = "usage"` (the call, a scheme, a template) or `"system"`.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SHOWN_PLACES = 6
# By the outcome of a workbook, or the `failure` of a stop problem; of several the greatest.
EXIT_CODES = {"done": 0, "differ": 1, "usage": 2, "input": 3, "system": 4}
_CELL = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class Problem:
    """One cause with every place it was met at.

    `severity` is `stop` or `note`; a place is `[book.xlsx]部门!E7`, `[book.xlsx]部门`, `[book.xlsx]` or the
    like for other files (`[scheme.toml]第12行`).
    """

    code: str
    severity: str
    places: tuple[str, ...]
    message: str
    fix: str

    @property
    def stops(self) -> bool:
        """True where no official file may be written."""
        return self.severity == "stop"

    @property
    def place(self) -> str:
        """The places in one string: the first few in full, then how many there are."""
        return shorten(self.places)

    def spoken(self) -> str:
        """Two lines for the clerk: `【文件】表!单元格：什么不对` and `改法：…`."""
        place = self.place.replace("[", "【").replace("]", "】")
        head = f"{place}：" if place else ""
        return f"{head}{self.message}\n  改法：{self.fix}"


class Refused(Exception):  # noqa: N818 - it is an outcome, not an error of ours
    """Raised where work on one workbook cannot go on; carries every problem known by then."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("；".join(p.message for p in problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type[Refused], tuple[Problem, ...]]:
        """Carries the problems from one process to another."""
        return type(self), self.problems

    @property
    def exit_code(self) -> int:
        """The exit code of the documented interface: 2 usage or scheme, 3 input refused, 4 the system."""
        failures = [catalogue()[p.code].get("failure", "input") for p in self.problems if p.stops]
        return max((EXIT_CODES[failure] for failure in failures), default=EXIT_CODES["input"])


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """All problem codes with severity, message and fix, as written in problems.toml."""
    return tomllib.loads(Path(__file__).with_name("problems.toml").read_text("utf-8"))


def problem(code: str, *places: str, **words: object) -> Problem:
    """The problem `code` at `places`, its wording filled with `words`; KeyError for an unknown code or word."""
    kind = catalogue()[code]
    filled = (kind[part].format_map(words) for part in ("message", "fix"))
    return Problem(code, kind["severity"], tuple(places), *filled)


def gather(problems: Iterable[Problem]) -> list[Problem]:
    """The same cause once, with all its places, stops first, else in the order met."""
    merged: dict[tuple[str, str, str], list[str]] = {}
    first: dict[tuple[str, str, str], Problem] = {}
    for item in problems:
        key = (item.code, item.message, item.fix)
        first.setdefault(key, item)
        merged.setdefault(key, []).extend(item.places)
    found = [
        Problem(p.code, p.severity, tuple(dict.fromkeys(merged[key])), p.message, p.fix) for key, p in first.items()
    ]
    return sorted(found, key=lambda p: not p.stops)


def column_letters(column: int) -> str:
    """Spreadsheet letters of the 0-based column: 0 → A, 26 → AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_place(book: str, sheet: str, row: int, column: int) -> str:
    """`[book.xlsx]部门!E7` for the 0-based row 6 and column 4."""
    return f"[{book}]{sheet}!{column_letters(column)}{row + 1}"


def split_place(place: str) -> tuple[str, tuple[int, int] | None]:
    """`[book.xlsx]部门!E7` as `[book.xlsx]部门` and (6, 4)."""
    sheet, _, address = place.rpartition("!")
    found = _CELL.fullmatch(address)
    if not found:
        return sheet, None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return sheet, (int(found[2]) - 1, column - 1)


def shorten(places: tuple[str, ...]) -> str:
    """Places as one string: what they share is said once, and beyond a few only the number is given."""
    if not places:
        return ""
    shown = [places[0]]
    for before, place in itertools.pairwise(places[:SHOWN_PLACES]):
        same_sheet = "!" in place and place.rpartition("!")[0] == before.rpartition("!")[0]
        shown.append(place.rpartition("!")[2] if same_sheet else place)
    more = f" 等{len(places)}处" if len(places) > SHOWN_PLACES else ""
    return "、".join(shown) + more
