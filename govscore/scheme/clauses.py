"""The rules in words, each clause once, in the order of the issued document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from govscore.core.points import plain
from govscore.core.problems import Problem, problem
from govscore.rules.base import Rule
from govscore.scheme.lines import TomlLines
from govscore.scheme.points_parts import Provision
from govscore.scheme.points_scheme import Scheme

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_HALF = Decimal("0.5")


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


def unprinted(scheme: Scheme, name: str, text: str) -> Iterator[Problem]:
    """A note for each number of a rule that its clause does not print: one of the two was changed and not the other.

    `name`, `text`: the scheme's file. A half counts as printed where the clause says 半.
    """
    names, lines = {column.id: column.name for column in scheme.columns}, TomlLines(text)
    for clause in dict.fromkeys(rule.clause for rule in scheme.rules):
        rules = [(number, rule) for number, rule in enumerate(scheme.rules) if rule.clause == clause]
        printed = "".join(rule.text for _, rule in rules)
        known = {Decimal(found) for found in _NUMBER.findall(printed)} | ({_HALF} if "半" in printed else set()) | {0}
        for number, rule in rules:
            for parameter in rule.parameters(names):
                if abs(parameter.value) not in known:
                    place = f"[{name}]第{lines.find(('rules', number))}行"
                    words = {"clause": clause, "what": parameter.words, "value": plain(parameter.value)}
                    yield problem("scheme-unprinted", place, **words)
