"""The same item at several units, twice at one unit, or counted before. Flagged, never merged or dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from govscore.core import frames
from govscore.core.problems import Problem, problem
from govscore.core.text import key
from govscore.tally import Tally, place_of

if TYPE_CHECKING:
    from govscore.readers.workbook import Book
    from govscore.tally.contents import Cell

ALIKE = 90  # percent; tried on real titles: below it different items of one theme begin to match
_SHORTEST = 8  # characters; shorter titles are alike by chance
_MOST = 300  # items of one unit that are compared in pairs: beyond it the pairs grow too many
SHARED = "同一条信息登记在几家单位名下，各家都已计分。几家合报的不用改；登错单位的，在原表里删去那一行，再运行一次。"
REPEATED = (
    "同一条信息登记了不止一行，各行都已计分。重复登记的，在原表里删去多余的行；主稿、副稿不同的，写明稿件；再运行一次。"
)
NEARLY = "同一组的标题很像，都已计分。是同一条的，在原表里只留一行，再运行一次；不是的不用改。"
_SIGNS = re.compile(r"[^\w]+")
_TAIL = re.compile(r"\((?:[^()]*报[^()]*)\)?$")  # (州直报国办), also cut short by the clerk


class Row(NamedTuple):
    """One row of the item log: the unit's name, the title and the words of its draft as typed.

    `cell` is its place in the clerk's workbook, `place` the same in words.
    """

    unit: str
    title: str
    draft: str
    place: str
    key: str
    cell: Cell


class Checklist(NamedTuple):
    """What the clerk should look at: `advice` says what to do with each group of rows that may be one item."""

    title: str
    advice: str
    groups: Sequence[Sequence[Row]]


class Sharing(NamedTuple):
    """`shared`: rows of one title at several units; `repeated`: of one title and draft at one unit; `alike`: pairs."""

    shared: list[list[Row]]
    repeated: list[list[Row]]
    alike: list[tuple[Row, Row]]


def sharing(tally: Tally, book: Book) -> Sharing:
    """What the item log has more than once."""
    rows = _rows(tally, book)
    by_title: dict[str, list[Row]] = {}
    by_unit: dict[str, dict[tuple[str, str], list[Row]]] = {}
    for row in rows:
        by_title.setdefault(row.key, []).append(row)
        by_unit.setdefault(row.unit, {}).setdefault((row.key, key(row.draft)), []).append(row)
    shared = [same for same in by_title.values() if len({row.unit for row in same}) > 1]
    repeated = [same for unit in by_unit.values() for same in unit.values() if len(same) > 1]
    alike = [pair for unit, own in by_unit.items() for pair in _alike(unit, [same[0] for same in own.values()])]
    return Sharing(shared, repeated, alike)


def _rows(tally: Tally, book: Book) -> list[Row]:
    names = dict(zip(tally.units["unit"], tally.units["name"], strict=True))
    found = []
    for row in frames.records(tally.items):
        if row["key"]:
            cell = row["sheet"], row["row"], row["col"]
            place = place_of(book, cell)
            found.append(Row(names[row["unit"]], row["title"], row["draft"], place, row["key"], cell))
    return found


def _alike(unit: str, rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Pairs of different titles of one unit that are nearly the same."""
    if not 1 < len(rows) <= _MOST:
        return
    from rapidfuzz import fuzz  # late: only an item log needs it

    plain = [_plain(unit, row.key) for row in rows]
    for one, other in combinations(range(len(rows)), 2):
        short = min(len(plain[one]), len(plain[other]))
        if short < _SHORTEST or rows[one].key == rows[other].key:
            continue
        if fuzz.partial_ratio(plain[one], plain[other], score_cutoff=ALIKE):
            yield rows[one], rows[other]


def _plain(unit: str, title: str) -> str:
    """A title without the unit's name, signs, and the remark on how it was sent."""
    return _SIGNS.sub("", _TAIL.sub("", title).replace(key(unit), ""))


def problems(found: Sharing) -> list[Problem]:
    """Notes for items that may have been counted twice."""
    notes = [
        problem("item-twice", *(row.place for row in same), unit=same[0].unit, title=same[0].title)
        for same in found.repeated
    ]
    return notes + [
        problem("item-alike", one.place, other.place, unit=one.unit, one=one.title, other=other.title)
        for one, other in found.alike
    ]


def checklists(found: Sharing) -> list[Checklist]:
    """For the ranking workbook: what may be counted twice first, then what several units share; no empty list."""
    every = (
        Checklist("同一单位登记了不止一次的信息", REPEATED, found.repeated),
        Checklist("同一单位标题相近的信息", NEARLY, _joined(found.alike)),
        Checklist(f"几家单位共有的信息（{len(found.shared)}条）", SHARED, found.shared),
    )
    return [one for one in every if one.groups]


def _joined(pairs: Iterable[tuple[Row, Row]]) -> list[list[Row]]:
    """Pairs that hang together as one group, in the order of the log: so each row is listed once."""
    groups: dict[Row, list[Row]] = {}
    for one, other in pairs:
        group, rest = groups.setdefault(one, [one]), groups.setdefault(other, [other])
        if group is not rest:
            group, rest = (group, rest) if len(group) >= len(rest) else (rest, group)
            group += rest
            groups.update(dict.fromkeys(rest, group))
    found = {id(group): group for group in groups.values()}
    return [sorted(group, key=lambda row: row.cell) for group in found.values()]


def counted_before(tally: Tally, book: Book, against: Sequence[Mapping[str, Any]]) -> list[Problem]:
    """Notes for items of this log that stand at the same unit in an earlier period's result."""
    notes = []
    for earlier in against:
        before = {(key(unit), title_key(title)) for unit, title in earlier.get("items", ())}
        for row in _rows(tally, book):
            if (key(row.unit), title_key(row.title)) in before:
                words = {"unit": row.unit, "title": row.title, "period": earlier.get("period") or "上一期"}
                notes.append(problem("item-before", row.place, **words))
    return notes


def title_key(title: str) -> str:
    """A title as it is compared between periods: signs and the remark on how it was sent do not matter."""
    return _SIGNS.sub("", _TAIL.sub("", key(title)))


def items_of(tally: Tally) -> list[list[str]]:
    """Unit and title of every row of the log, for later periods to compare with."""
    names = dict(zip(tally.units["unit"], tally.units["name"], strict=True))
    return [[names[u], title] for u, title in zip(tally.items["unit"], tally.items["title"], strict=True)]
