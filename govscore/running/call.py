"""One call of the program: which workbooks, in which order, what the console and the JSON say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from govscore.core.lock import only_run
from govscore.core.period import Period, period_in
from govscore.core.problems import Refused, problem
from govscore.delivery import writing
from govscore.delivery.staging import clean_leftovers, write_whole
from govscore.outputs import summary
from govscore.readers.inputs import EXPLANATION, Input, inputs, passed_over
from govscore.running import batch, workbook
from govscore.running.job import Job

if TYPE_CHECKING:
    from govscore.readers.workbook import Opening
    from govscore.results.result import Result
    from govscore.word.notice_document import Notice

WELCOME = """这是收件文件夹。
1. 把各单位信息采用情况的工作簿（.xlsx、.xls、.et、.ods 等）放到这里。
2. 运行 govscore；程序文件夹里有 process.py 的，双击它或运行 python process.py 也行。
3. 结果在旁边的 outbox 文件夹里，每个工作簿一个子文件夹：排名表、通报、复核与提示。
4. 放在这里的工作簿不会被改动；改过以后再运行一次即可，以前的结果会留着。
5. 提示要改的地方，按“改法”改好保存，再运行一次。
"""
INBOX = Path("inbox")
LOG = "处理情况.txt"
BAR_FROM = 4  # fewer workbooks than this are done before a bar would help


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for; `out` None: compare only, write nothing."""

    paths: list[Path] | None
    out: Path | None
    scheme: str | None
    period: str | None
    json: str | None
    jobs: int
    against: tuple[Path, ...] = ()
    pdf: bool = False


def execute(request: Request) -> int:
    """Does what was asked; returns the exit code of the documented interface."""
    if request.out and request.out.exists() and not request.out.is_dir():
        raise Refused(problem("out-no-folder", f"[{request.out.name}]"))
    todo = inputs(request.paths or [_inbox()])
    first = batch.ahead(todo, request.out, skip_done=_skips(request)) if request.jobs == 1 else None
    job = _job(request)
    with only_run(request.out) if request.out else nullcontext():
        if request.out:
            clean_leftovers(request.out)
        results = list(_shown(request, job, todo, first))
        _finish(request, results)
    return max((result.exit_code for result in results), default=0)


def explained(request: Request, unit: str) -> list[str]:
    """The lines that explain a unit's score; Refused where the workbook or the unit cannot be read."""
    from govscore.readers.workbook import read_book

    assert request.paths
    return list(workbook.explain(_job(request), read_book(request.paths[0]), unit))


def _inbox() -> Path:
    """The folder inbox/, made with its explanation at the first run."""
    if not INBOX.exists():
        INBOX.mkdir()
        (INBOX / EXPLANATION).write_text(WELCOME, "utf-8-sig", newline="\r\n")
        typer.echo(f"已建好 {INBOX.resolve()} 文件夹：把工作簿放进去，再运行一次。")
    return INBOX


def _skips(request: Request) -> bool:
    """Workbooks of the inbox that were done before are passed over; those that were named are not."""
    return not (request.paths or request.against)


def _job(request: Request) -> Job:
    """The job's settings, the named scheme and period resolved; Refused where they cannot be."""
    from govscore.scheme.offered import offered  # late: the reader has begun

    schemes, inspections, chosen, wrong = offered(request.scheme)
    for item in wrong:
        typer.echo(f"（办法文件有错，不影响别的单位）{item.spoken()}", err=True)
    job = Job(schemes, request.out, chosen, _period(request.period), skip_done=_skips(request))
    job = replace(job, inspections=inspections, pdf=request.pdf)
    notices, results = _apart(request.against)
    job = replace(job, notices=tuple(map(_notice, notices)))
    given = [workbook.given(job, path) for path in results]
    elsewhere = tuple(other for _, other in given if other is not None)
    return replace(job, against=tuple(stored for stored, _ in given), elsewhere=elsewhere)


def _apart(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Notices in Word, and workbooks and results."""
    notices = [path for path in paths if path.suffix.lower() in (".docx", ".doc", ".wps", ".pdf")]
    return notices, [path for path in paths if path not in notices]


def _notice(path: Path) -> Notice:
    from govscore.word.notice_document import read_notice

    return read_notice(path)


def _period(text: str | None) -> Period | None:
    if text is None:
        return None
    found = period_in([text])
    if len(found) != 1:
        raise Refused(problem("period-bad", text=text))
    return found.pop()


def _shown(request: Request, job: Job, todo: list[Input], first: Opening | None) -> Iterator[Result]:
    """The results as they come, each announced by its line."""
    quiet = request.json == "-"
    if not todo and not quiet:
        typer.echo("没有找到工作簿。" if request.paths else f"{INBOX.resolve()} 里没有工作簿。")
    if passed := passed_over(request.paths or [INBOX]):
        typer.echo(f"这些文件不是工作簿，没有处理：{'、'.join(passed)}", err=True)
    results = batch.run(job, todo, request.jobs, first)
    if len(todo) < BAR_FROM or quiet:
        yield from _announced(results, quiet)
        return
    with typer.progressbar(results, length=len(todo), label="处理中", show_eta=False) as bar:
        yield from _announced(bar, quiet)


def _announced(results: Iterable[Result], quiet: bool) -> Iterator[Result]:
    for result in results:
        if not quiet:
            told = [] if result.state == "unchanged" else summary.details(result)
            typer.echo("\n".join([summary.line(result), *("  " + text for text in told)]))
        yield result


def _finish(request: Request, results: list[Result]) -> None:
    """The closing table, the log beside the results, and the JSON."""
    if request.json != "-":
        _tables(request, results)
    if request.json:
        found = [result.to_json() for result in results]
        data = writing.to_json(found[0] if len(found) == 1 else found)
        if request.json == "-":
            typer.echo(data, nl=False)
        else:
            write_whole(Path(request.json), data.encode())


def _tables(request: Request, results: list[Result]) -> None:
    if not results or request.out is None:
        return
    closing = summary.table(results, f"{request.out}")
    typer.echo("\n".join(closing))
    lines = [text for r in results for text in (summary.line(r), *summary.details(r), "")]
    write_whole(request.out / LOG, ("\ufeff" + "\r\n".join([*lines, *closing, ""])).encode())
