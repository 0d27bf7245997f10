"""The files that need nothing but finished data, so that another process can make them (govscore.core.aside)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from govscore.core.difference import Difference
from govscore.outputs.recheck_book import child
from govscore.word.check import marks
from govscore.word.data import Data, Filled
from govscore.word.fill import fill

if TYPE_CHECKING:
    from govscore.readers.workbook import Book

BLANK = "×"  # stands in what the clerk has not given (notice_info.BLANKS)
Notice = tuple[bytes, Data, str]  # template, what it may name, the template's name
Recheck = tuple[Path, "Book", Sequence[Difference]]  # the workbook's file, what was read of it, what differs


def prepare() -> None:
    """Makes ready for the first call."""
    child.prepare()


def documents(notice: Notice | None, recheck: Recheck | None) -> tuple[Filled | None, bytes | None]:
    """The notice and the recheck workbook, each where it is asked for; Refused where the template has a wrong mark."""
    with child.Copying(*recheck) if recheck else nullcontext() as copying:  # beside the notice, by a process of its own
        notice_made = filled(*notice) if notice else None
        return notice_made, copying.file() if copying else None


def filled(template: bytes, data: Data, name: str) -> Filled:
    """The filled notice with what its notes are made of."""
    by_part: dict[str, list[str]] = {}
    notice = fill(template, data, name, by_part)
    placed = [text for strings in by_part.values() for text in strings]
    blank = any(BLANK in text for text in placed)
    asked = frozenset(mark.name for mark in marks(template)) if blank else frozenset()
    return Filled(notice, placed, asked)
