"""Mistyped calls in Chinese. typer's errors are told by their class and data; their English texts are never read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import TYPE_CHECKING

from typer._click.exceptions import BadOptionUsage, BadParameter, MissingParameter, NoSuchOption, UsageError

from govscore.commands.help_page import named
from govscore.core.problems import Problem, Refused, problem

if TYPE_CHECKING:
    from typer._click import Context

REASONS = {  # pydantic's, for the kinds of values that our commands take
    "int_parsing": "要写整数",
    "greater_than_equal": "至少是{ge}",
    "less_than_equal": "最多是{le}",
}


@contextmanager
def told(ctx: Context) -> Iterator[None]:
    """Turns typer's usage errors into Refused."""
    try:
        yield
    except UsageError as error:
        raise Refused(_worded(error, ctx)) from error


def _worded(error: UsageError, ctx: Context) -> Problem:
    place, command = f"[{ctx.command_path}]", ctx.command_path
    match error:
        case NoSuchOption():
            near = is_it(error.possibilities or ())
            return problem("call-no-option", place, option=error.option_name, near=near, command=command)
        case BadOptionUsage(option_name=option):
            what = {name: param.metavar for param in ctx.command.params for name in param.opts}.get(option)
            code = "call-option-bare" if what else "call-option-valued"
            return problem(code, place, option=option, what=what, command=command)
        case MissingParameter():
            return problem("call-missing", place, name=named(error.param), command=command)
        case BadParameter():
            return _bad_value(error, place, command)
    raise error


def _bad_value(error: BadParameter, place: str, command: str) -> Problem:
    """A value that is not of the parameter's type or beyond its bounds, as pydantic found it, or a path.

    Of all that typer asks of a path, ours leave one thing: that this user may read what is there.
    """
    from pydantic import ValidationError  # late: typer has loaded it where there is such an error

    if not isinstance(error.__cause__, ValidationError):
        return problem("call-unreadable", place, name=named(error.param))
    found = error.__cause__.errors()[0]
    reason = REASONS[found["type"]].format_map(found.get("ctx", {}))
    return problem(
        "call-bad-value", place, name=named(error.param), given=found["input"], reason=reason, command=command
    )


def no_such_command(name: str, known: Iterable[str], ctx: Context) -> Refused:
    """The refusal of a command that the group does not have."""
    near = is_it(get_close_matches(name, list(known), 1))
    place = f"[{ctx.command_path}]"
    return Refused(problem("call-no-command", place, name=name, near=near, command=ctx.command_path))


def is_it(near: Iterable[str]) -> str:
    """A question after what was not found."""
    return "".join(f"；是不是 {name}？" for name in list(near)[:1])
