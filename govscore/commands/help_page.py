"""The help page of a command or a group in Chinese, made of what the command declares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup

from govscore.core.text import text_width

HELP = "--help"
# What stays on one line: a file's name, a word of Latin letters, a character; and the closing signs after it.
WORD = re.compile(r"(?:\w*\.[a-z]+|[!-~]+|.)[，。；：、！？）”]*")


def help_page(command: TyperCommand | TyperGroup, path: str, room: int) -> str:
    """Usage, what the command does, its arguments, options and commands; `room` columns wide."""
    shown: list[Any] = [param for param in command.params if not getattr(param, "hidden", False)]
    arguments = [param for param in shown if isinstance(param, TyperArgument)]
    options = [param for param in shown if not isinstance(param, TyperArgument)]
    usage = ["命令"] if isinstance(command, TyperGroup) else [_in_usage(param) for param in arguments]
    lines = [f"用法：{path} {' '.join([*usage, '[选项…]'])}", "", (command.help or "").strip()]
    lines += _section("参数", [(named(param), _explained(param)) for param in arguments], room)
    lines += _section("选项", [*((_with_value(p), _explained(p)) for p in options), (HELP, "显示这份说明")], room)
    if isinstance(command, TyperGroup):
        known = [(name, (one.help or "").split("\n")[0]) for name, one in command.commands.items() if not one.hidden]
        lines += _section("命令", known, room)
    return "\n".join(lines) + "\n"


def named(param: Any) -> str:
    """An option as it is typed, an argument as the help names it."""
    return str(param.metavar if isinstance(param, TyperArgument) else param.opts[0])


def _in_usage(argument: TyperArgument) -> str:
    name = named(argument) + ("…" if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


def _with_value(option: Any) -> str:
    return ", ".join(option.opts) + ("" if option.is_flag else f" {option.metavar}")


def _explained(param: Any) -> str:
    known = param.default is not None and param.default is not False
    return (param.help or "") + ("（必填）" if param.required else f"（默认 {param.default}）" if known else "")


def _section(title: str, rows: Iterable[tuple[str, str]], room: int) -> Iterator[str]:
    rows = list(rows)
    if not rows:
        return
    yield from ("", f"{title}：")
    left = max(text_width(name) for name, _ in rows) + 4
    for name, text in rows:
        first, *more = _wrapped(text, room - left) or [""]
        yield f"  {name}".ljust(left - text_width(name) + len(name)) + first
        yield from (" " * left + line for line in more)


def _wrapped(text: str, room: int) -> list[str]:
    """Lines of at most `room` columns, or of one word that is longer."""
    lines = [""]
    for word in WORD.findall(text):
        if lines[-1] and text_width(lines[-1] + word.rstrip()) > room:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += word if lines[-1] else word.lstrip()
    return lines
