"""The rules in words, each clause once, in the order of the issued document."""

from __future__ import annotations

from govscore.rules.base import Rule
from govscore.scheme.points_parts import Provision
from govscore.scheme.points_scheme import Scheme


def worded(scheme: Scheme) -> list[Rule | Provision]:
    """The rules and provisions that hold a clause's wording, by clause number."""
    parts: list[Rule | Provision] = [
        *scheme.rules,
        *scheme.provisions,
        *([scheme.target] if scheme.target else []),
    ]
    return sorted((part for part in parts if part.text), key=lambda part: _numbers(part.clause))


def clauses(scheme: Scheme) -> list[str]:
    """The rules in full, numbered 1. 2. 3."""
    return [f"{number}.{part.text}" for number, part in enumerate(worded(scheme), 1)]


def _numbers(clause: str) -> list[int]:
    digits = "".join(c if c.isascii() and c.isdigit() else " " for c in clause)
    return [int(number) for number in digits.split()]
