"""The command line's help and error texts in Chinese: typer's own are English."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

from govscore.core.text import width


def _help(command: Any, ctx: Any, formatter: Any) -> None:
    """Usage, what the command does, its arguments, options and commands."""
    formatter.write(f"用法：{ctx.command_path} {_usage(command, ctx)}\n\n")
    formatter.write((command.help or "").strip() + "\n")
    params = [(p, p.get_help_record(ctx)) for p in command.get_params(ctx) if p.name != "help"]
    arguments = [_record(r) for p, r in params if p.param_type_name == "argument" and r]
    options = [_record(r) for p, r in params if p.param_type_name == "option" and r]
    _section(formatter, "参数", arguments)
    _section(formatter, "选项", [*options, ("--help", "显示这份说明")])
    if isinstance(command, TyperGroup):
        commands = [(name, command.commands[name]) for name in command.commands]
        _section(formatter, "命令", [(name, (c.help or "").split("\n")[0]) for name, c in commands if not c.hidden])


def _usage(command: Any, ctx: Any) -> str:
    if isinstance(command, TyperGroup):
        return "命令 [选项…]"
    arguments = [p.metavar or p.name for p in command.get_params(ctx) if p.param_type_name == "argument"]
    return " ".join([*arguments, "[选项…]"])


def _record(record: tuple[str, str]) -> tuple[str, str]:
    """typer's brackets in Chinese, its type names left out."""
    name = re.sub(r" +(<[^>]*>|TEXT|PATH|FILE|DIRECTORY|INTEGER|FLOAT)(?=$|\W)", "", record[0])
    text = record[1].replace("[required]", "（必填）")
    return name, re.sub(r"\[default: ([^\];]*)[^\]]*\]", r"（默认 \1）", text).replace("  （", "（")


def _section(formatter: Any, title: str, rows: list[tuple[str, str]]) -> None:
    if not rows:
        return
    formatter.write(f"\n{title}：\n")
    room = max(width(name) for name, _ in rows) + 2
    for name, text in rows:
        formatter.write(f"  {name}{' ' * (room - width(name))}{text}\n")


class ChineseCommand(TyperCommand):
    """A command whose help is Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help page."""
        _help(self, ctx, formatter)


class ChineseGroup(TyperGroup):
    """A group of commands whose help is Chinese."""

    def get_help_option(self, ctx: Any) -> Any:
        """typer's own; where it is absent it is False, since typer loads pydantic to convert any other value."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.default = False
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help page."""
        _help(self, ctx, formatter)


def usage_error(error: Any) -> str:
    """A usage error of typer in Chinese, with the way to the help."""
    kind = type(error).__name__
    command = error.ctx.command_path if getattr(error, "ctx", None) else "govscore"
    hint = _param_name(getattr(error, "param", None)) or getattr(error, "param_hint", None) or ""
    message = str(getattr(error, "message", ""))
    wording = {
        "NoSuchOption": f"没有 {getattr(error, 'option_name', '')} 这个选项",
        "MissingParameter": f"缺少 {hint}",
        "BadParameter": f"{hint} 的值不对{'：' + message if _is_chinese(message) else ''}",
        "BadOptionUsage": f"选项 {getattr(error, 'option_name', '')} 后面缺少值",
    }
    return f"{wording.get(kind) or _other(str(error))}\n  改法：{command} --help 看用法。"


def _param_name(param: Any) -> str:
    """The option as typed, or the argument as the help names it."""
    if param is None:
        return ""
    return str(param.opts[0] if param.param_type_name == "option" else param.metavar or param.name)


def _is_chinese(text: str) -> bool:
    return any(ord(character) > 0x2E7F for character in text)


def _other(message: str) -> str:
    if found := re.match(r"No such command '(.*?)'", message):
        return f"没有“{found[1]}”这个命令"
    if message.startswith("Missing command"):
        return "后面要写一个命令"
    if found := re.match(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", message):
        return f"多出来的参数：{found[1]}"
    return message
