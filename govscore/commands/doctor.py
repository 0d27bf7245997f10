"""`govscore doctor`."""

from __future__ import annotations

import typer

from govscore.commands.groups import Command
from govscore.core.problems import EXIT_CODES

app = typer.Typer()


@app.command(cls=Command)
def doctor() -> None:
    """看看这台电脑缺什么：Python、程序包、字体、LibreOffice、计分办法。"""
    from govscore.commands.machine import examine

    lines, healthy = examine()
    typer.echo("\n".join(lines))
    raise typer.Exit(0 if healthy else EXIT_CODES["usage"])
