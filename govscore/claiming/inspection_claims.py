"""Which inspection scheme knows a workbook, and which of several is in force."""

from __future__ import annotations

from collections.abc import Sequence

from govscore.claiming.inspection_tables import Tables, find_tables
from govscore.core.period import Period
from govscore.core.problems import Refused, problem
from govscore.core.text import key
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
    """The one inspection valid in the period, of several the one that names the office; Refused with reasons."""
    if chosen or len(known) == 1:
        return known[0]
    valid = [(s, t) for s, t in known if period is None or s.scheme.valid_from <= period.end]
    old = {s.scheme.supersedes for s, _ in valid}
    valid = [(s, t) for s, t in valid if s.scheme.id not in old]
    named = [(s, t) for s, t in valid if any(key(w) in key(x) for w in s.scheme.titles for x in (*t.texts, book.name))]
    valid = named if len(valid) > 1 and named else valid
    if len(valid) == 1:
        return valid[0]
    reasons = "；".join(f"{s.scheme.id}（{s.scheme.valid_from}起施行，表都认得）" for s, _ in valid or known)
    raise Refused(problem("many-schemes" if valid else "no-scheme", f"[{book.name}]", reasons=reasons))
