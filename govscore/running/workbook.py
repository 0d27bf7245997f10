"""One workbook from its cells to its result and its files; the one place that fills a result."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govscore.core.aside import Aside
from govscore.core.problems import Refused, gather, problem
from govscore.delivery.writing import RESULT, publish
from govscore.readers.inputs import Input, readable
from govscore.readers.workbook import Opening, open_book
from govscore.results.result import Result, Told
from govscore.running.job import Asked, Job
from govscore.running.kind import Claim, Look, Made, Making

if TYPE_CHECKING:
    from govscore.readers.workbook import Book
    from govscore.recheck.elsewhere import Elsewhere


def second_process() -> Aside:
    """Notice and recheck workbook take as long as the ranking workbook, beside which they can be made."""
    return Aside("govscore.outputs.documents", "documents", ready="prepare")


def process(job: Job, item: Input, opening: Opening, aside: Aside) -> Result:
    """One workbook; every refusal ends up in the result's problems, and so does a fault of ours."""
    result = Result(readable(item.path.name))
    try:
        book = opening.result()
        made = compute(job, book, result)
        if not result.refused and job.out is not None:
            making, found = Making(item.path, aside, job.pdf), result.problems
            publish(job.out / item.folder, result, lambda stage: made.write(stage, making, found))
    except Refused as refused:
        result.problems = gather([*result.problems, *refused.problems])
    except Exception as fault:  # one workbook that we fail on must not keep the others from being done
        result.problems = gather([*result.problems, problem("broken", f"[{result.workbook}]", what=_told(fault))])
    if result.refused:
        result.state, result.outputs = "refused", []
        if job.out is not None and (job.out / item.folder / RESULT).is_file():
            result.problems = [*result.problems, problem("result-old", f"[{item.folder}]")]
    return result


def _told(fault: Exception) -> str:
    """A fault with the line it came from, for whoever mends it."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__}: {fault}（{Path(last.filename).name}:{last.lineno}）"


def compute(job: Job, book: Book, result: Result) -> Made:
    """Fills the result with what the workbook is claimed as and comes to; Refused with every problem that stops it."""
    from govscore.claiming import notice_info

    result.sha256 = book.sha256
    claim = _claim(Asked(job, *notice_info.take(book)))
    result.claimed = claim.claimed
    made = claim.compute()
    result.claimed, result.outcome, result.problems = made.claimed, Told.of(made), gather(made.problems)
    return made


def _claim(asked: Asked) -> Claim:
    """The one claim of all jobs; Refused with the reasons of each where there is none or more than one."""
    from govscore.claiming.claims import unknown
    from govscore.running.kinds import KINDS

    looks = [kind.look(asked) for kind in KINDS]
    known = [look for look in looks if look.knows]
    if not known:
        why = [reason for look in looks for reason in look.reasons]
        near = any(look.near for look in looks)
        raise Refused(unknown(asked.book, near, why), *([] if near else asked.book.problems))
    claims, refusals = _settled(known)
    if not claims:
        raise refusals[0]
    if len(claims) > 1:
        reasons = "；".join(f"{claim.claimed.scheme}（{claim.job}）" for claim in claims)
        raise Refused(problem("many-schemes", f"[{asked.book.name}]", reasons=reasons))
    return claims[0]


def _settled(looks: Iterable[Look]) -> tuple[list[Claim], list[Refused]]:
    """What each job that knows the workbook makes of it: its claim, or why it has none."""
    claims, refusals = [], []
    for look in looks:
        try:
            claims.append(look.settle())
        except Refused as refused:
            refusals.append(refused)
    return claims, refusals


def given(job: Job, path: Path) -> tuple[dict[str, Any], Elsewhere | None]:
    """What --against names: an earlier 结果.json, or a workbook with what it comes to and its typed figures.

    Refused where it is neither.
    """
    result = Result(readable(path.name))
    if path.suffix.lower() == ".json":
        from govscore.results.earlier import read_stored

        return read_stored(path, result.workbook), None
    unreadable = problem("against-unreadable", f"[{result.workbook}]")
    try:
        made = compute(replace(job, out=None, scheme=None, period=None), open_book(path).result(), result)
    except Refused as refused:
        raise Refused(unreadable, *refused.problems) from None
    if result.refused:
        raise Refused(unreadable, *result.problems)
    return result.to_json() | {"items": made.items}, made.elsewhere()


def explain(job: Job, book: Book, unit: str) -> Sequence[str]:
    """The lines that explain one unit's score; Refused where the workbook or the unit's name stops it."""
    result = Result(book.name)
    made = compute(job, book, result)
    if result.refused:
        raise Refused(*result.problems)
    return list(made.explained(unit))
