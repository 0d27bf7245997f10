"""The item log: one row an item and unit, with a mark in each channel it reached, or the channel in words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from govscore.claiming.columns import Matched
from govscore.core import points
from govscore.core.problems import problem
from govscore.core.text import key, nearest, tidy
from govscore.readers.tables import Line
from govscore.readers.values import Reading
from govscore.scheme.points_parts import Column, Role
from govscore.scheme.points_scheme import Scheme
from govscore.tally.contents import Cell
from govscore.tally.desk import Desk

_MOST_OF_ONE_MARK = 20  # leaders on one item; a larger number is points typed in the wrong place


class ItemLog:
    """Takes log tables; an item is one title at one unit, however many rows it has."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.items: dict[tuple[int, str], int] = {}
        self.taken: set[tuple[int, ...]] = set()  # sheet and row of the items so far, by which subtotals find theirs
        self.columns = cache(desk.scheme.columns_of)  # asked for again at every row
        # several leaders may have instructed on one item; elsewhere a number above 1 is points typed for a mark
        self.several = {c for rule in desk.scheme.rules for c in rule.repeatable}

    def take(self, matched: Matched) -> None:
        """Takes one log table."""
        self.desk.begin(matched)
        for line in matched.table.units:
            if (unit := self._unit(matched, line)) is not None:
                self._item(matched, line, self.desk.line_of(unit, matched, line))

    def _unit(self, matched: Matched, line: Line) -> int | None:
        """The unit of a line; one that no other sheet has is listed where its tier is known, else it stops the run."""
        desk, name = self.desk, self.desk.roster.canonical(line.text)
        if name in desk.rows.by_key:
            return desk.rows.by_key[name]
        near = nearest(line.text, [str(unit["name"]) for unit in desk.rows.units])
        hint = f"，最接近的是“{near}”" if near else ""
        words = {"unit": tidy(line.text), "hint": hint, "table": matched.kind.name}
        place = matched.table.name_place(line)
        if name not in desk.roster.known:
            desk.problems.append(problem("unit-only-log", place, **words))
            return None
        desk.problems.append(problem("unit-only-log-known", place, **words))
        cell = desk.cell(matched.table, line, matched.table.unit)
        return desk.unit(line.text, desk.roster.tier_of(name), cell, "只在信息台账中")

    def _item(self, matched: Matched, line: Line, unit: int) -> None:
        title = self._text(matched, line, "title")
        plain = key(title)
        item = self.items.setdefault((unit, plain), len(self.items)) if plain else len(self.desk.rows.items) + (1 << 40)
        draft, direct, word = self._draft(matched, line)
        cells = list(self._adopted(matched, line))
        for column, number, cell in cells:
            self.desk.rows.counts.append((unit, column, number, item, draft, direct, *cell))
        no = self._text(matched, line, "serial")
        place = (self.desk.sheets[matched.table.sheet], *line.cell)  # its own also where one name is merged over many
        if place[:2] in self.taken:
            self.desk.problems.append(problem("items-one-row", matched.table.name_place(line)))
        self.taken.add(place[:2])
        self.desk.rows.items.append((item, unit, tidy(title), plain, word, no, *place))
        if not cells:
            self.desk.problems.append(problem("item-nowhere", matched.table.name_place(line)))
        self._subtotal(matched, line, unit, len(self.desk.rows.items) - 1)

    def _text(self, matched: Matched, line: Line, role: Role) -> str:
        index = self._index(matched, role)
        value = None if index is None else matched.table.value(line, index)
        return "" if value is None else tidy(str(value))

    def _index(self, matched: Matched, role: Role) -> int | None:
        """The table's column of this role."""
        columns = self.columns(matched.kind.id, role)
        return next((matched.columns[column.id] for column in columns if column.id in matched.columns), None)

    def _draft(self, matched: Matched, line: Line) -> tuple[int, bool, str]:
        """0 lead or 1 secondary, whether sent directly, and the words; words that are neither stop the run."""
        word, drafts = self._text(matched, line, "draft"), self.desk.scheme.drafts
        draft, direct, known = drafts.read(word)
        if not known:
            place = matched.table.place(line, self._index(matched, "draft") or 0)
            words = "、".join((*drafts.lead, *drafts.secondary, *drafts.direct))
            self.desk.problems.append(problem("draft-unknown", place, text=word, known=words))
        return draft, direct, word

    def _adopted(self, matched: Matched, line: Line) -> Iterator[tuple[str, int, Cell]]:
        """Channel, count in thousandths and cell of each mark; channels in words count once."""
        for column in self.columns(matched.kind.id, "mark"):
            if column.id in matched.columns:
                yield from self._mark(matched, line, column)
        for column in self.columns(matched.kind.id, "channel", "instruction"):
            if column.id in matched.columns:
                yield from self._named(matched, line, column)

    def _mark(self, matched: Matched, line: Line, column: Column) -> Iterator[tuple[str, int, Cell]]:
        table, index = matched.table, matched.columns[column.id]
        if column.words and (named := _words(column, table.text(line, index))):
            yield named, points.COUNT_SCALE, self.desk.cell(table, line, index)
            return
        reading, cell = self.desk.read(matched, line, column)
        if reading.number is not None and self._plausible(reading, matched, line, column) and reading.number:
            yield column.id, points.to_count(reading.number), cell

    def _plausible(self, reading: Reading, matched: Matched, line: Line, column: Column) -> bool:
        number = reading.number
        assert number is not None
        most = _MOST_OF_ONE_MARK if column.id in self.several else 1
        if 0 <= number <= most and number % 1 == 0:
            return True
        place = matched.table.place(line, matched.columns[column.id])
        self.desk.problems.append(problem("mark-odd", place, text=f"{number:f}", column=column.name))
        return False

    def _named(self, matched: Matched, line: Line, column: Column) -> Iterator[tuple[str, int, Cell]]:
        table, index = matched.table, matched.columns[column.id]
        text = table.text(line, index)
        if not key(text).strip("-—"):
            return
        for part in text.replace(",", "、").replace("，", "、").replace("；", "、").split("、"):
            if channel := _words(column, part) or _channel(self.desk.scheme, part):
                yield channel, points.COUNT_SCALE, self.desk.cell(table, line, index)
            else:
                place = table.place(line, index)
                self.desk.problems.append(problem("channel-unknown", place, text=tidy(part)))

    def _subtotal(self, matched: Matched, line: Line, unit: int, number: int) -> None:
        for column in self.desk.scheme.columns_of(matched.kind.id, "stated"):
            if column.id in matched.columns:
                reading, cell = self.desk.read(matched, line, column)
                if reading.number is not None:
                    self.desk.stated(unit, column, reading, cell, number)


def _words(column: Column, text: str) -> str | None:
    """The column that a word in a cell means, by the scheme."""
    plain = key(text)
    return next((meant for word, meant in column.words.items() if key(word) == plain), None)


def _channel(scheme: Scheme, text: str) -> str | None:
    """The mark column of this name, or of this whole heading path written together."""
    plain = key(text)
    for column in scheme.columns:
        if column.role == "mark" and plain in (key(column.name), key("".join(column.heading)), key(column.heading[-1])):
            return column.id
    return None
