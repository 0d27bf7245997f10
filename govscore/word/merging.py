"""Merged cells in a filled row: 不计分 or 暂未反馈 across columns (the row's `#merge`, see `data.merge`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from govscore.word import ooxml
from govscore.word.data import MERGE, Row
from govscore.word.lookup import normal
from govscore.word.ooxml import w
from govscore.word.runs import cleaned, settle

FieldPlaces = Mapping[str, tuple[int, etree._Element | None]]


@dataclass(frozen=True, slots=True)
class Merge:
    """The fields whose cells become one cell with `text`."""

    fields: tuple[str, ...]
    text: str


def merges_of(row: Row, record: Mapping[str, str]) -> list[Merge]:
    """The merges that a data row asks for; ValueError where one names a field that the row has not."""
    return [_merge(line, list(record)) for line in row.get(MERGE, "").split("\n") if line]


def _merge(entry: str, fields: Sequence[str]) -> Merge:
    span, _, text = entry.partition("=")
    first, _, last = span.partition("..")
    start, end = fields.index(normal(first)), fields.index(normal(last or first))
    if end < start:
        raise ValueError(f"fields of a merge in the wrong order: {entry}")
    return Merge(tuple(fields[start : end + 1]), cleaned(text))


def merge_cells(row: etree._Element, merges: Sequence[Merge], places: FieldPlaces) -> Iterator[str]:
    """Merge cells of a filled row; yields the texts placed, one a merged cell, in the row's order.

    Cells of these fields that are not side by side, since the clerk has moved a column, become a cell each;
    fields that the template does not show are passed over.
    """
    cells = ooxml.cells_of(row)
    for merge in merges:
        formats = {places[name][0]: places[name][1] for name in reversed(merge.fields) if name in places}
        for _, run in groupby(enumerate(sorted(formats)), key=lambda pair: pair[1] - pair[0]):
            positions = [position for _, position in run]
            _join([cells[position] for position in positions])
            _write(cells[positions[0]], merge.text, formats[positions[0]])
            if merge.text:
                yield merge.text


def _join(cells: Sequence[etree._Element]) -> None:
    """Make the first cell as wide as all, with the right border of the last, and remove the others."""
    first = cells[0]
    properties = first.find(ooxml.TC_PR)
    if properties is None:
        properties = first.makeelement(ooxml.TC_PR)
        first.insert(0, properties)
    _set_span(properties, sum(_span(cell) for cell in cells))
    widths = [cell.find(f"{ooxml.TC_PR}/{w('tcW')}") for cell in cells]
    known = [width for width in widths if width is not None]
    if len({width.get(w("type")) for width in known}) == 1 and len(known) == len(cells):
        total = sum(ooxml.whole(width.get(w("w"))) for width in known)
        known[0].set(w("w"), str(total) if total else known[0].get(w("w"), ""))
    _take_right_border(properties, cells[-1])
    for cell in cells[1:]:
        ooxml.remove(cell)


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{ooxml.TC_PR}/{w('gridSpan')}")
    return ooxml.whole(span.get(w("val")), 1) if span is not None else 1


def _set_span(properties: etree._Element, span: int) -> None:
    """Write w:gridSpan; in w:tcPr it follows w:cnfStyle and w:tcW."""
    found = properties.find(w("gridSpan"))
    if found is None:
        found = properties.makeelement(w("gridSpan"))
        before = [i for i, child in enumerate(properties) if child.tag in (w("cnfStyle"), w("tcW"))]
        properties.insert(max(before, default=-1) + 1, found)
    found.set(w("val"), str(span))


def _take_right_border(properties: etree._Element, last: etree._Element) -> None:
    own, other = properties.find(w("tcBorders")), last.find(f"{ooxml.TC_PR}/{w('tcBorders')}")
    if own is None or other is None or own is other:
        return
    for side in (w("right"), w("end")):
        old, new = own.find(side), other.find(side)
        if old is not None and new is not None:
            own.replace(old, deepcopy(new))


def _write(cell: etree._Element, text: str, form: etree._Element | None) -> None:
    """Leave of a cell its first paragraph, with `text` in the format that the mark had."""
    paragraph = next(cell.iter(ooxml.P))
    if paragraph.getparent() is not cell:  # inside a content control
        cell.append(paragraph)
    for child in list(cell):
        if child is not paragraph and child.tag != ooxml.TC_PR:
            cell.remove(child)
    ooxml.empty(paragraph)
    run = etree.SubElement(paragraph, ooxml.R)
    if form is not None:
        run.append(deepcopy(form))
    settle(etree.SubElement(run, ooxml.T), text)
