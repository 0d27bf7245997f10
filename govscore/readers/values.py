"""What a cell says: a number as offices type them, nothing, a mark, a pending answer, or something wrong."""

from __future__ import annotations

import math
import re
import unicodedata
from decimal import Decimal
from typing import Literal, NamedTuple

from govscore.core.points import decimal_of
from govscore.core.text import key
from govscore.readers.workbook import Date, Value

Kind = Literal["none", "number", "mark", "pending", "excluded", "bad"]

_NUMBER = re.compile(r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(条|篇|件|次|分|个|%)?", re.ASCII)
_TWO = re.compile(r"[\d.,]\s+[\d.,]")  # 5 3, or 5 above 3: two figures in one cell, not 53
_DASHES = frozenset("-—–―‐‑‒−─━ー﹣ｰ_/\\")
_NONE_WORDS = frozenset({"无", "空", "没有", "无采用"})
_MARKS = frozenset("√✓✔☑●⚫•■▲★")  # not ○: it is typed both for "yes" and for zero


class Reading(NamedTuple):
    """One cell read: `number` for numbers and marks (a mark is 1), `retyped` where a text was taken as a number.

    `percent`: the text ended in a percent sign, so 53% reads as number 53 with percent True.
    """

    kind: Kind
    number: Decimal | None = None
    retyped: bool = False
    percent: bool = False


NOTHING = Reading("none")
BAD = Reading("bad")


def read_value(value: Value | Date, pending: tuple[str, ...] = (), excluded: tuple[str, ...] = ()) -> Reading:
    """Read one cell; `pending` and `excluded` are keys of the words that mean 暂未反馈 and 不计分."""
    if value is None:
        return NOTHING
    if isinstance(value, bool | Date) or (isinstance(value, float) and not math.isfinite(value)):
        return BAD
    if isinstance(value, str):
        return read_text(value, pending, excluded)
    return Reading("number", decimal_of(value))


def read_text(text: str, pending: tuple[str, ...] = (), excluded: tuple[str, ...] = ()) -> Reading:
    """Read a text cell by the offices' habits: 12 条, １２, 1,234, ——, √; anything else is bad, never guessed."""
    plain = key(text)
    if not plain or set(plain) <= _DASHES or plain in _NONE_WORDS:
        return NOTHING
    if set(plain) <= _MARKS:
        return Reading("mark", Decimal(len(plain)))  # √√: two leaders signed
    if any(word in plain for word in excluded):
        return Reading("excluded")
    if any(word in plain for word in pending):
        return Reading("pending")
    return _read_number(text, plain)


def _read_number(text: str, plain: str) -> Reading:
    # ² and ① would become 2 and 1 under NFKC: a clerk who typed them did not type that number.
    if any(unicodedata.category(c) == "No" for c in text):
        return BAD
    found = _NUMBER.fullmatch(plain)
    if not found or _TWO.search(unicodedata.normalize("NFKC", text)):
        return BAD
    return Reading("number", Decimal(found[1].replace(",", "")), retyped=True, percent=found[2] == "%")
