"""The job of inspections: sites and accounts judged by an office's rules, from the claim to the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govscore.core.difference import Difference
from govscore.core.problems import Problem, Refused, gather, problem
from govscore.core.text import key
from govscore.delivery.writing import Written
from govscore.readers.grid import Grid
from govscore.readers.headings import find_blocks
from govscore.results.result import Claimed
from govscore.running.kind import Making
from govscore.scheme.inspection_headings import SHEETS

if TYPE_CHECKING:
    from govscore.claiming.inspection_tables import Tables
    from govscore.delivery.mail.parcels import Delivered
    from govscore.inspection.inspecting import Inspected
    from govscore.readers.workbook import Book
    from govscore.running.job import Asked, Job
    from govscore.scheme.files import InspectionFile, LoadedInspection

LACKING = f"没有{'、'.join(SHEETS.values())}中的任何一张表"
_READ: dict[tuple[Path, int, str], Tables | None] = {}


@dataclass(frozen=True, slots=True)
class InspectionOutcome:
    """An inspection with its findings; `problems` are those of the workbook, too."""

    workbook: str
    found: Inspected
    problems: list[Problem]
    items: list[list[str]] = field(default_factory=list)  # none: that is for reports

    @property
    def claimed(self) -> Claimed:
        """The scheme and the period."""
        return _claimed(self.found.loaded, self.found.span.label)

    @property
    def differences(self) -> Sequence[Difference]:
        """Typed verdicts that differ."""
        return self.found.differences

    @property
    def rechecked(self) -> bool:
        """Always: verdicts are what the checkers type."""
        return True

    @property
    def values(self) -> Mapping[str, str]:
        """The facts by name."""
        return self.found.facts.values

    @property
    def summary(self) -> str:
        """网站50个、不合格0个，账号75个、不合格23个，截至2023年10月31日."""
        return self.found.summary

    def lines(self) -> Sequence[str]:
        """Who is due soon."""
        return self.found.lines()

    def figures(self) -> dict[str, Any]:
        """The verdicts."""
        return {"verdicts": [verdict.to_json() for verdict in self.found.verdicts]}

    def marks(self) -> dict[str, Any]:
        """What each mark of the circular gives now."""
        from govscore.outputs.inspection.circular import data
        from govscore.outputs.present import present

        return present(data(self.found))

    def write(self, stage: Path, making: Making, found: Sequence[Problem]) -> Written:
        """Verdict workbook, circular with its PDF copy, slips."""
        from govscore.delivery.pdf import NAME, pdf_copy
        from govscore.inspection.inspecting import BOOK
        from govscore.outputs.inspection.circular import NOTICE, SLIPS, documents
        from govscore.outputs.inspection.verdict_book import write_book

        kept = {"items": self.items, "marks": self.marks()}
        words, notes = documents(self.found)
        if making.pdf and NOTICE in words:
            copy, doubts = pdf_copy(words[NOTICE], f"[{NOTICE}]")
            notes += doubts
            words |= {NAME: copy} if copy else {}
        write_book(stage / BOOK, self.found)
        for name, content in words.items():
            (stage / name).write_bytes(content)
        return Written((BOOK, *(name for name in (NOTICE, NAME, SLIPS) if name in words)), notes, kept)

    def explained(self, unit: str) -> Iterator[str]:
        """Refused: there are no scores."""
        raise Refused(problem("explain-inspection", f"[{self.workbook}]"))

    def elsewhere(self) -> None:
        """None."""


@dataclass(frozen=True, slots=True)
class InspectionClaim:
    """A workbook of one inspection."""

    asked: Asked
    loaded: LoadedInspection
    tables: Tables

    @property
    def job(self) -> str:
        """检查办法."""
        return "检查办法"

    @property
    def claimed(self) -> Claimed:
        """The scheme; the period is found on the way."""
        return _claimed(self.loaded, None)

    def compute(self) -> InspectionOutcome:
        """All findings; stop problems are among the outcome's."""
        from govscore.inspection.inspecting import inspect

        job, book, given = self.asked
        found = inspect(self.loaded, self.tables, job.period, _beside(job, book, self.loaded, self.tables), job.against)
        found.facts.values |= given.values
        unread = [problem("against-notice-inspection", f"[{notice.name}]") for notice in job.notices]
        return InspectionOutcome(book.name, found, gather([*book.problems, *found.problems, *unread, *given.problems]))


@dataclass(slots=True)
class InspectionLook:
    """What inspections say of a workbook: those that know it with its tables, and the others' reasons."""

    asked: Asked
    known: list[tuple[LoadedInspection, Tables]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    near: bool = False

    @property
    def knows(self) -> bool:
        """True where at least one knows it."""
        return bool(self.known)

    def ask(self, file: InspectionFile) -> None:
        """Adds what one inspection says; a scheme none of whose names stands there is not validated.

        Refused where one that may know the workbook is wrong.
        """
        if file.names and not _named(self.asked.book, file.names):
            self.reasons.append(f"{file.id} {LACKING}")
            return
        from govscore.claiming import inspection_claims  # late: most workbooks are scored, and need nothing of it

        loaded, tables = inspection_claims.ask(self.asked.book, file)
        if tables.found:
            self.known.append((loaded, tables))
            return
        self.reasons.append(f"{file.id} {'；'.join(tables.doubtful) or LACKING}")
        self.near = self.near or bool(tables.doubtful)

    def settle(self) -> InspectionClaim:
        """The inspection in force in the period that the job names or the workbook states."""
        from govscore.claiming.inspection_claims import in_force
        from govscore.inspection.span import stated_period

        job, book, _ = self.asked
        period = job.period or stated_period(self.known[0][1])[0]
        return InspectionClaim(self.asked, *in_force(book, self.known, job.scheme, period))


def _named(book: Book, names: Sequence[str]) -> bool:
    """True where some sheet has a heading that names accounts or sites."""
    words = frozenset(map(key, names))
    return any(find_blocks(Grid(book.name, sheet), words) for sheet in book.sheets)


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


def _claimed(loaded: LoadedInspection, period: str | None) -> Claimed:
    return Claimed(loaded.scheme.id, loaded.scheme.name, loaded.sha256, period)


class Inspection:
    """The job of inspections."""

    templates = ("bulletin.docx", "slips.docx")

    def look(self, asked: Asked) -> InspectionLook:
        """Asks every inspection, or the chosen one."""
        look = InspectionLook(asked)
        for file in asked.job.inspections:
            if asked.job.scheme in (None, file.id):
                look.ask(file)
        return look

    def text(self, loaded: LoadedInspection) -> Iterator[str]:
        """The scheme clause by clause."""
        from govscore.outputs.inspection.inspection_text import scheme_text

        yield from scheme_text(loaded)

    def marks(self, loaded: LoadedInspection, now: Mapping[str, Any]) -> Iterator[str]:
        """Every mark of the circular and the slips, with what each gives now."""
        from govscore.outputs.inspection.inspection_text import mark_text

        yield from mark_text(loaded, now)

    def check_template(self, loaded: LoadedInspection, file: Path) -> list[Problem]:
        """Notes on a template of the circular; Refused with every wrong mark."""
        from govscore.outputs.inspection.inspection_text import check_template

        return check_template(loaded, file)

    def doubts(self, loaded: LoadedInspection, file: Path) -> Iterable[Problem]:
        """None: a scheme of an inspection has no examples."""
        return ()

    def delivered(self, loaded: LoadedInspection) -> Delivered:
        """An inspection in which nothing was found, with one slip."""
        from govscore.claiming.notice_info import BLANKS
        from govscore.delivery.mail.mail_texts import INSPECTION
        from govscore.delivery.mail.parcels import Delivered
        from govscore.delivery.mail.slip import of_verdicts
        from govscore.outputs.inspection.inspection_text import specimen

        values = {**BLANKS, **specimen(loaded).values}
        return Delivered(loaded.folder, loaded.scheme.id, "", INSPECTION, values, (of_verdicts("", [], ""),), ())
