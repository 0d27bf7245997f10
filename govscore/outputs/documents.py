"""The files that need nothing but finished data, so that another process can make them (govscore.aside)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govscore.difference import Difference
from govscore.outputs.recheck_book import recheck_book
from govscore.outputs.template.fill import fill
from govscore.outputs.template_data import Data

if TYPE_CHECKING:
    from govscore.readers.sheets import Book

Notice = tuple[bytes, Data, str]  # template, what it may name, the template's name
Recheck = tuple["Book", Sequence[Difference]]


def documents(notice: Notice | None, recheck: Recheck | None) -> tuple[bytes | None, bytes | None]:
    """The notice and the recheck workbook, each where it is asked for; Refused where the template has a wrong mark."""
    return (fill(*notice) if notice else None), (recheck_book(*recheck) if recheck else None)
