"""Tables of the documents that the code itself knows: each gives the lines of one marked region."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from docs.commands import Command, commands
from docs.kinds import Kind, kinds
from docs.marks import other_rows, value_rows
from docs.stages import stages
from govscore.core import problems
from govscore.format_check.parameters import FORMS, parameters
from govscore.scheme.points_parts import FIGURES, ROLES, TABLE_KINDS

Lines = Iterator[str]
Row = Sequence[str]
UNSAID = "**to be said**"  # stands where a table has a column written by hand and a row that is new


def table(heads: Row, rows: Iterable[Row]) -> Lines:
    """A Markdown table; a bar in a cell does not end it."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |"


def rule_kinds(_: Sequence[str]) -> Lines:
    """Each rule kind with its own keys, an optional one in brackets, its definition and an example."""
    return table(("kind", "what it does", "its own keys", "definition", "example"), map(_kind_row, kinds()))


def _kind_row(kind: Kind) -> Row:
    return f"`{kind.name}`", kind.what, "、".join(kind.keys), kind.definition, kind.example


def _words(heads: Row) -> Callable[[Mapping[Any, tuple[str, str]]], Callable[[Sequence[str]], Lines]]:
    def of(words: Mapping[Any, tuple[str, str]]) -> Callable[[Sequence[str]], Lines]:
        return lambda _: table(heads, ((f"`{word}`", *about) for word, about in words.items()))

    return of


def marks(_: Sequence[str]) -> Lines:
    """Every name that a template may use, with what it gives in a sample."""
    yield from table(("标记", "样例里的值"), value_rows())
    yield ""
    yield from table(("哪里的什么", "标记"), other_rows())


def command_words(kept: Sequence[str]) -> Lines:
    """Commands with options, for the README; what they do is written by hand and kept."""
    rows = ((f"`{command.usage}`", _options(command)) for command in commands())
    return table(("command", "options", "what it does"), _with_words(rows, kept, 1))


def command_list(_: Sequence[str]) -> Lines:
    """Commands in Chinese, each with the first sentence of its help."""
    return table(("命令", "作用"), ((f"`govscore {c.spoken}`", c.about.partition("\n")[0]) for c in commands()))


def command_help(_: Sequence[str]) -> Lines:
    """Commands, their arguments and options in the words of their own help."""
    for command in commands():
        yield from (f"## `govscore {command.spoken}`", "", command.about, "")
        if rows := [(f"`{name}`", about) for name, about in (*command.arguments, *command.options)]:
            yield from (*table(("参数、选项", "意思"), rows), "")


def _options(command: Command) -> str:
    return " ".join(f"`{name}`" for name, _ in command.options)


def _with_words(rows: Iterable[Row], kept: Sequence[str], keys: int) -> Iterator[Row]:
    """The rows with one more cell, which is written by hand: taken from the row with the same first `keys` cells."""
    lines = [[cell.strip() for cell in line.split("|")[1:-1]] for line in kept if line.startswith("|")]
    said = {tuple(cells[:keys]): cells[-1] for cells in lines}
    yield from ((*row, said.get(tuple(row[:keys]), UNSAID)) for row in rows)


def messages(_: Sequence[str]) -> Lines:
    """Every message by section: code, severity, what it says, how to mend it."""
    text = Path(problems.__file__).with_name("problems.toml").read_text("utf-8")
    for part in text.split("\n\n# ")[1:]:
        codes = {code: problems.catalogue()[code] for code in re.findall(r"^\[([\w-]+)\]$", part, re.MULTILINE)}
        rows = [(f"`{code}`", _severity(of), of["message"], of["fix"]) for code, of in codes.items()]
        yield from ("", f"## {re.split('[.:]', part.splitlines()[0])[0]}", "")
        yield from table(("code", "", "message", "改法"), rows)


def _severity(of: Mapping[str, str]) -> str:
    """提示, or 停 with the exit code."""
    return f"停 {problems.EXIT_CODES[of.get('failure', 'input')]}" if of["severity"] == "stop" else "提示"


def format_parameters(kept: Sequence[str]) -> Lines:
    """The parameters of the format check as the program measures them; how, is written by hand and kept."""
    rows = (
        (p.clause, p.name, p.required, p.strength, "all" if p.forms == FORMS else "、".join(p.forms))
        for p in parameters().values()
    )
    return table(("clause", "parameter", "required", "strength", "forms", "how"), _with_words(rows, kept, 2))


def house(_: Sequence[str]) -> Lines:
    """The folders of govscore/ from the ground up, with what each says of itself."""
    return table(("folder", "what a newcomer looks for there"), ((f"`{name}/`", about) for name, about in stages()))


REGIONS: dict[str, Callable[[Sequence[str]], Lines]] = {
    "rule kinds": rule_kinds,
    "column roles": _words(("role", "in the office's words", "what its cells hold"))(ROLES),
    "table kinds": _words(("kind", "in the office's words", "what it is"))(TABLE_KINDS),
    "figures": _words(("figure", "in the office's words", "what it is"))(FIGURES),
    "marks": marks,
    "commands": command_words,
    "command list": command_list,
    "command help": command_help,
    "messages": messages,
    "format parameters": format_parameters,
    "house": house,
}
