"""Which inspection scheme a workbook belongs to, and why the others do not know it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from govscore.inspection.tables import NAMES, Tables, find_tables
from govscore.period import Period
from govscore.problems import Refused, problem
from govscore.readers.grid import Grid
from govscore.readers.headings import find_blocks
from govscore.readers.sheets import Book
from govscore.scheme.files import InspectionFile, LoadedInspection
from govscore.text import key


@dataclass(slots=True)
class Claimed:
    """What inspections say of a workbook: those that know it with its tables, and the others' reasons.

    `near`: some sheet looks like one of an inspection, so that the reasons will help the clerk.
    """

    known: list[tuple[LoadedInspection, Tables]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    near: bool = False


def look(book: Book, files: Sequence[InspectionFile], chosen: str | None) -> Claimed:
    """Every inspection asked, with a chosen id only that one; Refused where one that may know the workbook is wrong."""
    claimed = Claimed()
    for file in files:
        if chosen in (None, file.id):
            _ask(claimed, book, file)
    return claimed


def _ask(claimed: Claimed, book: Book, file: InspectionFile) -> None:
    """Adds what one inspection says of the workbook; a scheme none of whose names stands there is not validated."""
    tables = Tables(book, [], [])
    if not file.names or _named(book, file.names):
        loaded = file.load()
        tables = find_tables(book, loaded.scheme.words)
        if tables.found:
            claimed.known.append((loaded, tables))
            return
    lacks = "；".join(tables.doubtful) or f"没有{'、'.join(NAMES.values())}中的任何一张表"
    claimed.reasons.append(f"{file.id} {lacks}")
    claimed.near = claimed.near or bool(tables.doubtful)


def _named(book: Book, names: Sequence[str]) -> bool:
    """True where some sheet has a heading that names accounts or sites."""
    words = frozenset(map(key, names))
    return any(find_blocks(Grid(book.name, sheet), words) for sheet in book.sheets)


def in_force(
    book: Book, claimed: Claimed, chosen: str | None, period: Period | None
) -> tuple[LoadedInspection, Tables]:
    """The one inspection valid in the period, of several the one that names the office; Refused with reasons."""
    if chosen or len(claimed.known) == 1:
        return claimed.known[0]
    valid = [(s, t) for s, t in claimed.known if period is None or s.scheme.valid_from <= period.end]
    old = {s.scheme.supersedes for s, _ in valid}
    valid = [(s, t) for s, t in valid if s.scheme.id not in old]
    named = [(s, t) for s, t in valid if any(key(w) in key(x) for w in s.scheme.titles for x in (*t.texts, book.name))]
    valid = named if len(valid) > 1 and named else valid
    if len(valid) == 1:
        return valid[0]
    reasons = "；".join(f"{s.scheme.id}（{s.scheme.valid_from}起施行，表都认得）" for s, _ in valid or claimed.known)
    raise Refused(problem("many-schemes" if valid else "no-scheme", f"[{book.name}]", reasons=reasons))
