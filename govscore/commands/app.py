"""The command line. Options choose input, output and wording; none changes a score."""

from __future__ import annotations

import sys
from typing import Any, NoReturn

import typer

from govscore.commands import doctor, init, mail, scheme, scoring, template
from govscore.commands.groups import Program
from govscore.core.problems import EXIT_CODES, Refused

app = typer.Typer(
    cls=Program,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="政务信息采用情况的计分、排名、通报和复核。\n\n"
    "把工作簿放进 inbox 文件夹，直接运行 govscore（或 python process.py），结果就在 outbox 里。",
)
# in the order of the help; a group without a name adds its commands to those of the program
for part in (scoring, mail, init, doctor, scheme, template):
    app.add_typer(part.app)


def main(arguments: list[str]) -> NoReturn:
    """Runs the command line and leaves with its exit code; no traceback for anything a user can do wrong."""
    try:
        code: Any = app(args=arguments, prog_name="govscore", standalone_mode=False)
    except Refused as refused:
        for item in refused.problems:
            typer.echo(item.spoken(), err=True)
        code = refused.exit_code
    except typer.Abort:
        typer.echo("已停止。", err=True)
        code = EXIT_CODES["usage"]
    sys.exit(code or 0)
