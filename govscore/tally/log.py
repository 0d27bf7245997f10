"""The item log: one row an item and unit, with a mark in each channel it reached, or the channel in words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from govscore.claiming.columns import Matched
from govscore.core import points
from govscore.core.problems import problem
from govscore.core.text import key, nearest, tidy
from govscore.readers.layouts.wide import Row
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
        self.columns = cache(desk.scheme.columns_of)  # asked for again at every row
        # several leaders may have instructed on one item; elsewhere a number above 1 is points typed for a mark
        self.several = {c for rule in desk.scheme.rules for c in rule.repeatable}

    def take(self, matched: Matched) -> None:
        """Takes one log table."""
        self.desk.begin(matched)
        for row in matched.table.rows:
            if row.kind == "unit" and (unit := self._unit(matched, row)) is not None:
                self._row(matched, row, unit)

    def _unit(self, matched: Matched, row: Row) -> int | None:
        """The unit of a row; one that no other sheet has is listed where its tier is known, else it stops the run."""
        desk, name = self.desk, self.desk.roster.canonical(row.text)
        if name in desk.rows.by_key:
            return desk.rows.by_key[name]
        near = nearest(row.text, [str(unit["name"]) for unit in desk.rows.units])
        hint = f"，最接近的是“{near}”" if near else ""
        words = {"unit": tidy(row.text), "hint": hint, "table": matched.kind.name}
        place = desk.unit_place(matched, row)
        if name not in desk.roster.known:
            desk.problems.append(problem("unit-only-log", place, **words))
            return None
        desk.problems.append(problem("unit-only-log-known", place, **words))
        cell = desk.cell(matched.table.grid, row.index, matched.table.block.unit)
        return desk.unit(row.text, desk.roster.tier_of(name), cell, "只在信息台账中")

    def _row(self, matched: Matched, row: Row, unit: int) -> None:
        title = self._text(matched, row, "title")
        plain = key(title)
        item = self.items.setdefault((unit, plain), len(self.items)) if plain else len(self.desk.rows.items) + (1 << 40)
        draft, direct, word = self._draft(matched, row)
        cells = list(self._adopted(matched, row))
        for column, number, cell in cells:
            self.desk.rows.counts.append((unit, column, number, item, draft, direct, *cell))
        no = self._text(matched, row, "serial")
        grid, block = matched.table.grid, matched.table.block
        place = self.desk.cell(grid, row.index, block.unit)
        self.desk.rows.items.append((item, unit, tidy(title), plain, word, no, *place))
        if not cells:
            self.desk.problems.append(problem("item-nowhere", grid.place(row.index, block.unit)))
        self._subtotal(matched, row, unit, len(self.desk.rows.items) - 1)

    def _text(self, matched: Matched, row: Row, role: Role) -> str:
        index = self._index(matched, role)
        value = None if index is None else matched.table.cell(row.index, index)
        return "" if value is None else tidy(str(value))

    def _index(self, matched: Matched, role: Role) -> int | None:
        """The sheet's column of this role."""
        columns = self.columns(matched.kind.id, role)
        return next((matched.columns[column.id] for column in columns if column.id in matched.columns), None)

    def _draft(self, matched: Matched, row: Row) -> tuple[int, bool, str]:
        """0 lead or 1 secondary, whether sent directly, and the words; words that are neither stop the run."""
        word, drafts = self._text(matched, row, "draft"), self.desk.scheme.drafts
        draft, direct, known = drafts.read(word)
        if not known:
            place = matched.table.grid.place(row.index, self._index(matched, "draft") or 0)
            words = "、".join((*drafts.lead, *drafts.secondary, *drafts.direct))
            self.desk.problems.append(problem("draft-unknown", place, text=word, known=words))
        return draft, direct, word

    def _adopted(self, matched: Matched, row: Row) -> Iterator[tuple[str, int, Cell]]:
        """Channel, count in thousandths and cell of each mark; channels in words count once."""
        for column in self.columns(matched.kind.id, "mark"):
            if column.id in matched.columns:
                yield from self._mark(matched, row, column)
        for column in self.columns(matched.kind.id, "channel", "instruction"):
            if column.id in matched.columns:
                yield from self._named(matched, row, column)

    def _mark(self, matched: Matched, row: Row, column: Column) -> Iterator[tuple[str, int, Cell]]:
        grid, index = matched.table.grid, matched.columns[column.id]
        if named := _words(column, grid.text(row.index, index)):
            yield named, points.COUNT_SCALE, self.desk.cell(grid, row.index, index)
            return
        reading, cell = self.desk.read(matched, row.index, column)
        if reading.number is not None and self._plausible(reading, matched, row, column) and reading.number:
            yield column.id, points.to_count(reading.number), cell

    def _plausible(self, reading: Reading, matched: Matched, row: Row, column: Column) -> bool:
        number = reading.number
        assert number is not None
        most = _MOST_OF_ONE_MARK if column.id in self.several else 1
        if 0 <= number <= most and number % 1 == 0:
            return True
        place = matched.table.grid.place(row.index, matched.columns[column.id])
        self.desk.problems.append(problem("mark-odd", place, text=f"{number:f}", column=column.name))
        return False

    def _named(self, matched: Matched, row: Row, column: Column) -> Iterator[tuple[str, int, Cell]]:
        grid, index = matched.table.grid, matched.columns[column.id]
        text = grid.text(row.index, index)
        if not key(text).strip("-—"):
            return
        for part in text.replace(",", "、").replace("，", "、").replace("；", "、").split("、"):
            if channel := _words(column, part) or _channel(self.desk.scheme, part):
                yield channel, points.COUNT_SCALE, self.desk.cell(grid, row.index, index)
            else:
                place = grid.place(row.index, index)
                self.desk.problems.append(problem("channel-unknown", place, text=tidy(part)))

    def _subtotal(self, matched: Matched, row: Row, unit: int, number: int) -> None:
        for column in self.desk.scheme.columns_of(matched.kind.id, "stated"):
            if column.id in matched.columns:
                reading, cell = self.desk.read(matched, row.index, column)
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
