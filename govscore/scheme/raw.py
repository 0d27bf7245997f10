"""A scheme file as TOML: what cannot be read is said with its line, and nothing in it can hang or break the program."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from govscore.core.problems import Problem, Refused, problem
from govscore.scheme.errors import at, syntax
from govscore.scheme.faults import Fault
from govscore.scheme.lines import TomlLines

_LARGEST, _FINEST = 10**9, -9  # beyond any point, count or width of an office; more decimals than any number has
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")  # no file of Word or Excel can hold them
_HUGE = re.compile(r"\d{400,}|\d[eE][+-]?\d{10,}")
_DEEP = 50  # brackets within each other


def parsed(name: str, text: str) -> dict[str, Any]:
    """The table of a TOML text; Refused with every number or text in it that nothing can be done with.

    `name` is the file's, for the places.
    """
    try:
        table = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise Refused(syntax(name, text, error)) from None
    except (ValueError, ArithmeticError):  # a number with more digits than Python reads
        raise Refused(_on_line(name, text, _HUGE, "数太长")) from None
    except RecursionError:
        raise Refused(_deepest(name, text)) from None
    if found := list(_unusable(table)):
        lines = TomlLines(text)
        raise Refused(*(at(name, lines, fault) for fault in found))
    return table


def _unusable(table: Mapping[str, Any]) -> Iterator[Fault]:
    """Numbers out of all proportion, control characters, nesting without end; walked without recursion."""
    todo: list[tuple[tuple[str | int, ...], Any]] = [((), table)]
    while todo:
        path, value = todo.pop()
        if len(path) > _DEEP:
            yield Fault(path[:3], "括号套得太深")
        elif isinstance(value, Mapping | list):
            pairs: Iterable[tuple[str | int, Any]] = value.items() if isinstance(value, Mapping) else enumerate(value)
            todo += [((*path, key), inner) for key, inner in pairs][::-1]
        elif isinstance(value, str) and _CONTROL.search(value):
            yield Fault(path, "文字里有看不见的控制字符，删去重新打")
        elif isinstance(value, int | Decimal) and _absurd(value):
            yield Fault(path, "最多3位小数，不能大得离谱")


def _absurd(number: int | Decimal) -> bool:
    if isinstance(number, int):
        return abs(number) >= _LARGEST
    exponent = number.as_tuple().exponent
    return not isinstance(exponent, int) or exponent < _FINEST or number.adjusted() >= 9


def _on_line(name: str, text: str, what: re.Pattern[str], reason: str) -> Problem:
    found = what.search(text)
    return _broken(name, text.count("\n", 0, found.start()) + 1 if found else 1, reason)


def _deepest(name: str, text: str) -> Problem:
    depth = 0
    for number, line in enumerate(text.splitlines(), 1):
        depth += line.count("[") + line.count("{") - line.count("]") - line.count("}")
        if depth > _DEEP or line.count("[") + line.count("{") > _DEEP:
            return _broken(name, number, "括号套得太深")
    return _broken(name, 1, "括号套得太深")


def _broken(name: str, line: int, reason: str) -> Problem:
    return problem("scheme-syntax", f"[{name}]第{line}行", reason=reason)
