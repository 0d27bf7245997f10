"""The grammar of marks in a line: 【期间】 【镇表.单位】 【若：甲】【若完】 【每个：单位】【完】."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from govscore.word.lookup import normal

OBJECT = "\ufffc"  # stands for a picture, field or note reference inside a line

_BRACKETED = re.compile(r"【(?P<name>[^【】]*)】|(?P<open>【[^【】]{0,10})|(?P<stray>[^【】]{0,10}】)")
_LOOKALIKE = re.compile(
    r"\{\{(?P<a>[^{}【】]{1,40})\}\}|\{(?P<b>[^{}【】]{1,40})\}|｛+(?P<c>[^｛｝【】]{1,40})｝+|"
    r"\[(?P<d>[^\[\]【】]{1,40})\]|［(?P<e>[^［］【】]{1,40})］|〖(?P<f>[^〖〗【】]{1,40})〗|"
    r"「(?P<g>[^「」【】]{1,40})」|『(?P<h>[^『』【】]{1,40})』"
)
SUSPICIOUS = re.compile(r"[【】\[［{｛〖「『]")


class Kind(StrEnum):
    """What a mark asks for. The value is the word that introduces it, empty for a plain name."""

    NAME = ""
    FIELD = "."
    IF = "若"
    UNLESS = "若非"
    END_IF = "若完"
    EACH = "每个"
    END = "完"
    ONLY = "仅"
    OPEN = "【"
    STRAY = "】"


@dataclass(frozen=True, slots=True)
class Token:
    """One mark, or a bracket without its partner, at text[start:end] of a line.

    `name` is the normal form; for a FIELD, `table` and `name` are its two halves.
    """

    kind: Kind
    name: str
    start: int
    end: int
    raw: str
    table: str = ""


def tokens(text: str) -> tuple[Token, ...]:
    """The marks of one paragraph's text in order, with brackets that have no partner."""
    return _tokens(text) if "【" in text or "】" in text else ()


@lru_cache(maxsize=1024)  # the lines of a block come again with each of its repetitions
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(_token(found) for found in _BRACKETED.finditer(text))


def _token(found: re.Match[str]) -> Token:
    start, end = found.span()
    if found["name"] is None:
        kind = Kind.OPEN if found["open"] is not None else Kind.STRAY
        return Token(kind, "", start, end, shown(found[0]))
    kind, table, name = _read(normal(found["name"].replace(OBJECT, "")))
    return Token(kind, name, start, end, f"【{shown(found['name'])}】", table)


def _read(name: str) -> tuple[Kind, str, str]:
    if name in (Kind.END, Kind.END_IF):
        return Kind(name), "", ""
    head, colon, rest = name.partition(":")
    if colon and head in (Kind.IF, Kind.UNLESS, Kind.EACH, Kind.ONLY):
        return Kind(head), "", rest
    table, dot, column = name.partition(".")
    return (Kind.FIELD, table, column) if dot else (Kind.NAME, "", name)


def shown(text: str) -> str:
    """Text for a message: line breaks and stand-ins of pictures left out."""
    return "".join(c for c in text if (c != OBJECT and c.isprintable()) or c == " ").strip()


def spelling(token: Token) -> str:
    """The normal spelling of a mark, for comparison with the names that exist."""
    if token.kind is Kind.FIELD:
        return f"{token.table}.{token.name}"
    return f"{token.kind}：{token.name}" if token.kind is not Kind.NAME and token.name else token.name


def lookalikes(text: str) -> Iterator[tuple[str, Token]]:
    """Words in brackets that are not 【】: what is written, and the mark it would be in the right ones."""
    for found in _LOOKALIKE.finditer(text):
        name = next(part for part in found.groups() if part is not None)
        kind, table, rest = _read(normal(name.replace(OBJECT, "")))
        yield shown(found[0]), Token(kind, rest, *found.span(), f"【{shown(name)}】", table)


def conditional_spans(found: Sequence[Token]) -> tuple[list[tuple[Token, Token]], list[Token], list[Token]]:
    """Pair 【若】 with 【若完】 in one line: (pairs, 若 without 若完, 若完 without 若)."""
    pairs: list[tuple[Token, Token]] = []
    waiting: list[Token] = []
    stray: list[Token] = []
    for token in found:
        if token.kind in (Kind.IF, Kind.UNLESS):
            waiting.append(token)
        elif token.kind is Kind.END_IF and waiting:
            pairs.append((waiting.pop(), token))
        elif token.kind is Kind.END_IF:
            stray.append(token)
    return pairs, waiting, stray
