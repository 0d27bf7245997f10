"""typer's commands and groups, speaking Chinese: their help, and what they say to a mistyped call."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from typer.core import TyperCommand, TyperGroup

from govscore.commands.help_page import HELP, help_page
from govscore.commands.mistyped import no_such_command, told
from govscore.core.problems import Refused, problem

if TYPE_CHECKING:
    from typer._click import Command as AnyCommand
    from typer._click import Context, HelpFormatter
    from typer.core import TyperOption


class Command(TyperCommand):
    """A command; `@app.command(cls=Command)`."""

    allow_extra_args = True  # typer refuses them in English only, we below

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Refused for a mistyped call."""
        with told(ctx):
            extra = super().parse_args(ctx, args)
        if extra:
            place = f"[{ctx.command_path}]"
            raise Refused(problem("call-extra", place, extra=" ".join(extra), command=ctx.command_path))
        return extra

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Writes the help page."""
        formatter.write(help_page(self, ctx.command_path, formatter.width))


class Group(TyperGroup):
    """A group of commands; `typer.Typer(cls=Group)`."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Refused for a mistyped call, or where no command follows."""
        if args in ([], ["--"]):
            place, known = f"[{ctx.command_path}]", "、".join(self.commands)
            raise Refused(problem("call-missing-command", place, known=known, command=ctx.command_path))
        with told(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, AnyCommand | None, list[str]]:
        """The command that is meant; Refused where there is none of this name."""
        if args[0] not in self.commands:
            raise no_such_command(args[0], self.commands, ctx)
        return super().resolve_command(ctx, args)

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """typer's own; where it is absent it is False, since typer loads pydantic to convert any other value."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.default = False
        return option

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Writes the help page."""
        formatter.write(help_page(self, ctx.command_path, formatter.width))


class Program(Group):
    """The whole program: `govscore sheets…` and a bare `govscore` mean `govscore run`."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """As a group; what is no command of it goes to `run`, unless it looks like a mistyped command."""
        first = args[0] if args else ""
        if first in (*self.commands, HELP):
            return super().parse_args(ctx, args)
        is_word = first and not first.startswith("-") and not Path(first).suffix and not Path(first).exists()
        if is_word and get_close_matches(first, self.commands, 1, 0.6):
            raise no_such_command(first, self.commands, ctx)
        return super().parse_args(ctx, ["run", *args])
