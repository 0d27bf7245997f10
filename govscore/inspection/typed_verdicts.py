"""Typed verdicts against the program's own, like any typed figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govscore.inspection.accounts import Account, Site, Typed
from govscore.inspection.verdicts import FAILED, PASSED, Verdict
from govscore.recheck import Difference


def differences(verdicts: Iterable[Verdict]) -> list[Difference]:
    """Every typed verdict that the records or the numbers contradict, in printed order."""
    return [difference for verdict in verdicts for difference in _of(verdict)]


def _of(verdict: Verdict) -> Iterator[Difference]:
    source = verdict.source
    if isinstance(source, Site):
        counted = source.stale_dynamic is not None or source.overdue is not None or source.veto
        if counted and source.typed is not None:
            yield from _compared(verdict, source.typed, verdict.passed, verdict.failed)
        return
    for month in verdict.months:
        if month.derived and month.typed is not None and month.passed is not None and month.state != "进行中":
            yield from _compared(verdict, month.typed, month.passed, month.reasons)


def _compared(verdict: Verdict, typed: Typed, passed: bool, reasons: list[str]) -> Iterator[Difference]:
    if typed.passed is None or typed.passed == passed:
        return
    yield Difference(
        cell=typed.place,
        tier=verdict.group,
        unit=verdict.titled if isinstance(verdict.source, Account) else verdict.name,
        column=typed.heading,
        stated=PASSED if typed.passed else FAILED,
        computed=PASSED if passed else FAILED,
        difference="",
        root=True,
        hint="；".join(reasons) or "更新记录和各项数字都达到要求",
    )
