"""The commands as typer knows them; the one place of the tools that asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from typer.core import TyperGroup
from typer.main import get_command

from govscore.commands.app import app


class Command(NamedTuple):
    """A command: how it is called with English names and with Chinese ones, its help, arguments, options."""

    usage: str
    spoken: str
    about: str
    arguments: list[tuple[str, str]]
    options: list[tuple[str, str]]


def commands() -> Iterator[Command]:
    """Every command, in the order of the help."""
    yield from _of(get_command(app), "")


def _of(group: Any, path: str) -> Iterator[Command]:
    for name, command in group.commands.items():
        full = f"{path} {name}".strip()
        yield from _of(command, full) if isinstance(command, TyperGroup) else (_command(full, command),)


def _command(name: str, command: Any) -> Command:
    params = [param for param in command.params if param.name != "help"]
    arguments = [param for param in params if param.param_type_name == "argument"]
    usage = " ".join([name, *map(_argument, arguments)])
    told = [(str(param.metavar or param.name).strip("[]"), param.help or "") for param in arguments]
    words = (word if p.required else f"[{word}]" for p, (word, _) in zip(arguments, told, strict=True))
    spoken = " ".join([name, *words])
    options = [(param.opts[0], param.help or "") for param in params if param.param_type_name == "option"]
    return Command(usage, spoken, (command.help or "").strip(), told, options)


def _argument(param: Any) -> str:
    """PATHS… for several, in brackets where it may be left out."""
    word = str(param.name).upper() + ("…" if param.nargs == -1 else "")
    return word if param.required else f"[{word}]"
