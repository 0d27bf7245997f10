"""The two readers side by side: cell by cell, and what comes of it for the answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import python_calamine

from .common import BLANK, PLACES_KEPT, Finding, Look, Place, Stop
from .serials import iso_of_serial, same_moment, serial_of_iso, serial_of_value
from .xml_reading import unescape

SheetAnswer = dict[str, Any]


def worksheets(book: python_calamine.CalamineWorkbook, looks: list[Look], foreign: str) -> list[int]:
    """Positions in `book` of the worksheets of `looks`; Stop where the readers disagree which there are."""
    kinds = python_calamine.SheetTypeEnum
    listed = [
        (index, sheet.name)
        for index, sheet in enumerate(book.sheets_metadata)
        if sheet.typ == kinds.WorkSheet and not (foreign and sheet.name.startswith(foreign))
    ]
    if [_canonical(name) for _, name in listed] != [_canonical(seen.name) for seen in looks]:
        raise Stop("readers-differ")
    return [index for index, _ in listed]


def merged(seen: Look, theirs: list[list[Any]], findings: list[Finding]) -> SheetAnswer:
    """The sheet as it goes to the parent; what the readers see differently is added to `findings`."""
    dates: dict[tuple[int, int], str] = {}
    differing: list[Place] = []
    rows: list[list[Any]] = []
    nothing: list[Any] = []
    for number in range(max(seen.height, len(theirs))):
        mine = seen.rows.get(number, nothing)
        their = theirs[number] if number < len(theirs) else nothing
        if mine != their:
            differing += _compare_row(seen, number, mine, their)
        rows.append([None if value == BLANK else value for value in mine])
    for place in seen.dates:
        _make_date(seen, rows, dates, place)
    if differing:
        findings.append(("readers-differ", differing[:PLACES_KEPT], {}))
    return _answer(seen, rows[: seen.height], dates)


def _compare_row(seen: Look, row: int, mine: list[Any], their: list[Any]) -> Iterable[Place]:
    """Places of true differences; a date that only the first reader recognises is noted in `seen.dates`."""
    for column in range(max(len(mine), len(their))):
        a = mine[column] if column < len(mine) else BLANK
        b = their[column] if column < len(their) else BLANK
        if a != b and not _agree(seen, (row, column), a, b):
            yield (seen.name, row, column)


def _agree(seen: Look, place: tuple[int, int], mine: Any, theirs: Any) -> bool:
    """Whether the readers mean the same by unlike values: errors, dates, escapes and blanks in text."""
    if place in seen.errors:
        return _same_error(seen.errors[place], theirs)
    if isinstance(mine, str):
        return isinstance(theirs, str) and _same_text(mine, theirs, place in seen.drawn)
    if isinstance(mine, bool):
        return False
    if isinstance(theirs, str):
        return place in seen.dates and _same_written_date(mine, theirs)
    serial = serial_of_value(theirs)
    if serial is None:
        return False
    if mine >= 0:
        seen.dates.add(place)
    return mine < 0 or same_moment(mine, serial)


def _same_error(name: str, theirs: object) -> bool:
    # A program may store some number beside the error that it shows; the error is what counts.
    if isinstance(theirs, float):
        return True
    return theirs in (BLANK, name)


def _same_text(mine: str, theirs: str, drawn: bool) -> bool:
    """python-calamine adds the text of a drawing to that of the .ods cell it is tied to."""
    a, b = _canonical(mine), _canonical(theirs)
    return a == b or (drawn and a in b)


def _same_written_date(mine: float, theirs: str) -> bool:
    try:
        return same_moment(mine, serial_of_iso(theirs))
    except ValueError:
        return False


def _canonical(text: str) -> str:
    """Text without blanks and with every escape undone, for comparison only."""
    while (plain := unescape(text)) != text:
        text = plain
    return "".join(text.split())


def _make_date(seen: Look, rows: list[list[Any]], dates: dict[tuple[int, int], str], place: tuple[int, int]) -> None:
    row, column = place
    serial = rows[row][column]
    if isinstance(serial, str | bool) or serial is None:
        return
    iso = iso_of_serial(serial, seen.date1904)
    if iso is not None:
        rows[row][column] = None
        dates[place] = iso


def _answer(seen: Look, rows: list[list[Any]], dates: dict[tuple[int, int], str]) -> SheetAnswer:
    """Plain lists only, for JSON; rows are ragged, the parent makes them equally long."""
    return {
        "name": seen.name,
        "hidden": seen.hidden,
        "width": seen.width,
        "rows": rows,
        "dates": [[*place, iso] for place, iso in dates.items()],
        "errors": [[*place, text] for place, text in sorted(seen.errors.items())],
        "uncalculated": sorted(seen.uncalculated),
        "formulas": [[*place, text] for place, text in seen.formulas.items()],
        "merges": sorted(seen.merges),
        "hidden_rows": _stretches(seen.hidden_rows, seen.height),
        "hidden_columns": _stretches(seen.hidden_columns, seen.width),
    }


def _stretches(found: list[tuple[int, int]], end: int) -> list[int]:
    """The numbers in the stretches (first and last), below `end`."""
    return sorted({number for first, last in found for number in range(first, min(last + 1, end))})
