"""`govscore run`, `recheck` and `explain`: what is done with workbooks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govscore.commands.groups import Command
from govscore.commands.parameters import OUTBOX, Against, Json, Period, Scheme, Workbook

app = typer.Typer()


@app.command(cls=Command)
def run(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="工作簿或文件夹", help="不写就处理 inbox 里新的和改过的")
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="结果放在哪个文件夹")] = OUTBOX,
    scheme: Scheme = None,
    period: Period = None,
    against: Against = None,
    json: Json = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, metavar="个数", help="同时处理几个工作簿")] = 1,
    pdf: Annotated[bool, typer.Option("--pdf", help="通报另存一份 PDF（电脑上要装有 LibreOffice）")] = False,
) -> None:
    """计分、排名，写出排名表和通报，核对手工填的数。

    不写工作簿时，处理 inbox 里新的和改过的，结果放进 outbox；原来的工作簿一律不动。
    """
    from govscore.running.call import Request, execute

    raise typer.Exit(execute(Request(paths, out, scheme, period, json, jobs, tuple(against or ()), pdf)))


@app.command(cls=Command)
def recheck(
    workbook: Workbook, scheme: Scheme = None, period: Period = None, against: Against = None, json: Json = None
) -> None:
    """只核对手工填的数，不写任何文件。"""
    from govscore.running.call import Request, execute

    raise typer.Exit(execute(Request([workbook], None, scheme, period, json, 1, tuple(against or ()))))


@app.command(cls=Command)
def explain(
    workbook: Workbook,
    unit: Annotated[str, typer.Argument(metavar="单位", help="单位名称，写一部分也行")],
    scheme: Scheme = None,
    period: Period = None,
) -> None:
    """说明一个单位的得分：每一分按哪一条、从哪一格来，名次差多少。"""
    from govscore.running.call import Request, explained

    typer.echo("\n".join(explained(Request([workbook], None, scheme, period, None, 1), unit)))
