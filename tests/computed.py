"""All that the program makes of a workbook short of files: its result, and what that was told from."""

from __future__ import annotations

from typing import Any

from govscore.core.problems import Refused, gather
from govscore.readers.workbook import Book
from govscore.results.result import Result
from govscore.running.job import Job
from govscore.running.kind import Made
from govscore.running.workbook import compute


class Computed:
    """The result's problems, differences and JSON; everything else (tally, standings, facts …) as it was reckoned."""

    def __init__(self, result: Result, made: Made | None) -> None:
        self.result, self.made = result, made

    def __getattr__(self, name: str) -> Any:
        if hasattr(self.result, name):
            return getattr(self.result, name)
        assert self.made is not None, [problem.spoken() for problem in self.result.problems]
        return getattr(self.made, name)

    def stored(self) -> dict[str, Any]:
        """What a later period compares itself with."""
        return self.result.to_json() | {"items": self.items}


def computed(job: Job, book: Book) -> Computed:
    """What the job makes of a workbook, refused or not."""
    result, made = Result(book.name, book.sha256), None
    try:
        made = compute(job, book, result)
    except Refused as refused:
        result.problems = gather([*result.problems, *refused.problems])
    return Computed(result, made)
