"""Earlier inspections (`--against`): last period's numbers, and who fails for two and more periods running."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govscore.core.period import Period, period_in
from govscore.core.problems import Refused, problem
from govscore.core.text import key
from govscore.inspection.verdicts import FAILED, SITE, Verdict
from govscore.readers.workbook import Book
from govscore.scheme.unit_names import UnitNames

Who = tuple[str, str]  # kind, key of the name


@dataclass(frozen=True, slots=True)
class Earlier:
    """One earlier inspection: its period, what was checked, what failed."""

    period: Period
    label: str
    checked: frozenset[Who]
    failed: frozenset[Who]

    def share(self, sites: bool) -> tuple[int, int]:
        """Numbers checked and failed of sites or of accounts."""
        return (
            sum((kind == SITE) == sites for kind, _ in self.checked),
            sum((kind == SITE) == sites for kind, _ in self.failed),
        )


def who(verdict: Verdict) -> Who:
    """By what a site or account is known again."""
    return verdict.kind, key(verdict.name)


def of_verdicts(period: Period, label: str, verdicts: Iterable[Verdict]) -> Earlier:
    """An inspection as a later one remembers it."""
    found = list(verdicts)
    return Earlier(period, label, frozenset(who(v) for v in found), frozenset(who(v) for v in found if not v.passed))


def of_json(result: Mapping[str, Any], place: str) -> Earlier:
    """An inspection from its 结果.json; Refused where it holds no verdicts or no period."""
    verdicts = result.get("verdicts")
    periods = period_in([str(result.get("period") or "")])
    if not isinstance(verdicts, list) or not verdicts or len(periods) != 1:
        raise Refused(problem("inspection-against-unread", place))
    try:
        known = [((str(v["kind"]), key(str(v["name"]))), v["verdict"] == FAILED) for v in verdicts]
    except (KeyError, TypeError):
        raise Refused(problem("inspection-against-unread", place)) from None
    failed = frozenset(who_ for who_, bad in known if bad)
    return Earlier(periods.pop(), str(result["period"]), frozenset(who_ for who_, _ in known), failed)


def earlier(
    given: Iterable[Book | Mapping[str, Any]], inspect: Callable[[Book], Earlier], current: Period
) -> list[Earlier]:
    """What was given as earlier inspections, in time order; those not before the current period are left out.

    `inspect` judges an earlier workbook by the same scheme. Results of scores (they have tiers) are of another matter.
    """
    given = [g for g in given if isinstance(g, Book) or not g.get("tiers")]
    found = [inspect(g) if isinstance(g, Book) else of_json(g, f"[{g.get('workbook', '')}]") for g in given]
    by_period = {item.period: item for item in found if item.period < current}
    return [by_period[period] for period in sorted(by_period)]


def running(
    verdicts: Sequence[Verdict], before: Sequence[Earlier], current: Period, names: UnitNames
) -> list[tuple[Verdict, int]]:
    """Who fails now and failed in the period just before, by whatever name, with the number of periods running."""
    found = []
    failed = {item.period: {(kind, names.canonical(name)) for kind, name in item.failed} for item in before}
    for verdict in verdicts:
        own, count, period = (verdict.kind, names.canonical(verdict.name)), 1, current
        for item in reversed(before):
            if verdict.passed or not _follows(item.period, period) or own not in failed[item.period]:
                break
            count, period = count + 1, item.period
        if count > 1:
            found.append((verdict, count))
    return found


def _follows(one: Period, later: Period) -> bool:
    """True where the later period begins right after the other ends."""
    return (one.year * 12 + one.last) == (later.year * 12 + later.first - 1)
