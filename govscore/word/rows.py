"""Sample rows: each data row of a table is a copy of the sample row of its kind.

A sample row that holds only values and fields is compiled once: the places of its texts are known, so that
a copy costs one lxml deepcopy and as many assignments as it has texts. Others are filled as any story.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy

from lxml import etree

from govscore.word import ooxml
from govscore.word.data import KIND, NUMBER
from govscore.word.lookup import Scope, normal
from govscore.word.marks import Kind, Token, tokens
from govscore.word.merging import Merge, merge_cells, merges_of
from govscore.word.runs import Line, cleaned, settle
from govscore.word.structure import Samples, own_lines
from govscore.word.verify import broken

FillCells = Callable[[etree._Element, Scope], None]
_PLAIN = frozenset({Kind.NAME, Kind.FIELD, Kind.ONLY})


class SampleRows:
    """Neighbouring sample rows of one table name, made ready once for a table and all its copies.

    `at`: their positions among the table's rows; `cells` fills the cells of a row that is more than values and fields.
    """

    def __init__(self, group: Samples, at: Sequence[int], cells: FillCells) -> None:
        self.table, self.at, self.cells = group.table, at, cells
        self.samples = [(kind, _Sample(row)) for kind, row in group.rows]

    def fill(self, rows: Sequence[etree._Element], scope: Scope, placed: list[str]) -> None:
        """Put a filled copy for each data row before the sample rows, and take the sample rows away.

        `rows`: all rows of the table; what is placed is noted in `placed`.
        """
        level = scope.table(self.table)
        anchor = rows[self.at[0]]
        number = 0
        for row in level.tables[self.table] if level is not None else ():
            kind = normal(row[KIND]) if KIND in row else None
            used = [sample for name, sample in self.samples if name == kind]
            number += any(sample.numbered for sample in used)
            record = {normal(name): text for name, text in row.items() if not name.startswith("#")}
            record.setdefault(NUMBER, str(number))
            merges = merges_of(row, record)
            covered = {name for merge in merges for name in merge.fields}
            texts = {**record, **dict.fromkeys(covered, "")} if covered else record
            for sample in used:
                inner = Scope(scope.levels, (self.table, texts), scope.item)
                anchor.addprevious(sample.filled(inner, merges, placed, self.cells))
        for position in self.at:
            ooxml.remove(rows[position])


class _Sample:
    """One sample row, made ready for copying."""

    def __init__(self, row: etree._Element) -> None:
        ooxml.make_repeatable(row)
        self.row = row
        lines = own_lines(row)
        found = [token for line in lines for token in line.tokens]
        self.numbered = any(token.kind is Kind.FIELD and token.name == NUMBER for token in found)
        self.names = {token.name for token in found if token.kind is Kind.NAME}
        self.places = _field_places(row, lines)
        self.plain = _is_plain(row, found)
        self.plan = _plan(row, lines) if self.plain else []

    def filled(self, scope: Scope, merges: list[Merge], placed: list[str], cells: FillCells) -> etree._Element:
        """A copy of the row with the texts of the scope's row, its merged cells merged."""
        twin = deepcopy(self.row)
        if self.plain and all(scope.items(name) is None for name in self.names):
            self._assign(twin, scope, placed)
        else:
            holder = etree.Element(ooxml.TBL)  # so that the row is inside a table while it is filled
            holder.append(twin)
            cells(twin, scope)
        for text in merge_cells(twin, merges, self.places):
            placed.append(text)
        return twin

    def _assign(self, twin: etree._Element, scope: Scope, placed: list[str]) -> None:
        elements = list(twin.iter(ooxml.T))
        for index, pieces in self.plan:
            text = ""
            for piece in pieces:
                if isinstance(piece, Token):
                    supplied = _supplied(piece, scope)
                    if supplied:
                        placed.append(supplied)
                    text += supplied
                else:
                    text += piece
            if "\n" in text or "\t" in text:
                settle(elements[index], text)
            else:
                elements[index].text = text


def _supplied(token: Token, scope: Scope) -> str:
    if token.kind is Kind.ONLY:
        return ""
    if token.kind is Kind.NAME:
        text = scope.value(token.name)
    else:
        text = scope.row[1].get(token.name) if scope.row is not None else None
    if text is None:
        raise broken(f"{token.raw}没有内容")
    return cleaned(text)


def _is_plain(row: etree._Element, found: list[Token]) -> bool:
    """Whether the row holds only values and fields; lists are not told from values before they are filled."""
    inside = next(row.iter(ooxml.TBL, ooxml.TEXT_BOX), None)
    return inside is None and all(token.kind in _PLAIN for token in found)


def _plan(row: etree._Element, lines: list[Line]) -> list[tuple[int, list[str | Token]]]:
    """For each w:t with marks: its position among the row's texts, and its text cut at the marks."""
    ours: set[etree._Element] = set()
    for line in lines:
        line.gather()
        ours.update(piece.element for piece in line.pieces if piece.touched and "【" in piece.text)
        line.finish()
    return [(i, _cut(t)) for i, t in enumerate(row.iter(ooxml.T)) if t in ours]


def _cut(element: etree._Element) -> list[str | Token]:
    text = element.text or ""
    pieces: list[str | Token] = []
    at = 0
    for token in tokens(text):
        pieces += [text[at : token.start], token]
        at = token.end
    return [piece for piece in [*pieces, text[at:]] if piece != ""]


def _field_places(row: etree._Element, lines: list[Line]) -> dict[str, tuple[int, etree._Element | None]]:
    """For each field of the row: the position of its cell, and the format of its mark's first run."""
    cells = ooxml.cells_of(row)
    places: dict[str, tuple[int, etree._Element | None]] = {}
    for line in lines:
        cell = next((c for c in line.paragraph.iterancestors(ooxml.TC) if c in cells), None)
        for token in line.tokens:
            if token.kind is Kind.FIELD and cell is not None:
                places.setdefault(token.name, (cells.index(cell), _format_at(line, token.start)))
    return places


def _format_at(line: Line, at: int) -> etree._Element | None:
    piece = next(p for p in line.pieces if p.start <= at < p.start + len(p.text))
    run = piece.element.getparent()
    return run.find(ooxml.R_PR) if run is not None else None
