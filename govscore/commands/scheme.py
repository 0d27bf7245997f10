"""`govscore scheme …`: the offices' rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govscore.commands.groups import Command, Group
from govscore.core.problems import EXIT_CODES

app = typer.Typer(name="scheme", cls=Group, help="查看、检查计分办法。")


@app.command("list", cls=Command)
def scheme_list() -> None:
    """列出所有计分办法：编号、名称、施行日期、在哪个文件夹（或随程序）。"""
    from govscore.scheme.files import everything
    from govscore.scheme.places import origin

    for loaded in everything():
        scheme, place = loaded.scheme, origin(loaded.folder)
        typer.echo(f"{scheme.id}  {scheme.name}  {scheme.valid_from}起施行  （{place}）")


@app.command("show", cls=Command)
def scheme_show(name: Annotated[str, typer.Argument(metavar="编号", help="计分办法的编号")]) -> None:
    """逐条显示一个计分办法。"""
    from govscore.running.kinds import scheme_of

    kind, loaded = scheme_of(name)
    typer.echo("\n".join(kind.text(loaded)))


@app.command("check", cls=Command)
def scheme_check(
    file: Annotated[
        Path | None, typer.Argument(metavar="文件", help="scheme.toml、它的文件夹或编号；不写就检查全部")
    ] = None,
) -> None:
    """检查计分办法文件、里面的例子和旁边的模板，一次说完错在哪里。"""
    from govscore.commands.scheme_check import check

    lines, sound = check(file)
    typer.echo("\n".join(lines), err=not sound)
    raise typer.Exit(0 if sound else EXIT_CODES["usage"])
