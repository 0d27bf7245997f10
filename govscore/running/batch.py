"""Many workbooks, one after the other or side by side; those of the inbox that were done before are passed over."""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from govscore.core.aside import Aside
from govscore.delivery.writing import RESULT, made_with
from govscore.readers.inputs import Input
from govscore.readers.workbook import Opening, open_book
from govscore.results.result import Result
from govscore.running.job import Job
from govscore.running.workbook import process, second_process


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


def _alone(job: Job, item: Input) -> Result:
    with closing(second_process()) as aside:
        return _finished(job, item, _begin(job, item), aside)


def _serial(job: Job, todo: Sequence[Input], first: Opening | None) -> Iterator[Result]:
    """The next workbook is read by its own process while this one is computed."""
    begun: dict[int, Opening | Result] = {} if first is None else {0: first}
    with closing(second_process()) as aside:
        for number, item in enumerate(todo):
            for following in (number, number + 1):
                if following < len(todo) and following not in begun:
                    begun[following] = _begin(job, todo[following])
            yield _finished(job, item, begun.pop(number), aside)


def _begin(job: Job, item: Input) -> Opening | Result:
    """Starts reading a workbook; one from the inbox that was done before is not read again."""
    done = _done(job, item) if job.skip_done else None
    return done or open_book(item.path)


def _finished(job: Job, item: Input, begun: Opening | Result, aside: Aside) -> Result:
    if isinstance(begun, Result):
        return begun
    _load(aside if job.out is not None else None)
    return process(job, item, begun, aside)


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


def _done(job: Job, item: Input) -> Result | None:
    """The earlier result of the very same workbook, scheme, template and program, if its files are still there."""
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
