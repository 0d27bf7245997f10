"""What a run is to do its workbooks with; handed to every stage that needs to know what was asked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from govscore.claiming.notice_info import Given
    from govscore.core.period import Period
    from govscore.readers.workbook import Book
    from govscore.recheck.elsewhere import Elsewhere
    from govscore.scheme.files import InspectionFile, LoadedScheme
    from govscore.word.notice_document import Notice


@dataclass(frozen=True, slots=True)
class Job:
    """What to run with: the schemes, the chosen scheme's id and period if given, the output folder if any."""

    schemes: tuple[LoadedScheme, ...]
    out: Path | None
    scheme: str | None = None
    period: Period | None = None
    skip_done: bool = False
    against: tuple[dict[str, Any], ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()  # workbooks of the same period whose typed figures are compared
    inspections: tuple[InspectionFile, ...] = ()
    notices: tuple[Notice, ...] = ()  # issued before, whose figures are compared
    pdf: bool = False  # a PDF copy of the notice is wanted
    beside: tuple[Path, ...] = ()  # all workbooks of the run: records and register may lie in another one


class Asked(NamedTuple):
    """One workbook of a job: its tables, and what only the clerk knows (the sheet 通报信息, no longer among them)."""

    job: Job
    book: Book
    given: Given
