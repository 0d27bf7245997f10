"""The office's own wording as a key: a number that stands where the template has a mark states that mark's figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from govscore.core.numerals import MARK, numerals, without_time
from govscore.core.period import Period
from govscore.notices.template_lines import TemplateLine

_ALIKE = 0.6  # of the shorter line's signs
_BEFORE = 2  # signs that must be the same before a number; one after it


@dataclass(frozen=True, slots=True)
class _Signs:
    """A line with one sign for each number; `names`: what each number is, '' where it is not known."""

    text: str
    names: tuple[str, ...]


class Wording:
    """The template's lines, asked in the order of the notice: alike lines (of two tiers) are told apart by it."""

    def __init__(self, lines: Sequence[TemplateLine], period: Period) -> None:
        self.period = period
        self.lines = [_signs(line.text, line.names, period) for line in lines if line.names]
        self.last = -1

    def names(self, text: str) -> list[str]:
        """For each number of a notice's line, in order, the name of the mark in whose place it stands, or ''."""
        own = _signs(text, (), self.period)
        if MARK not in own.text:
            return []
        scores = [_score(line.text, own.text) for line in self.lines]
        best = max(scores, default=0.0)
        if best < _ALIKE:
            return [""] * own.text.count(MARK)
        equal = [at for at, score in enumerate(scores) if score == best]
        self.last = next((at for at in equal if at > self.last), equal[0])
        return _matched(self.lines[self.last], own)


def _signs(text: str, names: Sequence[str], period: Period) -> _Signs:
    """Numbers as signs with their measure, namings of the notice's own time left out."""
    waiting = iter(names)
    parts, called, at = [], [], 0
    for numeral in numerals(text):
        parts += [text[at : numeral.start], MARK + numeral.unit]
        called.append(next(waiting, "") if numeral.number is None else "")
        at = numeral.end
    return _Signs(without_time("".join([*parts, text[at:]]), period), tuple(called))


def _score(one: str, other: str) -> float:
    """The share of the shorter line's signs that stand in the other in the same order, in pieces."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    shorter = min(len(one), len(other))
    if matcher.quick_ratio() * (len(one) + len(other)) < 2 * _ALIKE * shorter:
        return 0.0
    return sum(block.size for block in matcher.get_matching_blocks()) / shorter


def _matched(line: _Signs, own: _Signs) -> list[str]:
    """The names of the line's marks at the numbers of `own` whose surroundings are the same."""
    found = [""] * own.text.count(MARK)
    for a, b, size in SequenceMatcher(None, line.text, own.text, autojunk=False).get_matching_blocks():
        for offset in range(size):
            if own.text[b + offset] != MARK:
                continue
            begins = offset >= _BEFORE or (offset == a == b)
            if begins and offset + 1 < size:
                found[own.text.count(MARK, 0, b + offset)] = line.names[line.text.count(MARK, 0, a + offset)]
    return found
