"""Where the batch meets the inspections: is this workbook one, and if so, its result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from govscore.core.problems import Refused, gather, problem
from govscore.core.text import key
from govscore.readers.grid import Grid
from govscore.readers.headings import find_blocks
from govscore.scheme.inspection_headings import SHEETS

if TYPE_CHECKING:
    from govscore.claiming.inspection_tables import Tables
    from govscore.readers.workbook import Book
    from govscore.results.result import Result
    from govscore.running.job import Job
    from govscore.scheme.files import InspectionFile, LoadedInspection

LACKING = f"没有{'、'.join(SHEETS.values())}中的任何一张表"
_READ: dict[tuple[Path, int, str], Tables | None] = {}


@dataclass(slots=True)
class Claimed:
    """What inspections say of a workbook: those that know it with its tables, and the others' reasons.

    `near`: some sheet looks like one of an inspection, so that the reasons will help the clerk.
    """

    known: list[tuple[LoadedInspection, Tables]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    near: bool = False


def look(job: Job, book: Book) -> Claimed:
    """Every inspection asked, or the chosen one; a scheme none of whose names stands there is not validated.

    Refused where one that may know the workbook is wrong.
    """
    claimed = Claimed()
    for file in job.inspections:
        if job.scheme not in (None, file.id):
            continue
        if file.names and not _named(book, file.names):
            claimed.reasons.append(f"{file.id} {LACKING}")
        else:
            _ask(claimed, book, file)
    return claimed


def _ask(claimed: Claimed, book: Book, file: InspectionFile) -> None:
    """Adds what one inspection says of the workbook."""
    from govscore.claiming import inspection_claims  # late: most workbooks are scored, and need nothing of it

    loaded, tables = inspection_claims.ask(book, file)
    if tables.found:
        claimed.known.append((loaded, tables))
        return
    claimed.reasons.append(f"{file.id} {'；'.join(tables.doubtful) or LACKING}")
    claimed.near = claimed.near or bool(tables.doubtful)


def _named(book: Book, names: Sequence[str]) -> bool:
    """True where some sheet has a heading that names accounts or sites."""
    words = frozenset(map(key, names))
    return any(find_blocks(Grid(book.name, sheet), words) for sheet in book.sheets)


def compute(job: Job, book: Book, claimed: Claimed, result: Result) -> None:
    """Fills the result of a workbook that an inspection knows; Refused where a scheme of points knows it too."""
    from govscore.claiming import inspection_claims
    from govscore.inspection.inspecting import inspect
    from govscore.inspection.span import stated_period

    period = job.period or stated_period(claimed.known[0][1])[0]
    loaded, tables = inspection_claims.in_force(book, claimed.known, job.scheme, period)
    if job.scheme is None:
        _only_one(job, book, loaded)
    found = inspect(loaded, tables, job.period, _beside(job, book, loaded, tables), job.against)
    result.inspected, result.period = found, found.span.period
    result.differences = found.differences
    result.problems = gather([*book.problems, *found.problems])
    result.facts.values, result.facts.conditions = found.facts.values, found.facts.conditions


def _only_one(job: Job, book: Book, loaded: LoadedInspection) -> None:
    """Refused where a scheme of points claims the workbook as well."""
    from govscore.claiming import claims

    try:
        other = claims.claim(book, job.schemes, None, job.period)
    except Refused:
        return
    reasons = f"{loaded.scheme.id}（检查办法）；{other.scheme.id}（计分办法）"
    raise Refused(problem("many-schemes", f"[{book.name}]", reasons=reasons))


def _beside(job: Job, book: Book, loaded: LoadedInspection, tables: Tables) -> list[Tables]:
    """The inspection tables of the run's other workbooks in the same folder, if this one lacks something."""
    from govscore.readers.workbook import shown_name

    if tables.of("records") and tables.of("register"):
        return []
    folders = {path.parent for path in job.beside if shown_name(path) == book.name}
    others = [path for path in job.beside if path.parent in folders and shown_name(path) != book.name]
    found = (_read(path, loaded) for path in others)
    return [other for other in found if other is not None]


def _read(path: Path, loaded: LoadedInspection) -> Tables | None:
    """The tables of another workbook, kept for the run; None where it has none or cannot be read."""
    from govscore.claiming.inspection_tables import find_tables
    from govscore.readers.workbook import read_book

    try:
        known = (path, path.stat().st_mtime_ns, loaded.sha256)
    except OSError:
        return None
    if known not in _READ:
        try:
            tables = find_tables(read_book(path), loaded.scheme.words)
            _READ[known] = tables if tables.found else None
        except Refused:
            _READ[known] = None
    return _READ[known]
