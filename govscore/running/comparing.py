"""What a run is compared with besides itself (--against): earlier results, workbooks of the period, issued notices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from govscore.core.difference import Difference
from govscore.core.period import Period, period_in
from govscore.core.problems import Problem, problem

if TYPE_CHECKING:
    import pandas as pd

    from govscore.readers.workbook import Book
    from govscore.results.facts import Facts
    from govscore.running.job import Job
    from govscore.scheme.files import LoadedScheme
    from govscore.scoring.scoring import Scored
    from govscore.tally import Tally

SAME_PERIOD = "同一期"
Found = tuple[list[Difference], list[Problem]]


@dataclass(frozen=True, slots=True)
class Comparing:
    """One workbook of a scheme and a period, and what the run was given to compare it with."""

    job: Job
    loaded: LoadedScheme
    period: Period
    book: Book

    def earlier(self) -> tuple[list[dict[str, Any]], list[Problem]]:
        """The earlier results that this workbook can be compared with, and a note for each other one."""
        fit, notes = [], []
        for other in self.job.against:
            why = self._unfit(other)
            if why == SAME_PERIOD:
                continue
            if why:
                words = {"workbook": other["workbook"], "why": why}
                notes.append(problem("against-other", f"[{self.book.name}]", **words))
            else:
                fit.append(other)
        return fit, notes

    def _unfit(self, other: Mapping[str, Any]) -> str:
        """Why a result is not one to compare with; `SAME_PERIOD` where its workbook is compared by itself."""
        scheme = self.loaded.scheme
        if other.get("scheme") not in (scheme.id, scheme.supersedes):
            return "不是同一个办法的"
        if other.get("input_sha256") == self.book.sha256:
            return "就是这个工作簿"
        (period, *rest) = [*period_in([str(other.get("period") or "")]), None]
        if period is None or len(rest) > 1 or (period.year, period.last) < (self.period.year, self.period.first):
            return ""
        if period != self.period:
            return "不是以前的"
        typed = {(one.book.sha256, one.scheme) for one in self.job.elsewhere}
        same = (other.get("input_sha256"), scheme.id) in typed
        return SAME_PERIOD if same else "是同一期的结果，没有手工数可比"

    def published(self) -> list[dict[str, Any]]:
        """What the notices given say of the period right before."""
        if not self.job.notices:
            return []
        from govscore.notices import checking

        return [dict(found) for found in checking.published(self.job.notices, self.loaded, self.period)]

    def elsewhere(self, tally: Tally, scored: Scored, standings: pd.DataFrame) -> Found:
        """Compares the typed figures of other workbooks of this period."""
        differences: list[Difference] = []
        problems: list[Problem] = []
        for other in self.job.elsewhere:
            same = (other.scheme, other.period) == (self.loaded.scheme.id, self.period)
            if same and other.book.sha256 != self.book.sha256:
                from govscore.recheck.elsewhere import compared

                more, notes = compared(self.loaded.scheme, tally, scored, standings, other)
                differences, problems = differences + more, problems + notes
        return differences, problems

    def prose(self, facts: Facts, tally: Tally, standings: pd.DataFrame, against: Sequence[dict[str, Any]]) -> Found:
        """Compares the sentences and annexes of earlier notices, and the numbers typed in the template itself."""
        from govscore.word.typed_figures import may_hold_figures

        template = self.loaded.bulletin
        if not self.job.notices and not (template.is_file() and may_hold_figures(template.read_bytes())):
            return [], []
        from govscore.notices import checking
        from govscore.notices.source import of_run

        source = of_run(self.loaded.scheme, self.period, facts.values, tally, standings)
        checked = checking.check(self.job.notices, self.loaded, source, against, self.book.name)
        typed = checking.typed_numbers(self.loaded, source, facts.conditions)
        return list(checked.differences), [*checked.problems, *typed]
