"""The examples of a scheme, run through the very rules that score a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from govscore.core import frames, points
from govscore.core.arithmetic import value_of
from govscore.core.period import Period
from govscore.core.problems import Problem, problem
from govscore.core.text import key
from govscore.scheme.examples import Example
from govscore.scheme.lines import TomlLines
from govscore.scheme.points_scheme import Scheme
from govscore.scoring.scoring import score
from govscore.tally.contents import Rows, Tally

if TYPE_CHECKING:
    import pandas as pd


def differing(scheme: Scheme, name: str, text: str) -> Iterator[Problem]:
    """A problem for each example whose sum is not what the rules give; `name` and `text` are the file's."""
    lines = TomlLines(text)
    for number, example in enumerate(scheme.examples):
        postings = _postings(scheme, example)
        wanted, computed = value_of(example.expected), Fraction(int(postings["points"].sum()), points.POINT_SCALE)
        if wanted != computed:
            place = f"[{name}]第{lines.find(('examples', number, 'expected'))}行"
            words = {"clause": example.clause, "expected": example.expected, "wanted": _plain(wanted)}
            sums = "；".join(_sums(scheme, example, postings)) or "没有记分"
            yield problem("scheme-example", place, **words, computed=_plain(computed), sums=sums)


def _postings(scheme: Scheme, example: Example) -> pd.DataFrame:
    year = scheme.valid_from.year
    period = Period(year, 10, 12) if example.year_end else Period(year, 1, 3)
    return score(scheme, _tally(scheme, example), period).postings


def _tally(scheme: Scheme, example: Example) -> Tally:
    """A workbook of one unit; every figure stands in a cell of its own."""
    rows = Rows()
    unit = rows.add_unit("例", "例", _tier(scheme, example), (0, 0, 0))
    for column, number in example.counts.items():
        rows.count(unit, column, points.to_count(number), (0, len(rows.counts) + 1, 0))
    titles: dict[str, int] = {}
    for at, row in enumerate(example.items):
        item = titles.setdefault(key(row.title) or f"#{at}", len(titles))
        draft, direct, _ = scheme.drafts.read(row.draft)
        for column, number in row.marks.items():
            cell = (0, len(rows.counts) + 1, 0)
            rows.counts.append((unit, column, points.to_count(number), item, draft, direct, *cell))
    if example.prior is not None:
        rows.prior[unit, ""] = points.to_points(example.prior), (0, 0, 1)
    return rows.tally([])


def _tier(scheme: Scheme, example: Example) -> str:
    return example.tier or scheme.tiers[0].name


def _sums(scheme: Scheme, example: Example, postings: pd.DataFrame) -> Iterator[str]:
    for posting in frames.records(postings):
        rule, name = scheme.rules[posting["rule"]], scheme.column[posting["column"]].name
        yield f"{rule.clause} {name}：{rule.words(posting, _tier(scheme, example))}"


def _plain(number: Fraction) -> str:
    """The number in digits where it has an end, else as a fraction."""
    millionths = number * points.POINT_SCALE
    return points.points_text(int(millionths)) if millionths.denominator == 1 else str(number)
