"""Which inspection scheme knows a workbook, and which of several is in force."""

from __future__ import annotations

from collections.abc import Sequence

from govscore.claiming.choosing import Candidate, the_one
from govscore.claiming.inspection_tables import Tables, find_tables
from govscore.core.period import Period
from govscore.readers.workbook import Book
from govscore.scheme.files import InspectionFile, LoadedInspection

Known = tuple[LoadedInspection, Tables]


def ask(book: Book, file: InspectionFile) -> Known:
    """One inspection with its tables in the workbook, none where it does not know it; Refused where it is wrong."""
    loaded = file.load()
    return loaded, find_tables(book, loaded.scheme.words)


def in_force(
    book: Book, known: Sequence[Known], chosen: str | None, period: Period | None
) -> tuple[LoadedInspection, Tables]:
    """The one inspection in force on the period's first day, of several the one that names the office; else Refused."""
    if chosen:
        return known[0]
    day = period.start if period else None
    candidates = [Candidate(one, one[0].scheme, day, one[1].texts) for one in known]
    return the_one(book, candidates, [loaded.scheme for loaded, _ in known])
