"""One workbook from input to outputs, and many of them; the one place that joins the stages."""

from __future__ import annotations

import gc
import hashlib
import json
import traceback
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govscore.core.aside import Aside
from govscore.core.period import Period
from govscore.core.problems import Refused, gather, problem
from govscore.delivery.writing import RESULT, made_with, write
from govscore.readers.inputs import Input, readable
from govscore.readers.workbook import Opening, open_book
from govscore.running.job import Job

if TYPE_CHECKING:
    from govscore.readers.workbook import Book
    from govscore.recheck.elsewhere import Elsewhere
    from govscore.results.result import Result
    from govscore.scheme.points_scheme import Scheme


def ahead(todo: Sequence[Input], out: Path | None, *, skip_done: bool) -> Opening | None:
    """The first workbook, being read while the schemes are still to be loaded; None if it may be done already."""
    if not todo or (skip_done and out is not None and (out / todo[0].folder / RESULT).exists()):
        return None
    return open_book(todo[0].path)


def run(job: Job, todo: Sequence[Input], jobs: int = 1, first: Opening | None = None) -> Iterator[Result]:
    """Results in order; one bad workbook stops no other. `first`: what `ahead` began."""
    job = replace(job, beside=tuple(item.path for item in todo))
    if len(todo) > 1:
        gc.enable()  # one workbook leaves no garbage worth a search; many would
    if jobs == 1 or len(todo) < 2:
        yield from _serial(job, todo, first)
        return
    from concurrent.futures import ProcessPoolExecutor  # late: one workbook does not need it

    with ProcessPoolExecutor(min(jobs, len(todo))) as pool:
        yield from pool.map(partial(_alone, job), todo, chunksize=max(1, min(8, len(todo) // (jobs * 4))))


def _aside(workbooks: int = 1) -> Aside:
    """Notice and recheck workbook take as long as the ranking workbook, beside which they can be made."""
    return Aside("govscore.outputs.documents", "documents", workbooks)


def _alone(job: Job, item: Input) -> Result:
    return process(job, item, _begin(job, item))


def _serial(job: Job, todo: Sequence[Input], first: Opening | None) -> Iterator[Result]:
    """The next workbook is read by its own process while this one is computed."""
    begun: dict[int, Opening | Result] = {} if first is None else {0: first}
    with closing(_aside(len(todo))) as aside:
        for number, item in enumerate(todo):
            for following in (number, number + 1):
                if following < len(todo) and following not in begun:
                    begun[following] = _begin(job, todo[following])
            yield process(job, item, begun.pop(number), aside)


def _begin(job: Job, item: Input) -> Opening | Result:
    """Starts reading a workbook; one from the inbox that was done before is not read again."""
    done = _done(job, item) if job.skip_done else None
    return done or open_book(item.path)


def process(job: Job, item: Input, begun: Opening | Result, aside: Aside | None = None) -> Result:
    """One workbook; every refusal ends up in the result's problems, and so does a fault of ours."""
    from govscore.claiming import notice_info
    from govscore.results.result import Result

    if isinstance(begun, Result):
        return begun
    result = Result(readable(item.path.name))
    _load(aside if job.out is not None else None)
    try:
        book = begun.result()
        result.sha256 = book.sha256
        compute(job, book, result)
        if not result.refused and job.out is not None:
            write(job.out / item.folder, result, notice_info.take(book)[0], aside or _aside(), pdf=job.pdf)
    except Refused as refused:
        result.problems = gather([*result.problems, *refused.problems])
    except Exception as fault:  # one workbook that we fail on must not keep the others from being done
        result.problems = gather([*result.problems, problem("broken", f"[{result.workbook}]", what=_told(fault))])
    if result.refused:
        result.state, result.outputs = "refused", []
        if job.out is not None and (job.out / item.folder / RESULT).is_file():
            result.problems = [*result.problems, problem("result-old", f"[{item.folder}]")]
    return result


def _load(aside: Aside | None) -> None:
    """Imports what every computation needs while the child process is still reading the file.

    `aside` makes ready meanwhile; it starts when the reader, begun much earlier, has little left to do: a third
    process on two processors would take its time from this one.
    """
    import numpy as np

    if aside is not None:
        aside.start()
    import pandas as pd

    from govscore import recheck
    from govscore.outputs.notice import bulletin
    from govscore.outputs.ranking import book
    from govscore.results import annex, facts
    from govscore.scoring import ranking, scoring

    del np, pd, annex, facts, ranking, recheck, scoring, bulletin, book


def _told(fault: Exception) -> str:
    """A fault with the line it came from, for whoever mends it."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__}: {fault}（{Path(last.filename).name}:{last.lineno}）"


def _done(job: Job, item: Input) -> Result | None:
    """The earlier result of the very same workbook, scheme, template and program, if its files are still there."""
    from govscore.results.result import Result

    assert job.out is not None
    try:
        known = json.loads((job.out / item.folder / RESULT).read_text("utf-8"))
        same = known["input_sha256"] == hashlib.sha256(item.path.read_bytes()).hexdigest()
        same &= known["made_with"] in [made_with(loaded) for loaded in job.schemes] and "slips" in known
        same &= all((job.out / output).is_file() for output in known["outputs"])
        same &= not job.pdf or any(output.endswith(".pdf") for output in known["outputs"])
        return Result.unchanged(known) if same else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def earlier(job: Job, path: Path) -> dict[str, Any]:
    """An earlier period's result, from its 结果.json or from its workbook; Refused where it is neither."""
    return given(job, path)[0]


def given(job: Job, path: Path) -> tuple[dict[str, Any], Elsewhere | None]:
    """What --against names: its result, and of a workbook that scores points also its typed figures."""
    from govscore.claiming import notice_info
    from govscore.recheck.elsewhere import Elsewhere
    from govscore.results.result import Result

    result = Result(readable(path.name))
    if path.suffix.lower() == ".json":
        from govscore.results.earlier import read_stored

        return read_stored(path, result.workbook), None
    unreadable = problem("against-unreadable", f"[{result.workbook}]")
    try:
        book = open_book(path).result()
        result.sha256 = book.sha256
        compute(replace(job, out=None, scheme=None, period=None), book, result)
    except Refused as refused:
        raise Refused(unreadable, *refused.problems) from None
    if result.refused:
        raise Refused(unreadable, *result.problems)
    if result.loaded is None or result.tally is None or result.period is None:
        return result.stored(), None
    whole, _ = notice_info.take(book)
    return result.stored(), Elsewhere(result.loaded.scheme.id, result.period, whole, result.tally)


def compute(job: Job, book: Book, result: Result) -> None:
    """Fills the result: claim, tally, score, rank, recheck, facts, annexes."""
    from govscore import tally
    from govscore.claiming import claims, notice_info
    from govscore.running import inspection

    book, given = notice_info.take(book)
    claimed = inspection.look(job, book)
    if claimed.known:
        inspection.compute(job, book, claimed, result)
        result.problems += [problem("against-notice-inspection", f"[{notice.name}]") for notice in job.notices]
        result.facts.values |= given.values
        result.problems = gather([*result.problems, *given.problems])
        return
    claim = claims.claim(book, job.schemes, job.scheme, job.period, claimed.reasons, claimed.near)
    result.loaded, result.period = claim.loaded, claim.period
    result.tally = tally.take(book, claim)
    result.problems = gather([*book.problems, *result.tally.problems, *given.problems])
    if not result.refused:
        _reckon(job, book, claim.scheme, claim.period, result)
        result.facts.values |= given.values


def _reckon(job: Job, book: Book, scheme: Scheme, period: Period, result: Result) -> None:
    """All that follows from the tally: scores, ranks, recheck, facts, annexes, blocks."""
    from govscore import recheck
    from govscore.recheck.carried import corrected, left_out, preceding
    from govscore.results import annex, blocks, facts
    from govscore.running import comparing
    from govscore.scoring import invariants, ranking, scoring, sharing

    assert result.tally is not None
    taken = result.tally
    against, strange = comparing.comparable(job, result)
    scored = result.scored = scoring.score(scheme, taken, period)
    found = sharing.sharing(taken, book)
    doubts = scoring.doubt_problems(scheme, taken, scored, book)
    notes = [*strange, *doubts, *sharing.problems(found), *sharing.counted_before(taken, book, against)]
    result.problems = gather([*result.problems, *notes])
    result.items, result.lists = sharing.items_of(taken), sharing.checklists(found)
    standings = result.standings = ranking.rank(scheme, taken, scored)
    invariants.check(scheme, taken, scored, standings)
    before = preceding(period, against) or comparing.published(job, result)
    carried = [*left_out(scheme, taken, book, before), *corrected(scheme, taken, book, before)]
    result.problems = gather([*result.problems, *carried])
    result.differences = recheck.recheck(scheme, taken, scored, standings, book, before)
    comparing.elsewhere(job, result)
    result.facts = facts.facts(scheme, period, taken, standings, against)
    comparing.prose(job, result, against)
    result.annexes = annex.AnnexMaker(scheme, period, taken, scored, standings).annexes()
    result.sections = blocks.sections(scheme, taken, scored, standings)


def explain(job: Job, book: Book, unit: str) -> list[str]:
    """The lines that explain one unit's score; Refused where the workbook or the unit's name stops it."""
    from govscore.claiming import notice_info
    from govscore.results.result import Result
    from govscore.scoring.explain import Explainer

    result = Result(book.name, book.sha256)
    compute(job, book, result)
    if result.refused:
        raise Refused(*result.problems)
    if result.loaded is None or result.tally is None or result.scored is None or result.standings is None:
        raise Refused(problem("explain-inspection", f"[{book.name}]"))
    scheme = result.loaded.scheme
    whole, _ = notice_info.take(book)  # as it was computed: without what only the notice needs
    return list(Explainer(scheme, result.tally, result.scored, result.standings, whole).lines(unit))
