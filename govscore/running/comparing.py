"""What a run is compared with besides itself (--against): earlier results, workbooks of the period, issued notices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from govscore.core.problems import Problem, gather, problem

if TYPE_CHECKING:
    from govscore.results.result import Result
    from govscore.running.job import Job

SAME_PERIOD = "同一期"


def elsewhere(job: Job, result: Result) -> None:
    """Compares the typed figures of other workbooks of this period."""
    assert result.loaded is not None and result.tally is not None
    assert result.scored is not None and result.standings is not None
    scheme = result.loaded.scheme
    for other in job.elsewhere:
        if (other.scheme, other.period) == (scheme.id, result.period) and other.book.sha256 != result.sha256:
            from govscore.recheck.elsewhere import compared

            differences, notes = compared(scheme, result.tally, result.scored, result.standings, other)
            result.differences += differences
            result.problems = gather([*result.problems, *notes])


def published(job: Job, result: Result) -> list[dict[str, Any]]:
    """What the notices given say of the period right before."""
    if not job.notices:
        return []
    from govscore.notices import checking

    assert result.loaded is not None and result.period is not None
    return [dict(found) for found in checking.published(job.notices, result.loaded, result.period)]


def prose(job: Job, result: Result, against: Sequence[dict[str, Any]]) -> None:
    """Compares the sentences and annexes of earlier notices, and the numbers typed in the template itself."""
    from govscore.word.typed_figures import may_hold_figures

    assert result.loaded is not None and result.period is not None
    assert result.tally is not None and result.standings is not None
    if not result.typed:
        result.problems = gather([*result.problems, problem("nothing-typed", f"[{result.workbook}]")])
    template = result.loaded.bulletin
    if not job.notices and not (template.is_file() and may_hold_figures(template.read_bytes())):
        return
    from govscore.notices import checking
    from govscore.notices.source import of_run

    facts = result.facts
    source = of_run(result.loaded.scheme, result.period, facts.values, result.tally, result.standings)
    checked = checking.check(job.notices, result.loaded, source, against, result.workbook)
    result.differences += checked.differences
    typed = checking.typed_numbers(result.loaded, source, facts.conditions)
    result.problems = gather([*result.problems, *checked.problems, *typed])


def comparable(job: Job, result: Result) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The earlier results that this workbook can be compared with, and a note for each other one."""
    assert result.loaded is not None
    scheme = result.loaded.scheme
    fit, notes = [], []
    for earlier_ in job.against:
        why = "就是这个工作簿" if earlier_.get("input_sha256") == result.sha256 else ""
        if earlier_.get("scheme") not in (scheme.id, scheme.supersedes):
            why = "不是同一个办法的"
        why = why or _untimely(job, result, earlier_)
        if why == SAME_PERIOD:
            continue
        if why:
            words = {"workbook": earlier_["workbook"], "why": why}
            notes.append(problem("against-other", f"[{result.workbook}]", **words))
        else:
            fit.append(earlier_)
    return fit, notes


def _untimely(job: Job, result: Result, other: Mapping[str, Any]) -> str:
    """Why a result is not of an earlier period; `SAME_PERIOD` where its workbook is compared by itself."""
    from govscore.core.period import period_in

    assert result.period is not None and result.loaded is not None
    (period, *rest) = [*period_in([str(other.get("period") or "")]), None]
    if period is None or (len(rest) > 1) or (period.year, period.last) < (result.period.year, result.period.first):
        return ""
    if period != result.period:
        return "不是以前的"
    typed = {(one.book.sha256, one.scheme) for one in job.elsewhere}
    return (
        SAME_PERIOD
        if (other.get("input_sha256"), result.loaded.scheme.id) in typed
        else "是同一期的结果，没有手工数可比"
    )
